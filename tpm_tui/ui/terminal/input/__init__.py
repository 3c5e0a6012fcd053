"""The parser of the bytes from the terminal."""
