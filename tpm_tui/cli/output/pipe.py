"""Output that goes into a pipe."""


class OutputPipeClosed(Exception):
    """Whoever reads our output has closed it, as `| head` does."""
