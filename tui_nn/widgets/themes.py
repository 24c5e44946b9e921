"""Three themes. Every colour is one of the 256 of xterm, so that a terminal without true colour shows the same."""

from __future__ import annotations

from textual.theme import Theme

_DARK_INKS = {
    "ink-text": "#dadada",
    "ink-dim": "#8a8a8a",
    "ink-strong": "#ffffff",
    "ink-accent": "#ffd75f",
    "ink-zero": "#ffaf5f",
    "ink-one": "#5fafff",
    "ink-line": "#d7ffaf",
    "ink-old": "#6c6c6c",
    "ink-good": "#87d787",
    "ink-bad": "#ff8787",
    "ink-shade": "#3a3a3a",
    "ink-formula": "#afd7ff",
}
_LIGHT_INKS = {
    "ink-text": "#303030",
    "ink-dim": "#6c6c6c",
    "ink-strong": "#000000",
    "ink-accent": "#875f00",
    "ink-zero": "#af5f00",
    "ink-one": "#005faf",
    "ink-line": "#005f00",
    "ink-old": "#a8a8a8",
    "ink-good": "#005f00",
    "ink-bad": "#af0000",
    "ink-shade": "#e4e4e4",
    "ink-formula": "#00005f",
}
_CONTRAST_INKS = {
    "ink-text": "#ffffff",
    "ink-dim": "#dadada",
    "ink-strong": "#ffffff",
    "ink-accent": "#ffff00",
    "ink-zero": "#ffff00",
    "ink-one": "#00ffff",
    "ink-line": "#ffffff",
    "ink-old": "#bcbcbc",
    "ink-good": "#00ff00",
    "ink-bad": "#ff8787",
    "ink-shade": "#303030",
    "ink-formula": "#ffffff",
}


def _theme(name: str, dark: bool, background: str, surface: str, panel: str, inks: dict[str, str]) -> Theme:
    return Theme(
        name=name,
        primary=inks["ink-one"],
        secondary=inks["ink-zero"],
        accent=inks["ink-accent"],
        foreground=inks["ink-text"],
        background=background,
        surface=surface,
        panel=panel,
        success=inks["ink-good"],
        warning=inks["ink-accent"],
        error=inks["ink-bad"],
        dark=dark,
        variables=inks,
    )


THEMES = (
    _theme("dark", True, "#1c1c1c", "#262626", "#303030", _DARK_INKS),
    _theme("light", False, "#ffffff", "#eeeeee", "#dadada", _LIGHT_INKS),
    _theme("contrast", True, "#000000", "#000000", "#1c1c1c", _CONTRAST_INKS),
)
NAMES = tuple(theme.name for theme in THEMES)
