"""The store. Its two doors are here, one to write and one to read; its parts are the rooms below."""
