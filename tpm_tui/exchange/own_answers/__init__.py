"""The learner's own version of an answer and their own cues, as text."""
