"""YAML files: parse them safely into structs, with the position of every problem."""
