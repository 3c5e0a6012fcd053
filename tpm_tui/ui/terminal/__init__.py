"""The terminal: driver, start, hang-up and external editor."""
