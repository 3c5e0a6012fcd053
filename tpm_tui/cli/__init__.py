"""The command line: options, commands and the plain mode."""
