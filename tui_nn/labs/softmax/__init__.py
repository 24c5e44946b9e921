"""The softmax lab: from logits to probabilities one step at a time, and where the numbers break."""
