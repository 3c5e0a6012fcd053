"""What is needed when the program starts without a command: the first-run questions, and Today's extras."""
