"""Today in plain mode: the page as lines, and the menu from which everything is reached."""
