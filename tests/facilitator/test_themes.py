"""Both themes can be read by everyone in the room, on every terminal, and nothing is told by colour alone."""

import re
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color
from textual.theme import Theme

import facilitator
from facilitator.themes import NIGHT, PAPER, THEMES, themes_for
from facilitator.widgets.rows import Line, Rows
from facilitator.widgets.stage import stage_content
from sessions import progress
from sessions.stage import stage_view
from sessions.stage_size import PLAIN, Size
from tests.build import NOW, after, session
from tests.facilitator.live_app import console, settled

# WCAG 2.2, success criterion 1.4.6.
ENOUGH = 7.0
INKS = ("quiet", "now", "soon", "last")
SYSTEMS = {"truecolor": ColorSystem.TRUECOLOR, "256": ColorSystem.EIGHT_BIT, "standard": ColorSystem.STANDARD}
TERMINALS = [(system, theme) for system in SYSTEMS for theme in themes_for(system)]


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, by the definition of WCAG 2.2."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def on(system: str, colour: str | None) -> Color:
    """A colour as a terminal with these colours paints it."""
    painted = RichColor.parse((colour or "").lower()).downgrade(SYSTEMS[system])
    return Color(*painted.get_truecolor())


def pairs(theme: Theme) -> list[tuple[str | None, str | None]]:
    """Every ink on every ground on which our screens set it."""
    variables = theme.variables
    grounds = [theme.background, variables["band"], variables["block-cursor-blurred-background"]]
    inks = [theme.foreground, *(variables[name] for name in INKS)]
    found = [(ink, ground) for ground in grounds[:2] for ink in inks]
    found += [(theme.foreground, grounds[2]), (variables["quiet"], grounds[2])]
    for name in ("block-cursor", "block-cursor-blurred", "input-cursor", "input-selection"):
        found.append((variables[f"{name}-foreground"], variables[f"{name}-background"]))
    for part in ("key", "description"):
        found.append((variables[f"footer-{part}-foreground"], variables[f"footer-{part}-background"]))
    return found


@pytest.mark.parametrize(("system", "theme"), TERMINALS, ids=lambda one: getattr(one, "name", one))
def test_every_ink_on_every_ground_has_enough_contrast(system: str, theme: Theme) -> None:
    for ink, ground in pairs(theme):
        assert contrast(on(system, ink), on(system, ground)) >= ENOUGH, (ink, ground)


def test_a_terminal_with_256_colours_has_greys_without_a_tint() -> None:
    for theme in themes_for("256"):
        red, green, blue = on("256", theme.variables["band"]).rgb
        assert red == green == blue
    assert themes_for(None) == THEMES == (PAPER, NIGHT)


def test_no_screen_has_a_colour_of_its_own() -> None:
    # So the inks and grounds above are all there are. A code to scan is black on white whatever the theme.
    house = Path(facilitator.__file__).parent
    own = re.compile(
        r"#[0-9A-Fa-f]{6}\b|\brgba?\(|\bopacity|\$(text|foreground|background)-[a-z]+|color: auto|\bdim\b"
    )
    files = [*house.rglob("*.tcss"), *(house / "screens").glob("*.py"), *(house / "widgets").glob("*.py")]
    found = {
        file.name
        for file in files
        if file.name != "qr.py" and own.search(file.read_text(encoding="utf-8").replace('"dim"', ""))
    }
    assert found == set()


def pale(app: App[None]) -> set[tuple[str, str, str]]:
    """What stands in the screen in front with too little contrast; also around a dialog it can be read."""
    screen = app.screen
    found = set()
    for strip in screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            words = "".join(
                char for char in segment.text if char.isprintable() and not "\u2500" <= char <= "\u259f"
            )
            if not words.strip() or not style or not style.color or not style.bgcolor:
                continue
            ink, ground = (Color.from_rich_color(colour) for colour in (style.color, style.bgcolor))
            if contrast(ink, ground) < ENOUGH or style.dim:
                found.add((segment.text.strip(), ink.hex, ground.hex))
    return found


async def test_what_is_painted_has_enough_contrast(data_folder: Path) -> None:
    async with console(session(), data_folder) as pilot:
        app = pilot.app

        async def look() -> None:
            for theme in THEMES:
                app.theme = theme.name
                await pilot.pause()
                await settled(pilot)
                assert pale(app) == set(), (theme.name, app.screen)

        await look()
        await pilot.press("2", "pagedown", "pagedown", "down")
        await look()
        app.notify("Something went wrong.", severity="error", markup=False)
        await pilot.press("ctrl+p", "s")
        await settled(pilot, "Stage")
        await look()
        await pilot.press("escape", "i")
        await settled(pilot, "Insert a step")
        await look()
        await pilot.press("escape", "e")
        await look()
        await pilot.press("escape", "a", "s", "shift+left")
        await look()


def test_without_colours_the_clock_and_its_end_are_told_in_words() -> None:
    made = progress.begin(session(), NOW)
    made = progress.play_pause(progress.enter(made, made.steps[1], NOW), NOW)
    length = made.steps[1].minutes

    def stage(minutes: float) -> str:
        return stage_content(made, stage_view(made, after(minutes)), Size(80, 24, PLAIN)).plain

    shown = [stage(minutes) for minutes in (0.1, length * 0.85, length * 0.97, length + 2)]
    assert len(set(shown)) == 4
    assert all("until" in one for one in shown)
    assert ["over, was until" in one for one in shown] == [False, False, False, True]


async def test_without_colours_the_line_in_hand_has_a_mark_and_weight() -> None:
    class Listed(App[None]):
        def compose(self):
            yield Rows()

    app = Listed()
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = PAPER.name
    async with app.run_test() as pilot:
        from textual.content import Content

        rows = app.query_one(Rows)
        rows.show([Line("a", "One"), Line("b", "Two")], lambda item, _: Content(item))
        for focus in (True, False):
            rows.focus() if focus else app.set_focus(None)
            await pilot.pause()
            first, second = rows.render_line(0), rows.render_line(1)
            assert first.text.startswith("█ One")
            assert second.text.startswith("  Two")
            assert any(
                segment.style and segment.style.bold for segment in first if segment.text.strip() == "One"
            )


@pytest.mark.parametrize(
    "theme", [one for system in SYSTEMS for one in themes_for(system)], ids=lambda one: one.name
)
def test_without_colours_the_line_in_hand_of_a_list_is_bold_whether_it_has_the_focus_or_not(
    theme: Theme,
) -> None:
    assert "bold" in theme.variables["block-cursor-text-style"]
    assert "bold" in theme.variables["block-cursor-blurred-text-style"]
