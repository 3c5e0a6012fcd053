"""What the app asks after an interview: how it went, what was asked, and the next date."""
