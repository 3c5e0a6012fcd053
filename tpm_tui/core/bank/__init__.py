"""The bank: questions, key points, facts and study sets as immutable values."""
