"""QR codes on the stage, read from the cells as they are painted, in the colours they are painted in."""

from datetime import date
from pathlib import Path

import pyte
import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image
from rich.color import ColorSystem
from textual.app import App, ComposeResult
from textual.color import Color
from textual.pilot import Pilot

from exports import qr
from exports.links import with_link
from facilitator.screens.room_card import Card, card
from facilitator.themes import themes_for
from facilitator.widgets.qr import next_ref, qr_content, unfit
from facilitator.widgets.stage import Stage
from sessions import progress
from sessions.faces import REVIEW_CODE
from sessions.model import Session
from sessions.stage import stage_view
from sessions.stage_size import Size
from tests.facilitator.small import NOW, session

LINK = "https://notes.example.org/workshops/2026/cwm/autumn"
TODAY, READY = date(2026, 12, 1), date(2026, 12, 3)
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
# What a terminal of 16 colours makes of them is its own business: these are some of the palest.
PALE = {"black": (7, 54, 66), "brightwhite": (238, 232, 213)}
Picture = Image.Image


class TheStage(App[None]):
    """The stage and nothing else."""

    def __init__(self, colours: str = "truecolor") -> None:
        super().__init__()
        for one in themes_for(colours):
            self.register_theme(one)

    def compose(self) -> ComposeResult:
        yield Stage()


async def show(pilot: Pilot[None], made: Session, name: str) -> None:
    """Put a code on the stage."""
    made = progress.show(made, "qr", name)
    pilot.app.query_one(Stage).paint(made, stage_view(made, NOW))
    await pilot.pause()


def photographed(app: App[None]) -> Picture:
    """The screen as a picture in its own colours: each cell four pixels wide and eight high, as terminals have them."""
    cells = [
        [(char, segment.style) for segment in strip for char in segment.text]
        for strip in app.screen._compositor.render_strips()
    ]
    picture = Image.new("RGB", (app.size.width, app.size.height * 2))
    for y, row in enumerate(cells):
        for x, (char, style) in enumerate(row):
            assert style is not None
            assert style.bgcolor is not None
            page = Color.from_rich_color(style.bgcolor).rgb
            _cell(picture, x, y, char, Color.from_rich_color(style.color).rgb if style.color else page, page)
    return _enlarged(picture)


def through_16_colours(app: App[None]) -> Picture:
    """The screen as a terminal of 16 colours shows it, with a palette of its own."""
    width, height = app.size
    screen = pyte.Screen(width, height)
    rows = [
        "".join(
            segment.style.render(segment.text, color_system=ColorSystem.STANDARD)
            for segment in strip
            if segment.style
        )
        for strip in app.screen._compositor.render_strips()
    ]
    pyte.Stream(screen).feed("\r\n".join(rows))
    picture = Image.new("RGB", (width, height * 2))
    for y in range(height):
        for x in range(width):
            cell = screen.buffer[y][x]
            ink, page = PALE.get(cell.fg, (128, 0, 0)), PALE.get(cell.bg, (128, 0, 0))
            _cell(picture, x, y, cell.data, ink, page)
    return _enlarged(picture)


def _cell(picture: Picture, x: int, y: int, char: str, ink: tuple[int, ...], page: tuple[int, ...]) -> None:
    upper, lower = {"█": (ink, ink), "▀": (ink, page), "▄": (page, ink)}.get(char, (page, page))
    picture.putpixel((x, y * 2), tuple(upper))
    picture.putpixel((x, y * 2 + 1), tuple(lower))


def _enlarged(picture: Picture) -> Picture:
    return picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)


def read(picture: Picture) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(picture, try_invert=False)]


def code_alone(picture: Picture) -> Picture:
    """The code with its quiet zone, cut out of the picture."""
    (found,) = zxingcpp.read_barcodes(picture, try_invert=False)
    corner, other = found.position.top_left, found.position.bottom_right
    module = 4
    return picture.crop(
        (corner.x - 4 * module, corner.y - 4 * module, other.x + 4 * module, other.y + 4 * module)
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_phone_reads_every_code_on_the_stage_in_either_theme(size: tuple[int, int]) -> None:
    made = with_link(session(), LINK, READY)
    app = TheStage()
    async with app.run_test(size=size) as pilot:
        for theme in ("paper", "night"):
            app.theme = theme
            for code in qr.codes(made):
                await show(pilot, made, code.name)
                picture = photographed(app)
                assert read(picture) == [code.payload]
                assert {colour for _, colour in code_alone(picture).getcolors(16)} == {BLACK, WHITE}


async def test_a_phone_reads_them_with_16_colours_and_without_any(monkeypatch: pytest.MonkeyPatch) -> None:
    made = with_link(session(), LINK)
    code = qr.codes(made)[0]
    app = TheStage("standard")
    async with app.run_test(size=(80, 24)) as pilot:
        for theme in ("paper", "night"):
            app.theme = theme
            await show(pilot, made, code.name)
            assert read(through_16_colours(app)) == [code.payload]
    monkeypatch.setenv("NO_COLOR", "1")
    app = TheStage()
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, made, code.name)
        assert read(photographed(app)) == [code.payload]
        assert {colour for _, colour in code_alone(photographed(app)).getcolors(16)} == {BLACK, WHITE}


