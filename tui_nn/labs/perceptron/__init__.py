"""The perceptron lab: `lab` is its face; the other files are its parts, one job each."""
