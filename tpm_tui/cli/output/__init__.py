"""Output of the commands: standard streams, closed pipes and problems in files."""
