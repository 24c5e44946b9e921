"""Textual's compositor, asked for less: where a few rows change, only these rows are rendered.

Textual's own renders every row of every widget between the first and the last change, with the containers behind
them. A picture that moves changes half of the rows of one widget, many times a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from textual._compositor import ChopsUpdate, Compositor, ReflowResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

Chops = list[dict[int, Strip | None]]  # for each row of the screen: where a piece begins, and the piece


class FrugalCompositor(Compositor):
    """Shows the same as Textual's."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out; what cannot scroll is told how large it has become without asking for another layout by it."""
        result = super().reflow(parent, size)
        for widget, geometry in self._full_map.items():
            if widget.styles.overflow_x == widget.styles.overflow_y == "hidden":
                widget.set_reactive(Widget.virtual_size, geometry.virtual_size)
        return result

    def render_partial_update(self) -> ChopsUpdate | None:
        dirty = self._dirty_regions.copy()
        self._dirty_regions.clear()
        spans = list(self._regions_to_spans(dirty))
        if not spans:
            return None
        return ChopsUpdate(self._chops(spans), spans, [cuts[1:] for cuts in self.cuts])

    def _chops(self, spans: Iterable[tuple[int, int, int]]) -> Chops:
        """The pieces of the rows that lie in the spans; a piece that is not wanted stays None."""
        cuts = self.cuts
        chops: Chops = [dict.fromkeys(row[:-1]) for row in cuts]
        wanted: dict[int, set[int]] = {}
        for y, left, right in spans:
            pieces = {begin for begin, end in pairwise(cuts[y]) if begin < right and end > left}
            wanted.setdefault(y, set()).update(pieces)
        for widget, (region, clip) in self.visible_widgets.items():  # from front to back
            seen = region.intersection(clip)
            left, right = seen.column_span
            rows = [y for y in seen.line_range if y in wanted and any(left <= x < right for x in wanted[y])]
            for top, bottom in _stretches(rows):
                place = Region(seen.x - region.x, top - region.y, seen.width, bottom - top)
                for y, strip in zip(range(top, bottom), widget.render_lines(place), strict=False):
                    edges = [cut for cut in cuts[y] if left <= cut <= right]
                    for x, piece in zip(edges, strip.divide([cut - left for cut in edges[1:]]), strict=False):
                        if x in wanted[y]:
                            wanted[y].remove(x)
                            chops[y][x] = piece
        return chops


def _stretches(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Rows in ascending order as stretches without gaps: first, and one after the last."""
    begin = 0
    for k in range(1, len(rows) + 1):
        if k == len(rows) or rows[k] != rows[k - 1] + 1:
            yield rows[begin], rows[k - 1] + 1
            begin = k
