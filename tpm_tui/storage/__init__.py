"""Read and write files: bank, progress, backups, settings and themes."""
