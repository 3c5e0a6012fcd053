"""The mock interview screen."""
