"""The terminal: driver, startup, hangup and external editor."""
