"""Dialogs: small screens on top of the current one."""
