"""Reports and statistics, computed from cards and history."""
