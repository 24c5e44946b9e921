"""The backpropagation lab: a small network on XOR, forward, back and corrected, one number at a time."""
