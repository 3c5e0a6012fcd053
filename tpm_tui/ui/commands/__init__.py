"""Commands of any screen: help, palette, themes, the plan."""
