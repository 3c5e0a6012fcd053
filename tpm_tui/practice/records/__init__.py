"""What a practice session writes: its start and end, grades, card actions, reports."""
