"""Actions, their key bindings, and the keymap of the settings."""
