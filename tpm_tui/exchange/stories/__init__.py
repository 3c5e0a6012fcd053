"""Stories and own lists as text."""
