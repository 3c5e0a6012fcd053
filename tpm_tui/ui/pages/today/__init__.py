"""The page of Today: what is planned, a row for everything that one can do, readiness, the last session."""
