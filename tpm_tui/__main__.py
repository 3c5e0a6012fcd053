"""Entry point of `python -m tpm_tui`, the same as the `tpm-tui` command."""

from tpm_tui.cli.main import main

if __name__ == "__main__":
    main()
