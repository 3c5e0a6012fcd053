"""Files: paths, locks, private and atomic writes, errors."""
