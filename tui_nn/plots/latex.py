"""LaTeX read and written again, with TeX's own spaces, in the dialect that TeXicode can draw."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from unicodedata import normalize

from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.plots.spacing import BARS, PUNCTUATION, Atom, kind_of, spaced


class Undrawable(Exception):
    """A formula that cannot be drawn; `says` tells the author why."""

    def __init__(self, says: Phrase) -> None:
        super().__init__(says.key)
        self.says = says


BIG = frozenset(("sum", "prod", "lim", "int", "iint", "iiint", "oint"))
SPACES = {r"\,": 1, r"\;": 1, r"\:": 1, r"\>": 1, "\\ ": 1, "~": 1, r"\quad": 2, r"\qquad": 4}
SILENT = {r"\!", r"\limits", r"\displaystyle", r"\textstyle", r"\scriptstyle"}
FRACTIONS = {r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\binom"}
ACCENTS = {
    r"\hat": "\u0302",
    r"\bar": "\u0304",
    r"\tilde": "\u0303",
    r"\vec": "\u20d7",
    r"\dot": "\u0307",
    r"\ddot": "\u0308",
    r"\check": "\u030c",
}
FONTS = {rf"\{name}" for name in ("mathbf", "mathbb", "mathcal", "mathrm", "mathsf", "mathtt", "mathit")}
TEXTS = {r"\text", r"\operatorname"}
ALIASES = {
    "−": "-",
    "·": r"\cdot",
    "∑": r"\sum",
    "√": r"\surd",
    "'": r"\prime",
    "…": r"\ldots",
    r"\lVert": r"\Vert",
    r"\rVert": r"\Vert",
    r"\colon": ":",
}
ALIGNED = {"aligned", "align", "align*", "split"}
GRIDS = {"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "gathered", "cases"} | ALIGNED
DELIMITERS = frozenset("()[]|.‖⌊⌋⌈⌉") | {r"\{", r"\}", r"\|", r"\Vert", r"\lfloor", r"\rfloor", r"\lceil", r"\rceil"}

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_END = ""
_CLOSING = frozenset((_END, "}", "&", r"\\", r"\right", r"\end"))  # what ends a row


@cache
def symbols() -> dict[str, str]:
    """What TeXicode draws for each command: its characters, or nothing for a sign of several rows."""
    from texicode.arts import multi_line_leaf_commands
    from texicode.symbols_art import symbols as drawn

    return {name: "".join(art) for name, art in drawn.items()} | dict.fromkeys(multi_line_leaf_commands, "")


@cache
def _commands() -> dict[str, str]:
    """The command for each sign that TeXicode's reader does not know by itself."""
    return {art: rf"\{name}" for name, art in symbols().items() if len(art) == 1 and not art.isascii()}


