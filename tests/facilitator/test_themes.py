"""Both themes can be read by everyone in the room."""

import pytest
from textual.color import Color
from textual.theme import Theme

from facilitator.app import FacilitatorApp
from facilitator.themes import THEMES
from tests.build import session
from tests.facilitator.live_app import console

# WCAG 2.2, success criterion 1.4.6.
ENOUGH = 7.0


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, by the definition of WCAG 2.2."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_ink_on_every_ground_has_enough_contrast(theme: Theme):
    grounds = [theme.background, theme.variables["band"]]
    inks = [theme.foreground, *(theme.variables[name] for name in ("quiet", "now", "soon", "last"))]
    for ground in grounds:
        for ink in inks:
            assert contrast(Color.parse(ground or ""), Color.parse(ink or "")) >= ENOUGH, (ground, ink)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_what_is_painted_has_enough_contrast(theme, data_folder):
    async with console(session(), data_folder) as pilot:
        pilot.app.theme = theme
        await pilot.press("2", "pagedown", "pagedown", "down")
        await pilot.pause()
        assert isinstance(pilot.app, FacilitatorApp)
        pale = set()
        for strip in pilot.app.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                if not segment.text.strip() or style is None or style.color is None or style.bgcolor is None:
                    continue
                ink, ground = (Color.from_rich_color(colour) for colour in (style.color, style.bgcolor))
                if contrast(ink, ground) < ENOUGH:
                    pale.add((segment.text.strip(), ink.hex, ground.hex))
        assert pale == set()
