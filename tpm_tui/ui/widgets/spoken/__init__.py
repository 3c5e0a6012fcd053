"""The widget that is shown while an answer is spoken."""
