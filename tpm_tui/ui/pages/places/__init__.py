"""Pages of the places, rows that several places have, and what is opened from them."""
