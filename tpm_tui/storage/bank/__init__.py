"""Bank files: find, load, check and create them."""
