"""A lab that can be drawn in: points on a plane or a map, cells of tiles, by keys and by mouse."""

from __future__ import annotations

from textual import events

from tui_nn.labs.frame import Map, Plane, Tiles
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import Words
from tui_nn.widgets import brush, stage
from tui_nn.widgets.brush import Brush
from tui_nn.widgets.governor import ALONE, Tempo
from tui_nn.widgets.pencil import ARROWS, REACH, Pencil, edit_of, keys_of, nearest
from tui_nn.widgets.stage import Board, Placed
from tui_nn.widgets.viewed_lab import ViewedLab


class DrawingLab(ViewedLab):
    """The pencil for points, and the brush for tiles; a lab has one or the other."""

    def __init__(
        self,
        run: Run,
        words: Words,
        *,
        locked: bool = False,
        calm: bool = False,
        tempo: Tempo = ALONE,
        guess: str = "",
        first: tuple[str, ...] = (),
    ) -> None:
        super().__init__(run, words, locked=locked, calm=calm, tempo=tempo, guess=guess, first=first)
        self._pen = 1.0  # the class that a click adds: the last one drawn by key; with Ctrl another
        self._dragged: int | None = None
        self._stroke: bool | None = None  # what the mouse paints while its button is down

    @property
    def paintable(self) -> bool:
        """Whether the lab has tiles to paint on."""
        return any(map(stage.is_painted, self.frame.pictures))

    def board(self) -> Placed | None:
        """The picture that one can draw in, on show, of a lab that has points."""
        face = self.face
        return stage.board(face.stage()) if face and self.run.lab.has_points else None

    def easel(self) -> Placed | None:
        """The tiles on show that one can paint on."""
        face = self.face
        return stage.easel(face.stage()) if face else None

    def toggle_pencil(self) -> None:
        """Take the pencil or the brush up, or put it down."""
        if self.pencil or self.brush:
            self.pencil = self.brush = None
            self.draw()
            return
        if self.run.lab.has_points and self.turn_to(Plane, Map):
            self.draw()  # perhaps another view: the picture has to stand before it can be drawn in
        elif self.turn_where(stage.is_painted):
            self.draw()
        board, easel = self.board(), self.easel()
        if board is None and easel is None:
            self.post_message(self.Told(phrase("app.lab.no_points")))
        elif not self.refuses():
            self.focus()
            self.part = self.at = None
            if board:
                self.pencil = Pencil.on(board)
            elif easel:
                assert isinstance(easel.picture, Tiles)
                self.brush = Brush.on(easel.picture)
            self.draw()

    # Keys -----------------------------------------------------------------------------------------------------------

    def pencil_key(self, key: str) -> bool:
        """What a key does to points; whether it does anything."""
        placed = self.board()
        if self.pencil is None or placed is None:
            return False
        if key in ARROWS:
            self.pencil = self.pencil.moved(key, placed)
        elif key in (*keys_of(self.kinds_of_points), "m", "delete", "backspace"):
            assert isinstance(placed.picture, Board)
            self._pen = float(key) if key.isdigit() else self._pen
            self.pencil, edit = edit_of(key, self.pencil, placed.picture)
            if edit:
                self.edit(edit)
        elif key == "escape":
            self.pencil = None
        else:
            return False
        self.draw()
        return True

    def brush_key(self, key: str) -> bool:
        """What a key does to tiles; whether it does anything."""
        placed = self.easel()
        if self.brush is None or placed is None:
            return False
        assert isinstance(placed.picture, Tiles)
        if key in ARROWS:
            self.brush = self.brush.moved(key, placed.picture)
        elif key in brush.KEYS:
            if edit := brush.edit_of(key, self.brush, placed.picture):
                self.edit(edit)
        elif key == "escape":
            self.brush = None
        else:
            return False
        self.draw()
        return True

    # The mouse ------------------------------------------------------------------------------------------------------

    def _draws(self, event: events.MouseEvent) -> tuple[Board, tuple[float, float]] | None:
        """The board and the place on it that is pointed at; among several pictures only with the pencil in hand."""
        placed, face = self.board(), self.face
        where = face.cell(event) if face else None
        if placed is None or where is None or (self.frame.views and not self.pencil):
            return None
        place = stage.data_at(placed, *where)
        assert isinstance(placed.picture, Board)
        return (placed.picture, place) if place else None

    def _paints(self, event: events.MouseEvent) -> tuple[Tiles, tuple[tuple[int, int], ...]] | None:
        """The tiles and their values that are pointed at."""
        placed, face = self.easel(), self.face
        where = face.cell(event) if face else None
        if placed is None or face is None or where is None:
            return None
        assert isinstance(placed.picture, Tiles)
        values = stage.values_at(placed, *where, face.glyphs)
        return (placed.picture, values) if values else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if drawn := self._draws(event):
            board, place = drawn
            self._dragged = nearest(board, *place, reach=REACH)
        elif painted := self._paints(event):
            picture, values = painted
            self._stroke = None if self.refuses() else not brush.is_on(picture, *values[0])
            self._paint(picture, values)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if not event.button:
            self._stroke = None  # it was let go somewhere else
        if self._stroke is not None and (painted := self._paints(event)):
            self._paint(*painted)

    def _paint(self, picture: Tiles, values: tuple[tuple[int, int], ...]) -> None:
        """One dab of the stroke."""
        on = self._stroke
        if on is None:
            return
        for place in values:
            if brush.is_on(picture, *place) != on:
                self.edit(brush.paint(*place, on=on))
        if self.brush:
            self.brush = Brush(*values[0])
            self.draw()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._stroke = None
        if not (drawn := self._draws(event)):
            return
        board, place = drawn
        there = nearest(board, *place, reach=REACH)
        if event.button == 3:
            if there is not None:
                self.edit(Edit("delete", (float(there),)))
        elif self._dragged is None:
            self.edit(Edit("add", (*place, float(self._pen == 0) if event.ctrl else self._pen)))
        elif there != self._dragged:
            self.edit(Edit("move", (float(self._dragged), *place)))
        self._dragged = None
