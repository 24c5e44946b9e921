"""Lessons as values: reading, checking and marking them."""
