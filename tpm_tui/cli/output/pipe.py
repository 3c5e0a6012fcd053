"""Output that goes into a pipe."""


class ReaderGone(Exception):
    """Whoever reads our output has closed it, as `| head` does."""
