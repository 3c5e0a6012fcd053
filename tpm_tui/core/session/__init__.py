"""The practice session: an immutable state machine, and the queues of questions for it."""
