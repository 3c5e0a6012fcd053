"""The plain mode: practice and mock interviews as lines of text."""
