"""Actions, their key bindings, and the configurable keymap."""
