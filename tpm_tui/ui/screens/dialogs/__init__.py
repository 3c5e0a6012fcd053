"""Dialogs: small screens on top of the main screen."""
