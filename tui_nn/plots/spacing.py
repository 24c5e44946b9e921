"""The spaces of a row of atoms, as TeX puts them (The TeXbook, chapter 18).

Relations and binary operators stand free; an operator with nothing on its left is a sign and stands close.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Atom:
    """One thing in a row and how it stands to its neighbours."""

    kind: str  # ord, op (a function's name), big (a sum), bin, tight (·, /), rel, open, close, punct, gap (a space)
    latex: str
    base: str = ""  # the same without its scripts


RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅≍∝∈∉∋⊂⊆⊃⊇→←↔⟶⟵⟷↦⟼⇒⇐⇔≪≫∣⊨⊥⟂")
BINARY = frozenset("+-×÷±∓∗*∘∪∩∧∨⊕⊗⊙⊖⧵")
TIGHT = frozenset("⋅/")
OPENING, CLOSING = frozenset("([⌊⌈⟨{"), frozenset(")]⌋⌉⟩}!")
PUNCTUATION = frozenset(",;:")
BARS = frozenset("|‖∥")


def spaced(atoms: list[Atom]) -> str:
    """The atoms in a row with a space wherever TeX would leave one that can be seen."""
    kinds = [_standing(atoms, k) for k in range(len(atoms))]
    written = ""
    for k, atom in enumerate(atoms):
        if k and _parted(kinds[k - 1], kinds[k], atoms[k - 1].base, atom.base):
            written += "\\ "
        written += atom.latex
    return written


def _standing(atoms: list[Atom], k: int) -> str:
    """The atom's kind where it stands: a binary operator without a left or right side is only a sign."""
    kind = atoms[k].kind
    if kind != "bin":
        return kind
    before = atoms[k - 1].kind if k else "open"
    after = atoms[k + 1].kind if k + 1 < len(atoms) else "close"
    sided = before in ("ord", "close") and after not in ("rel", "close", "punct")
    return "bin" if sided else "sign"


def _parted(before: str, after: str, base_before: str, base_after: str) -> bool:
    if "gap" in (before, after):
        return False
    if before in ("rel", "bin", "punct") or after in ("rel", "bin"):
        return after not in ("punct", "close")
    if after in ("op", "big"):
        return before in ("ord", "close", "op")
    if before == "big":
        return base_before != r"\sum "  # its drawing ends in a blank
    return before == "op" and after in ("ord", "open") and not base_after.startswith(("(", "[", r"\left"))


def kind_of(sign: str) -> str:
    """How a single sign stands to its neighbours."""
    kinds = (
        ("rel", RELATIONS),
        ("bin", BINARY),
        ("tight", TIGHT),
        ("open", OPENING),
        ("close", CLOSING),
        ("punct", PUNCTUATION),
    )
    return next((kind for kind, signs in kinds if sign in signs), "ord")
