"""The mock interview: its state machine, its formats, its questions and its rubric."""
