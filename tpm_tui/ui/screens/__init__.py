"""One screen a file; each is wiring, the rules are in core."""
