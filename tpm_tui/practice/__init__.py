"""Practice sessions for every front end: the rules of `core` with the files of `storage`."""
