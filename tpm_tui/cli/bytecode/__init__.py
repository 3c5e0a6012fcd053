"""A file with the bytecode and the compiled regular expressions of a start, for a faster start."""