async def test_a_link_that_is_changed_while_its_code_is_shown_is_shown_as_it_is_now() -> None:
    app = TheStage()
    async with app.run_test(size=(80, 24)) as pilot:
        for link in (LINK, "https://example.org/other"):
            await show(pilot, with_link(session(), link), qr.NOTES_CODE)
            assert read(photographed(app)) == [link]


def test_a_code_says_what_it_is_and_where_it_leads() -> None:
    """Below it or, where there is no room, beside it; all of it."""
    made = with_link(session(), LINK, READY)
    for size in ((60, 20), (80, 24), (120, 40), (240, 67)):
        for code in qr.codes(made, today=TODAY):
            content = qr_content(made, code.name, *size, TODAY)
            rows = content.plain.split("\n")
            assert len(rows) <= size[1]
            assert max(len(row) for row in rows) <= size[0]
            if "█" not in content.plain:
                continue
            words = " ".join(content.plain.translate(dict.fromkeys(map(ord, "█▀▄"), " ")).split())
            assert code.caption in words
            assert code.link in words.replace(" ", "")
    assert "ready from Thursday 3 December 2026" in qr_content(made, qr.NOTES_CODE, 120, 40, TODAY).plain
    assert "ready from" not in qr_content(made, qr.NOTES_CODE, 120, 40, READY).plain


def test_of_one_that_does_not_fit_the_room_sees_its_link_large_and_the_facilitator_the_size_it_needs() -> (
    None
):
    made = with_link(session(), LINK)
    code = qr.codes(made)[0]
    columns, rows = qr.size_needed(code.payload)
    for width, height in ((40, 18), (columns - 1, 40), (200, rows)):
        content = qr_content(made, code.name, width, height)
        said = " ".join(content.plain.split())
        assert "needs" not in said
        needs = (
            f"needs {columns} columns by {rows + 1} rows, the stage has {width} by {height}: the room sees"
        )
        assert needs in unfit(made, code.name, [Size(200, 67), Size(width, height)])
        lines = content.plain.split("\n")
        assert len(lines) <= height
        assert max(map(len, lines)) <= width
        assert code.caption in said
        # Drawn from blocks, on two or more rows of cells, where there is room.
        drawn = sum(bool(set("▀█▌▐") & set(line)) for line in lines) > 4
        assert drawn or (width == 40 and code.link in said.replace(" ", ""))
    assert "█" in qr_content(made, code.name, columns, rows + 1).plain
    assert not unfit(made, code.name, [Size(columns, rows + 1)])


def test_the_review_is_a_smaller_code_on_a_small_stage_and_on_the_smallest_its_date_alone() -> None:
    made = session()
    day = replace(made.meta, review_date=date(2026, 12, 1), title="Leading the quality of teaching")
    made = replace(made, meta=day)
    (code,) = [code for code in qr.codes(made) if code.name == REVIEW_CODE]
    assert qr.size_needed(qr.payload_for(made, code, 80, 23)) == (45, 23)
    assert qr.size_needed(qr.payload_for(made, code, 80, 21)) == (41, 21)
    assert "█" in qr_content(made, REVIEW_CODE, 60, 22).plain
    rows = [row.strip() for row in qr_content(made, REVIEW_CODE, 20, 18).plain.split("\n")]
    assert " ".join(filter(None, rows)) == "Review: Tuesday 1 December"
    assert "the room sees the date in words" in unfit(made, REVIEW_CODE, [Size(60, 18)])
    said = unfit(made, REVIEW_CODE, [Size(60, 18)], brief=True)
    checked = card(Card(width=2.0, time="09:00", unfit=f"The review: its code {said}"), Size(60, 17)).plain
    assert checked.count("\n") < 17
    assert said in " ".join(checked.split())


def test_the_key_goes_through_the_codes_and_ends() -> None:
    made = with_link(session(), LINK)
    seen, ref = [], next_ref(made, "")
    while ref:
        seen.append(ref)
        ref = next_ref(made, ref)
    assert seen == [code.name for code in qr.codes(made)]


def test_a_code_that_is_gone_is_said(tmp_path: Path) -> None:
    assert "no such code" in qr_content(session(), str(tmp_path), 80, 24).plain
