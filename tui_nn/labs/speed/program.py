"""The speed lab's counts as a program, which then measures the machine that it runs on."""

from __future__ import annotations

TEXT = '''\
"""One product of n x n matrices: beats of one worker and of a team, then your own machine."""

import time
from math import ceil

import numpy as np

n, p, s = {n}, {p}, {s}  # size, workers, how many times slower each of them is
beats = {beats}
team_beats = ceil(n * n / p) * n * s

print("beats =", beats)
print("speedup =", n**3 / team_beats)
print("work =", n**3)
print("team-beats =", team_beats)
print("one =", min(n * n, beats // n))
print("team =", min(n * n, beats // (n * s) * p))


def loops(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def giga(size, multiply, kind):
    a = np.ones((size, size))
    a = a if kind == "numpy" else a.tolist()
    begin = time.perf_counter()
    multiply(a, a)
    return 2 * size**3 / (time.perf_counter() - begin) / 1e9


slow = giga(60, loops, "lists")
fast = max(giga(400, np.matmul, "numpy") for _ in range(3))
print(f"Here: loops {{slow:.3f}} GFLOP/s, NumPy {{fast:.1f}} GFLOP/s, {{fast / slow:.0f}} times")

# Measured elsewhere, on one core:
'''
