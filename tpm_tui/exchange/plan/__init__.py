"""The plan in words: the same sentences in the app, in plain mode and on the command line."""
