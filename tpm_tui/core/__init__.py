"""The rules of practice, pure: no files, no clock, no randomness, no terminal."""
