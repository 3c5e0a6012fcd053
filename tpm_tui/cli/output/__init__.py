"""What commands print: streams, pipes, problems, lookups."""
