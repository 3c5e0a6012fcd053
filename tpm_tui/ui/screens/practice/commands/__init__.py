"""The commands of the practice screen, one module each theme."""
