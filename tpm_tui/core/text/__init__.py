"""Pure text functions: word stems, sentences, slugs, cleaning of untrusted text."""
