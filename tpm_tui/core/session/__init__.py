"""The practice session: an immutable state machine, and the queues that feed it."""
