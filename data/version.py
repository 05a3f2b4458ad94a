"""The version of the program. The build takes it from here, so that saying it needs no installed package."""

VERSION = "0.1.0"
