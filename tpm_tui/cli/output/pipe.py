"""The exception for output to a closed pipe."""


class OutputPipeClosed(Exception):
    """The process that reads our output has closed the pipe, as `| head` does."""
