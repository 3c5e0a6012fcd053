"""Cards: history events, the replay that computes cards from them, and the Leitner rules."""
