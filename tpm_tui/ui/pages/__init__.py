"""Pages: the text blocks of the screens, built from core values."""
