"""What learners make their own of a question: their version of the answer, and their cues of key points."""
