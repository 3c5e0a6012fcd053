"""Cards: history events, the fold that turns them into cards, and the Leitner rules."""
