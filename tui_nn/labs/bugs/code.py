"""The lines of code that make the five bugs: what each makes of z, its loss, and the slope of that loss along z."""

from __future__ import annotations

# `t` is one-hot (n, 3), `chain` the slope of softmax: p times (slope less the mean of the slopes weighted with p).
FORWARD = {
    "right": ("p = softmax(z)",),
    "twice": ("p = softmax(softmax(z))",),
    "axis": ("p = softmax(z, axis=0)",),
    "exp": ("e = np.exp(z)", "e = e / e.max(axis=1, keepdims=True)", "p = e / e.sum(axis=1, keepdims=True)"),
    "log": ("p = softmax(z)",),
    "logits": ("p = sigmoid(z)",),
}
_LATE = "loss = -np.log(p[rows, y])"
LOSS = {
    "right": "loss = log_sum_exp(z) - z[rows, y]",
    "twice": _LATE,
    "axis": _LATE,
    "exp": _LATE,
    "log": _LATE,
    "logits": "loss = log_sum_exp(p) - p[rows, y]",
}
_THROUGH_P = ("back = chain(p, np.where(t > 0, -1 / p, 0.0))",)
BACKWARD = {
    "right": ("back = p - t",),
    "twice": ("back = chain(softmax(z), p - t)",),
    "axis": ("back = p * t.sum(axis=0) - t",),
    "exp": _THROUGH_P,
    "log": _THROUGH_P,
    "logits": ("back = (softmax(p) - t) * p * (1 - p)",),
}
