"""The two themes: *paper* for lit rooms and weak projectors, *night* for dark ones.

Every pair of text and background has a contrast of at least 7:1 (WCAG 2.2, 1.4.6), tested on painted cells.
`now` is the one accent: it means what is happening now.
"""

from __future__ import annotations

from textual.theme import Theme


def _theme(
    name: str, dark: bool, ground: str, ink: str, quiet: str, now: str, soon: str, last: str, band: str
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        background=ground,
        surface=ground,
        panel=band,
        foreground=ink,
        primary=now,
        secondary=quiet,
        accent=now,
        warning=soon,
        error=last,
        success=now,
        boost=band,
        variables={
            "quiet": quiet,
            "now": now,
            "soon": soon,
            "last": last,
            "band": band,
            "block-cursor-background": now,
            "block-cursor-foreground": ground,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": band,
            "block-cursor-blurred-foreground": ink,
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "input-selection-background": band,
            "footer-background": ground,
            "footer-foreground": quiet,
            "footer-key-foreground": now,
            "footer-description-foreground": quiet,
            "footer-description-background": ground,
            "footer-key-background": ground,
            "footer-item-background": ground,
            "border": now,
            "border-blurred": band,
            "scrollbar": band,
            "scrollbar-hover": quiet,
            "scrollbar-active": quiet,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
        },
    )


PAPER = _theme(
    "paper", False, ground="#FBF7EF", ink="#211C15", quiet="#4E473E", now="#0A4A63", soon="#7A3B00", last="#8F1220",
    band="#EFE8DA",
)  # fmt: skip
NIGHT = _theme(
    "night", True, ground="#15181D", ink="#F3EEE4", quiet="#C2BCB0", now="#FFCB5C", soon="#FFB36B", last="#FFA79E",
    band="#262B33",
)  # fmt: skip
THEMES = (PAPER, NIGHT)
