"""Entry point of `python -m tpm_tui`, the same as the `tpm-tui` command."""

try:
    from tpm_tui.cli.main import main
except KeyboardInterrupt:
    raise SystemExit(130) from None

if __name__ == "__main__":
    main()
