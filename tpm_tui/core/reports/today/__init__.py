"""What the screen Today shows, as data."""
