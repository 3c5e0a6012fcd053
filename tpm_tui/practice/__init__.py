"""Practice itself: the rules of core tied to the files of storage, for every front end alike."""
