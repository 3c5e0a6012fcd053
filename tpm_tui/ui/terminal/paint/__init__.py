"""The output of the terminal driver: only cells that changed are sent, with few bytes."""
