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
        self._strips: dict[int, Strip] = {}  # rows that are ready to be painted
        self.drawing: Drawing = ()
        super().__init__(id=id)

    def show(self, drawing: Drawing) -> None:
        """Put another drawing up. Textual paints whole rows, so a row is the unit of change here too."""
        old, self.drawing = self.drawing, drawing
        if len(old) != len(drawing):
            self._strips.clear()
            self.refresh(layout=self.styles.height is not None and self.styles.height.is_auto)
            return
        changed = [y for y, (before, after) in enumerate(zip(old, drawing, strict=True)) if before != after]
        for y in changed:
            self._strips.pop(y, None)
        if changed and self.is_mounted:
            # Straight to the screen: by `refresh` the widget would ask itself first, and that by two messages.
            width = self.size.width
            self._repaint_regions.update(Region(0, y, width, 1) for y in changed)
            self.screen._dirty_widgets.add(self)
            self.screen.check_idle()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self.drawing)

    class Resized(Message):
        """The place has another size, so it wants another drawing."""

    def on_resize(self) -> None:
        self._strips.clear()
        self.post_message(self.Resized())

    def notify_style_update(self) -> None:
        self._styles.clear()
        self._strips.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows as they are drawn: a Drawn has no border, padding or links, which Textual's way is there for."""
        width, (left, right) = self.size.width, crop.column_span
        for y in crop.line_range:
            if y not in self._strips:
                self._strips[y] = self._strip(y, width)
        strips = [self._strips[y] for y in crop.line_range]
        return strips if (left, right) == (0, width) else [strip.crop(left, right) for strip in strips]

    def _strip(self, y: int, width: int) -> Strip:
        row = self.drawing[y] if y < len(self.drawing) else ()
        segments = [Segment(span.text, self._style(span)) for span in row]
        return Strip(segments).adjust_cell_length(width, self._style(_EMPTY))

    def _style(self, span: Span) -> Style:
        """The style of a span, worked out once for each look."""
        look = (span.ink, span.shaded, span.tone, span.ground)
        if look not in self._styles:
            self._styles[look] = self._filtered(self._worked_out(span))
        return self._styles[look]

    def _filtered(self, style: Style) -> Style:
        """As the terminal can show it: Textual filters what it paints, and these rows do not pass that way."""
        strip = Strip([Segment(" ", style)])
        for found in self.get_line_filters():
            strip = strip.apply_filter(found, self.background_colors[1])
        return next(iter(strip)).style or style

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
