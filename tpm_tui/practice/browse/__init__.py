"""What search and topics show of a question and its history."""