class Reader:
    """A formula read once from left to right.

    With ``one_row`` a sum is written as a letter, with its limits as scripts. `text` collects what stands for
    characters that TeXicode would not read: letters of an alphabet that no formula uses.
    """

    def __init__(self, latex: str, one_row: bool = False) -> None:
        self._tokens = [ALIASES.get(token, token) for token in _TOKEN.findall(latex)]
        self._at = 0
        self._one_row = one_row
        self.text: dict[str, str] = {}

    def written(self) -> str:
        """The whole formula for TeXicode.

        Raises:
            Undrawable: something it cannot draw, or LaTeX that does not add up.
        """
        row = self._row()
        if self._peek() != _END:
            raise Undrawable(phrase("plots.formula.unexpected", sign=self._peek()))
        if not row.replace("{}", "").strip("\\ "):
            raise Undrawable(phrase("plots.formula.empty"))
        return row

    # Tokens ---------------------------------------------------------------------------------------------------------

    def _peek(self) -> str:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _take(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _expect(self, token: str, opener: str) -> None:
        if self._take() != token:
            raise Undrawable(phrase("plots.formula.unclosed", sign=opener))

    def _raw(self, opener: str) -> str:
        """The letters between braces, as they stand."""
        if self._take() != "{":
            raise Undrawable(phrase("plots.formula.argument", sign=opener))
        letters = ""
        while self._at < len(self._tokens) and self._tokens[self._at] != "}":
            letters += self._tokens[self._at].removeprefix("\\")
            self._at += 1
        self._expect("}", opener)
        return letters

    # Rows -----------------------------------------------------------------------------------------------------------

    def _row(self, tight: bool = False) -> str:
        """Atoms as far as the next closing thing, which is left to the caller."""
        atoms: list[Atom] = []
        bars = 0
        while self._peek() not in _CLOSING:
            atom = self._scripted(self._atom(self._take()))
            if atom.base in BARS:
                bars += 1
                atom = replace(atom, kind="open" if bars % 2 else "close")
            if atom.latex:
                atoms.append(atom)
        return "".join(atom.latex for atom in atoms) if tight else spaced(atoms)

    def _grid(self) -> list[list[str]]:
        rows = [[self._row()]]
        while self._peek() in ("&", r"\\"):
            if self._take() == "&":
                rows[-1].append(self._row())
            else:
                rows.append([self._row()])
        return rows if rows[-1] != [""] else rows[:-1]

    def _scripted(self, atom: Atom) -> Atom:
        """The atom with what follows it as scripts: below first, then above, in one row where they are small."""
        scripts: dict[str, str] = {}
        while self._peek() in ("_", "^"):
            sign = self._take()
            if sign in scripts:
                raise Undrawable(phrase("plots.formula.unexpected", sign=sign))
            scripts[sign] = self._script(sign)
        latex = atom.latex
        if atom.kind == "big":
            latex += "".join(f"{sign}{{{script}}}" for sign, script in scripts.items())
        else:
            for sign in ("_", "^"):
                if sign in scripts:
                    latex = f"{{{latex}{sign}{{{scripts[sign]}}}}}"
        return replace(atom, latex=latex, base=atom.base or atom.latex)

    def _script(self, sign: str) -> str:
        token = self._take()
        if token == "{":
            script = self._row(tight=True)
            self._expect("}", "{")
            return script
        # ᵀ fits on the row, ⊤ would not.
        return "T" if token == r"\top" else self._argument_from(token, sign)

    def _argument(self, owner: str) -> str:
        return self._argument_from(self._take(), owner)

    def _argument_from(self, token: str, owner: str) -> str:
        if token in _CLOSING or token in ("_", "^"):
            raise Undrawable(phrase("plots.formula.argument", sign=owner))
        return self._atom(token).latex

    # Atoms ----------------------------------------------------------------------------------------------------------

    def _atom(self, token: str) -> Atom:
        if token == "{":
            return self._group()
        if token in ("_", "^"):
            self._at -= 1  # a script of nothing
            return Atom("ord", "{}")
        if token in SPACES:
            return Atom("gap", "\\ " * SPACES[token])
        if token in SILENT:
            return Atom("gap", "")
        if token.startswith("\\"):
            return self._command(token)
        return self._character(token)

    def _group(self) -> Atom:
        inside = self._row()
        self._expect("}", "{")
        # {,} is a decimal comma.
        return Atom("ord", inside if inside in PUNCTUATION else f"{{{inside}}}")

    def _command(self, token: str) -> Atom:
        if token in FRACTIONS:
            return Atom("ord", f"{token}{{{self._argument(token)}}}{{{self._argument(token)}}}")
        if token in ACCENTS:
            return self._accented(token)
        if token in FONTS:
            return Atom("ord", f"{token}{{{self._argument(token)}}}")
        if token in TEXTS:
            return self._words(token)
        if token == r"\bmod":
            return Atom("bin", r"\text{mod}")  # TeXicode would write "bmod"
        if token == r"\sqrt":
            return self._root()
        if token == r"\left":
            return self._fenced()
        if token == r"\begin":
            return self._environment()
        return self._symbol(token)

    def _accented(self, token: str) -> Atom:
        letter = self._argument(token)
        whole = normalize("NFC", letter.strip("{}") + ACCENTS[token])
        # One character where there is one: TeXicode cannot make a letter with a loose mark small.
        return Atom("ord", whole if len(whole) == 1 else f"{token}{{{letter}}}")

    def _symbol(self, token: str) -> Atom:
        name = token.removeprefix("\\")
        if name not in symbols():
            raise Undrawable(phrase("plots.formula.command", sign=token))
        if name in BIG:
            return Atom("op", r"\Sigma ") if self._one_row and name == "sum" else Atom("big", f"{token} ")
        art = symbols()[name]
        if len(art) > 1 and art.isalpha():
            return Atom("op", f"{token} ")
        return Atom(kind_of(art), f"{token} ", base=art)

    def _character(self, token: str) -> Atom:
        if token in _commands():
            return self._symbol(_commands()[token])
        if not (token.isalnum() or (token.isascii() and token.isprintable())) or token in "#$%&~":
            raise Undrawable(phrase("plots.formula.character", sign=token))
        return Atom(kind_of(token), token)

    def _words(self, token: str) -> Atom:
        letters = self._raw(token)
        coded = "".join(letter if letter.isalnum() or letter == " " else self._stand_in(letter) for letter in letters)
        return Atom("op" if token == r"\operatorname" else "ord", rf"\text{{{coded}}}")

    def _stand_in(self, letter: str) -> str:
        for sign, stands_for in self.text.items():
            if stands_for == letter:
                return sign
        sign = chr(0xA000 + len(self.text))  # Yi syllables: letters for TeXicode, and no formula's
        self.text[sign] = letter
        return sign

    def _root(self) -> Atom:
        degree = ""
        if self._peek() == "[":
            self._take()
            while self._peek() not in _CLOSING | {"]"}:
                degree += self._scripted(self._atom(self._take())).latex
            self._expect("]", r"\sqrt")
        inside = self._argument(r"\sqrt")
        plain = inside.strip("{}")
        if not degree and len(plain) == 1:
            return Atom("ord", rf"{{\surd {plain}}}")  # a bar over one letter is a mark that few fonts place well
        return Atom("ord", rf"\sqrt{f'[{degree}]' if degree else ''}{{{inside}}}")

    def _fenced(self) -> Atom:
        left = self._delimiter(r"\left")
        inside = self._row()
        self._expect(r"\right", r"\left")
        right = self._delimiter(r"\right")
        return Atom("ord", rf"\left{left} {inside}\right{right} ")

    def _delimiter(self, owner: str) -> str:
        token = self._take()
        if token not in DELIMITERS:
            raise Undrawable(phrase("plots.formula.argument", sign=owner))
        return r"\Vert" if token == r"\|" else token

    def _environment(self) -> Atom:
        name = self._raw(r"\begin")
        if name not in GRIDS:
            raise Undrawable(phrase("plots.formula.environment", sign=name))
        rows = self._grid()
        if not rows:
            raise Undrawable(phrase("plots.formula.empty"))
        self._expect(r"\end", rf"\begin{{{name}}}")
        if self._raw(r"\end") != name:
            raise Undrawable(phrase("plots.formula.unclosed", sign=rf"\begin{{{name}}}"))
        return Atom("ord", _drawn_grid(name, rows))


def _drawn_grid(name: str, rows: list[list[str]]) -> str:
    if name in ALIGNED:
        # As an array the rows stand close; its gap between columns is the space before the relation.
        columns = max(map(len, rows))
        return rf"\begin{{array}}{{{('rl' * columns)[:columns]}}}{_joined(rows)}\end{{array}}"
    if name == "cases":
        rows = [["\\ " + row[0], *row[1:]] for row in rows]
        # The point of the brace wants a row of its own between two cases.
        rows = [rows[0], [""] * len(rows[0]), rows[1]] if len(rows) == 2 else rows
    return rf"\begin{{{name}}}{_joined(rows)}\end{{{name}}}"


def _joined(rows: list[list[str]]) -> str:
    return r" \\ ".join(" & ".join(row) for row in rows)
