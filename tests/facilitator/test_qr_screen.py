"""QR codes on the screen, read from the cells as they are painted."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Static

from exports import qr
from facilitator.themes import NIGHT, PAPER
from facilitator.widgets.qr import next_ref, qr_content
from sessions.model import Session
from tests.facilitator.small import session


class Screenful(App[None]):
    """One code over the whole screen."""

    CSS = "Static { width: 1fr; height: 1fr; background: $background; color: $foreground; }"

    def __init__(self, made: Session, ref: str, theme: str) -> None:
        super().__init__()
        for one in (PAPER, NIGHT):
            self.register_theme(one)
        self.theme = theme
        self.made, self.ref = made, ref

    def compose(self) -> ComposeResult:
        yield Static(qr_content(self.made, self.ref, self.size.width, self.size.height))


def photographed(app: App[None]) -> Image.Image:
    """The screen as a picture: each cell four pixels wide and eight high, as terminals have them."""
    width, height = app.size
    image = Image.new("RGB", (width, height * 2))
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            style = segment.style
            assert style is not None
            assert style.bgcolor is not None
            page = Color.from_rich_color(style.bgcolor).rgb
            ink = Color.from_rich_color(style.color).rgb if style.color else page
            for char in segment.text:
                upper, lower = {"█": (ink, ink), "▀": (ink, page), "▄": (page, ink)}.get(char, (page, page))
                image.putpixel((x, y * 2), upper)
                image.putpixel((x, y * 2 + 1), lower)
                x += 1
    return image.resize((width * 4, height * 8), Image.Resampling.NEAREST)


@pytest.mark.parametrize(("theme", "size"), [("night", (80, 36)), ("paper", (120, 40)), ("night", (200, 60))])
async def test_a_phone_reads_every_code_in_either_theme_at_any_size(
    theme: str, size: tuple[int, int]
) -> None:
    made = session()
    for code in qr.codes(made):
        app = Screenful(made, code.name, theme)
        async with app.run_test(size=size):
            found = zxingcpp.read_barcodes(photographed(app))
            assert [one.text for one in found] == [code.payload]


def test_a_code_says_what_it_is_and_where_it_leads() -> None:
    made = session()
    text = qr_content(made, "source-qualities", 80, 40).plain
    assert "A source" in text
    assert "https://example.org/qualities" in text


def test_one_that_does_not_fit_says_which_size_it_needs() -> None:
    made = session()
    code = next(code for code in qr.codes(made) if code.name == "review-date")
    columns, rows = qr.size_needed(code.payload)
    said = " ".join(qr_content(made, code.name, 40, 18).plain.split())
    assert f"This code needs {columns} × {rows + 1}; the stage is 40 × 18." in said
    assert "Make the window larger or the letters smaller." in said
    assert "█" not in said
    assert "█" in qr_content(made, code.name, columns, rows + 1).plain


def test_the_key_goes_through_the_codes_and_ends() -> None:
    made = session()
    seen, ref = [], next_ref(made, "")
    while ref:
        seen.append(ref)
        ref = next_ref(made, ref)
    assert seen == [code.name for code in qr.codes(made)]


def test_a_code_that_is_gone_is_said(tmp_path: Path) -> None:
    assert "no such code" in qr_content(session(), str(tmp_path), 80, 24).plain
