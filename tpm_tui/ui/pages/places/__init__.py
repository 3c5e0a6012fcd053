"""Pages of the places, and of what is opened from them."""
