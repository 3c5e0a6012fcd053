"""The study plan: which questions are asked on which day, up to the interview."""
