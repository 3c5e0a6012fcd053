"""The index of a bank: what is known of its questions without decoding them, in the cache."""
