"""Progress in words and charts: the same on the screen and in `stats`."""
