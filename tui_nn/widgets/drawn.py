"""A widget that shows a Drawing: only the rows that changed are painted again."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_nn.plots.ink import Drawing, Ink


class Drawn(Widget):
    """Rows of spans in the theme's inks. It fits its height to the drawing unless the stylesheet says otherwise."""

    COMPONENT_CLASSES = {f"ink--{ink}" for ink in Ink} | {"ink--shade"}

    def __init__(self, *, id: str | None = None) -> None:
        self._styles: dict[tuple[Ink | None, bool], Style] = {}
        self.drawing: Drawing = ()
        super().__init__(id=id)

    def show(self, drawing: Drawing) -> None:
        """Put another drawing up. Textual paints whole rows, so a row is the unit of change here too."""
        old, self.drawing = self.drawing, drawing
        if len(old) != len(drawing):
            self.refresh(layout=self.styles.height is not None and self.styles.height.is_auto)
            return
        rows = enumerate(zip(old, drawing, strict=True))
        changed = [Region(0, y, self.size.width, 1) for y, (before, after) in rows if before != after]
        if changed:
            self.refresh(*changed)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self.drawing)

    class Resized(Message):
        """The place has another size, so it wants another drawing."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        row = self.drawing[y] if y < len(self.drawing) else ()
        segments = [Segment(span.text, self._style(span.ink, span.shaded)) for span in row]
        return Strip(segments).adjust_cell_length(self.size.width, self._style(None, False))

    def _style(self, ink: Ink | None, shaded: bool) -> Style:
        """The style of an ink, looked up in the stylesheet once; without an ink, that of empty cells."""
        if (ink, shaded) not in self._styles:
            self._styles[ink, shaded] = self._looked_up(ink, shaded)
        return self._styles[ink, shaded]

    def _looked_up(self, ink: Ink | None, shaded: bool) -> Style:
        style = self.rich_style
        if ink:
            style += self.get_component_rich_style(f"ink--{ink}", partial=True)
        if shaded:
            style += Style(bgcolor=self.get_component_rich_style("ink--shade").bgcolor)
        return style
