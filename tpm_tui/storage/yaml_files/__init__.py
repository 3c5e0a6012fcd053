"""YAML files: parse them safely into structs, with the place of every problem."""
