"""Today in words: the same phrases on the screen and in plain mode."""
