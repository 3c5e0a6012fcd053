"""The parts of a practice session: its queue, its clock, and what they need of the session."""
