"""The activations lab: a function and its slope, the three conditions, and two networks that try to learn with it."""
