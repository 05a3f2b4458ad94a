"""Words and colours of the screen, and the only way untrusted text reaches it."""
