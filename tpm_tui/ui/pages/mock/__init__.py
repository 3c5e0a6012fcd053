"""The pages of the mock interview: question, debrief and end."""
