"""The unit lab: one input, one weight, one bias, any activation: line, logistic curve or step, and how it learns."""
