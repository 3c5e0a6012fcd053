"""`python -m tpm_tui` is `tpm-tui`."""

from tpm_tui.cli.main import main

if __name__ == "__main__":
    main()
