"""The mock interview with its files."""
