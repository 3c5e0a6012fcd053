"""Plain mode: practice, drills and mock interviews as lines of text."""
