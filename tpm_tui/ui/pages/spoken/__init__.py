"""What is shown while an answer is spoken."""
