"""A widget that shows a Drawing: only the rows that changed are painted again."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_nn.plots.ink import NO_TONE, Drawing, Ink, Span
from tui_nn.widgets.palette import colours, readable

_EMPTY = Span(" ")
_ON_GROUNDS = {Ink.MARK, Ink.LINE}  # inks that are written on a map's colours


class Drawn(Widget):
    """Rows of spans in the theme's inks. It fits its height to the drawing unless the stylesheet says otherwise."""

    COMPONENT_CLASSES = {f"ink--{ink}" for ink in Ink} | {"ink--shade"}

    def __init__(self, *, id: str | None = None) -> None:
        self._styles: dict[tuple[Ink, bool, int, int], Style] = {}
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
        segments = [Segment(span.text, self._style(span)) for span in row]
        return Strip(segments).adjust_cell_length(self.size.width, self._style(_EMPTY))

    def _style(self, span: Span) -> Style:
        """The style of a span, worked out once for each look."""
        look = (span.ink, span.shaded, span.tone, span.ground)
        if look not in self._styles:
            self._styles[look] = self._worked_out(span)
        return self._styles[look]

    def _worked_out(self, span: Span) -> Style:
        style = self.rich_style + self.get_component_rich_style(f"ink--{span.ink}", partial=True)
        if span.shaded:
            style += Style(bgcolor=self.get_component_rich_style("ink--shade").bgcolor)
        if span.tone == span.ground == NO_TONE:
            return style
        tones = colours(self.app.current_theme.dark, self.app.console.color_system == "truecolor")
        if span.ground != NO_TONE:
            style += Style(bgcolor=tones[span.ground])
        if span.tone != NO_TONE:
            style += Style(color=tones[span.tone])
        if span.ink in _ON_GROUNDS and style.color and style.bgcolor:
            style += Style(color=readable(style.color, style.bgcolor))
        return style
