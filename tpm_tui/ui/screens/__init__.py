"""The screens. Each one connects widgets to a session; the rules are in `core`."""
