"""Commands of the mock interview screen."""
