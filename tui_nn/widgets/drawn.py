"""A widget that shows a Drawing: only the rows that changed are painted again."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui_nn.plots.ink import Drawing, Ink, Row


class Drawn(Widget):
    """Rows of spans in the theme's inks. It fits its height to the drawing unless the stylesheet says otherwise."""

    COMPONENT_CLASSES = {f"ink--{ink}" for ink in Ink} | {"ink--shade"}
    drawing: Drawing = ()

    def show(self, drawing: Drawing) -> None:
        """Put another drawing up. Textual paints whole rows, so a row is the unit of change here too."""
        old, self.drawing = self.drawing, drawing
        if len(old) != len(drawing):
            self.refresh(layout=self.styles.height is not None and self.styles.height.is_auto)
            return
        for y, (before, after) in enumerate(zip(old, drawing, strict=True)):
            if before != after:
                self.refresh(Region(0, y, self.size.width, 1))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self.drawing)

    def notify_style_update(self) -> None:
        self._styles_by_ink: dict[tuple[Ink, bool], Style] = {}
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        row = self.drawing[y] if y < len(self.drawing) else ()
        return self._strip(row).adjust_cell_length(self.size.width, self.rich_style)

    def _strip(self, row: Row) -> Strip:
        return Strip([Segment(span.text, self._style(span.ink, span.shaded)) for span in row])

    def _style(self, ink: Ink, shaded: bool) -> Style:
        known = self.__dict__.setdefault("_styles_by_ink", {})
        if (ink, shaded) not in known:
            style = self.rich_style + self.get_component_rich_style(f"ink--{ink}", partial=True)
            if shaded:
                style += Style(bgcolor=self.get_component_rich_style("ink--shade").bgcolor)
            known[ink, shaded] = style
        found: Style = known[ink, shaded]
        return found
