"""The attempts at one question: their figures, and comparisons of two of them."""
