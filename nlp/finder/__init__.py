"""The trained finder of names: tools that a text names, whether the catalogue knows them or not."""
