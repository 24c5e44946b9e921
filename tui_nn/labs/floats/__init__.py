"""The floats lab: softmax and its logarithm in three formats of number side by side, step by step."""
