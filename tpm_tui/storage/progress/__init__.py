"""Progress: the history files, the TinyDB snapshot, and drafts."""
