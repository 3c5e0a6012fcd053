"""tpm-tui: practise technical-program-manager interviews in the terminal."""

__version__ = "0.2.0"
