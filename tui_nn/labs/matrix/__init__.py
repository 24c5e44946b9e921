"""The matrix lab: the same regression as products of matrices, one dot product at a time."""
