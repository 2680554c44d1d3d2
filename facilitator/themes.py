"""The two themes: *paper* for lit rooms and weak projectors, *night* for dark ones.

Every pair of text and background has a contrast of at least 7:1 (WCAG 2.2, 1.4.6), tested on painted cells, also
where a terminal has 256 or 16 colours: left to itself it takes the nearest it has, and orange on white becomes yellow
on white. There each theme has inks of that terminal's own. `now` is the one accent: it means what is happening now.
"""

from __future__ import annotations

from textual.theme import Theme


def _theme(
    name: str,
    dark: bool,
    ground: str,
    ink: str,
    quiet: str,
    now: str,
    soon: str,
    last: str,
    band: str,
    selection: str = "",
    cursor: str = "",
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
            "block-cursor-blurred-background": cursor or band,
            "block-cursor-blurred-foreground": ink,
            # A list that is moved through while one types has no focus: weight says where one is, not only a ground.
            "block-cursor-blurred-text-style": "bold",
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "input-selection-background": selection or band,
            "input-selection-foreground": ink if not selection else "#000000",
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

# 256 colours: greys without a tint, which would be taken for pink, and inks that are in the terminal's cube.
_256 = (
    _theme(
        "paper", False, ground="#FFFFFF", ink="#1C1C1C", quiet="#3A3A3A", now="#000087", soon="#5F0000",
        last="#870000", band="#E4E4E4",
    ),
    _theme(
        "night", True, ground="#121212", ink="#EEEEEE", quiet="#D0D0D0", now="#FFD75F", soon="#FFAF5F",
        last="#FFAFAF", band="#303030",
    ),
)  # fmt: skip
# 16 colours, whose shades are the terminal's own business: only those that are far from the ground in all of them. A
# band would be too near to one of the inks: a mark and weight say the same.
_16 = (
    _theme(
        "paper", False, ground="#FFFFFF", ink="#000000", quiet="#000000", now="#0000AA", soon="#AA0000",
        last="#AA0000", band="#FFFFFF", selection="#AAAAAA", cursor="#AAAAAA",
    ),
    _theme(
        "night", True, ground="#000000", ink="#FFFFFF", quiet="#FFFFFF", now="#FFFF55", soon="#FFFF55",
        last="#FFFF55", band="#000000", selection="#AAAAAA", cursor="#0000AA",
    ),
)  # fmt: skip


def themes_for(colours: str | None) -> tuple[Theme, Theme]:
    """Paper and night for a terminal with these colours, named as Rich names them: "truecolor", "256", "standard",
    "windows"; None where it is not known."""
    return {"256": _256, "standard": _16, "windows": _16}.get(colours or "", THEMES)
