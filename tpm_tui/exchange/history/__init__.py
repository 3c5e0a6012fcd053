"""The history of one question as text: a table of attempts, and the word diff of two."""
