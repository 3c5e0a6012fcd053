"""The practice screen."""
