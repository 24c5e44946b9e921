"""The trends lab's fit as a program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.trends.data import PERSON
from tui_nn.labs.trends.state import FITS, State

TEXT = '''\
"""The points of a trend, and how long they take to double."""

from math import log2

points = [  # year, value, and where it is written
{points}]
shown = {shown}
seen = points[:shown]
fitted = seen[min({since}, shown - 1) - 1 :]
line = [fitted[0], fitted[-1]] if {ends} else fitted

# log2(value) = level + slope * (year - origin), by least squares
origin = line[0][0]
times = [year - origin for year, _, _ in line]
logs = [log2(value) for _, value, _ in line]
time, log = sum(times) / len(times), sum(logs) / len(logs)
slope = sum((t - time) * (v - log) for t, v in zip(times, logs)) / sum((t - time) ** 2 for t in times)
level = log - slope * time

print("shown =", shown)
print("doubling =" if slope > 0 else "halving =", 12 / abs(slope))
if shown < len(points):
    print("forecast =", 2.0 ** (level + slope * (points[shown][0] - origin)))
else:
    print("forecast =", None)
print("latest =", seen[-1][1])
print("growth =", seen[-1][1] / seen[0][1])
print("yearly =", 2.0 ** slope)
for k, (year, value, source) in enumerate(seen, 1):
    print(f"v{{k}} = {{value}}")
'''


def written(state: State, steps: int) -> str:
    """The program after so many ticks."""
    rows = "".join(f"    ({point.year!r}, {point.value!r}, {point.source!r}),\n" for point in state.points)
    shown = min(state.shown + steps, len(state.points))
    text = TEXT.format(points=rows, shown=shown, since=state.since, ends=FITS[state.fit] == "ends")
    return text + (f'print("person =", {PERSON})\n' if state.series == "errors" else "")
