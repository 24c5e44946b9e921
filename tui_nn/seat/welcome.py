"""The first screen of a seat: a name and a PIN, and one is where one was."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_nn.classroom.reception import Reception
from tui_nn.classroom.store import StoreDown
from tui_nn.classroom.student import LONGEST_NAME, PIN_DIGITS, Student
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import KEYS
from tui_nn.screens.room import Room
from tui_nn.widgets.fields import LineField
from tui_nn.widgets.key_line import KeyLine
from tui_nn.widgets.put_up import put_up


class Welcome(Room):
    """Asks until it knows who sits here."""

    # Letters are typed here, so that two keys are others than elsewhere.
    BINDINGS = [
        Binding("ctrl+l", f"app.{KEYS['language'].id}", show=False),
        Binding("escape", f"app.{KEYS['quit'].id}", show=False),
    ]

    class Known(Message):
        """This student sits here."""

        def __init__(self, student: Student) -> None:
            super().__init__()
            self.student = student

    def __init__(self, desk: Desk, class_name: str) -> None:
        super().__init__(desk)
        self._class_name = class_name
        self._reception: Reception | None = None
        self._keys: tuple[str, ...] = ()
        self._new = ""  # the name that was told to be new
        self._says: Phrase | None = None

    def body(self) -> Iterable[Widget]:
        with Vertical(id="welcome-box"):
            yield Static(id="welcome-says", markup=False)
            yield Static(id="name-label", markup=False)
            yield LineField(id="name", max_length=2 * LONGEST_NAME, compact=True, select_on_focus=False)
            yield Static(id="pin-label", markup=False)
            yield LineField(id="pin", max_length=PIN_DIGITS[1], compact=True, password=True)
            yield Static(id="welcome-complaint", markup=False)
            yield Static(id="welcome-foot", markup=False)

    def on_mount(self) -> None:
        self._say()
        self.query_one("#name", Input).focus()

    async def retell(self) -> None:
        await super().retell()
        self._say()

    def open(self, reception: Reception, name: str, keys: tuple[str, ...]) -> None:
        """Someone has come: with the name of their login, and the keys that their client showed."""
        self._reception, self._keys = reception, keys
        self.query_one("#name", Input).value = name
        self._say()

    def _say(self) -> None:
        words = self.desk.words
        complaint = words.say(self._says) if self._says else ""
        foot = words("classroom.welcome.foot")
        if self._keys:
            foot += "\n" + words("classroom.welcome.key")
        for id, text in (
            ("welcome-says", words("classroom.welcome.says")),
            ("name-label", self._label("name")),
            ("pin-label", self._label("pin")),
            ("welcome-complaint", complaint),
            ("welcome-foot", foot),
        ):
            put_up(self.query_one(f"#{id}", Static), text)
        self.tell_title_and_keys()

    def _label(self, field: str) -> str:
        mark = "› " if self.focused and self.focused.id == field else "  "
        return mark + self.desk.words(f"classroom.welcome.{field}")

    def on_descendant_focus(self) -> None:
        self._say()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        name, pin = self.query_one("#name", Input), self.query_one("#pin", Input)
        if message.input is name and not pin.value:
            self.set_focus(pin)  # at once: what is typed ahead belongs there
            return
        if self._reception is None:
            return
        try:
            answer = self._reception.greet(name.value, pin.value, confirmed=self._new, keys=self._keys)
        except StoreDown:
            self._says = phrase("classroom.store_away")
            self._say()
            return
        self._new = name.value if answer.new else ""
        self._says = answer.says
        self._say()
        if answer.student:
            self.post_message(self.Known(answer.student))

    def title_words(self) -> tuple[str, str]:
        return f" {self.desk.words('classroom.welcome.title', name=self._class_name)}", "tui-nn "

    def tell_title_and_keys(self) -> None:
        """The keys of this screen alone."""
        words = self.desk.words
        self.tell_title(*self.title_words())
        keys = (("enter", "Enter", "go_on"), ("language", "^l", "other"), ("quit", "Esc", "quit"))
        shown = [(id, key, words(f"classroom.welcome.{word}")) for id, key, word in keys]
        self.query_one(KeyLine).show(shown)

    def action_enter(self) -> None:
        """A click on Enter in the key line."""
        self.query_one("#pin", Input).post_message(Input.Submitted(self.query_one("#pin", Input), ""))
