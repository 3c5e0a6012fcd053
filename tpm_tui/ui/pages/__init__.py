"""Pages: the text that screens show, built from core values."""
