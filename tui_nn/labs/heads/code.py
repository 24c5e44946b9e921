"""The two lines that a question decides, as code and as a formula; everything else is the same for all."""

from __future__ import annotations

TRUNK = ("h = np.tanh(x @ W1 + b1)", "z = h @ W2 + b2")
SLOPE = "error = y - t"

SQUARES = "loss = ((y - t) ** 2).sum(axis=1) / 2"
BINARY = "loss = (np.logaddexp(0, z) - z * t).sum(axis=1)"
# Question -> its head and its loss; from z where a logarithm of 0 threatens.
LINES = {
    "regression": ("y = z", SQUARES),
    "outputs": ("y = z", SQUARES),
    "binary": ("y = sigmoid(z)", BINARY),
    "multilabel": ("y = sigmoid(z)", BINARY),
    "multiclass": ("y = softmax(z)", "loss = log_sum_exp(z) - (z * t).sum(axis=1)"),
}
# The same as signs: targets, answer, loss.
SIGNS = {
    "regression": ("t ∈ ℝ", "y = z", "½(y − t)²"),
    "outputs": ("t ∈ ℝᴷ", "y = z", "½Σ(y − t)²"),
    "binary": ("t ∈ {0, 1}", "y = σ(z)", "−log p"),
    "multilabel": ("t ∈ {0, 1}ᴷ", "y = σ(z)", "−Σ log p"),
    "multiclass": ("t ∈ {1…K}", "y = softmax(z)", "−log p"),
}
