"""The page Progress, in parts."""
