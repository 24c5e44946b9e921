"""Textual widgets: they own the clock and the keys; labs and lessons own the truth."""
