"""What leaves the program as text: reports."""
