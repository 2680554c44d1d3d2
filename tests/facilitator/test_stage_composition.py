"""The stage as it is painted, from the smallest to the largest: nothing cut, nothing lost, the clock always there."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from facilitator.widgets.stage import stage_content
from frameworks.library import FrameworkLibrary
from sessions import fitting, lettering
from sessions.clock import ClockView
from sessions.faces import Entry, faces
from sessions.model import Session
from sessions.pages import set_stage, text_sizes, width_of
from sessions.prompts import Block, render
from sessions.setting import FONTS
from sessions.stage import StageView, face_view, stage_view
from sessions.stage_size import Size
from sessions.templates import TemplateLibrary
from tests.build import NOW, session

SIZES = [
    Size(60, 18), Size(80, 24), Size(100, 30), Size(120, 40), Size(160, 50), Size(200, 60), Size(240, 67),
]  # fmt: skip
CLOCK = ClockView(
    digits="11:42", words="until 11:12", until="11:12", level="calm", running=True, remaining=702
)


@cache
def bundled() -> tuple[tuple[Session, StageView], ...]:
    """Every face of every bundled template, with names and dates as long as they get; each once."""
    frameworks = FrameworkLibrary(None)
    known = {one.id: one for one in frameworks.all()}
    found: dict[object, tuple[Session, StageView]] = {}
    for template in TemplateLibrary(None, frameworks).all():
        made = fitting._longest(template, known)
        for step in made.steps:
            for face in faces(made, step):
                if face.kind != "qr":
                    view = replace(face_view(made, step, face, NOW), clock=CLOCK)
                    found[(face.heading, face.blocks, face.entries)] = made, view
    return tuple(found.values())


def words_of(blocks: tuple[Block, ...]) -> str:
    """The blocks' words with their markers, without the blanks between them."""
    text = [("│" if one.kind == "quote" else one.marker) + one.text for one in blocks]
    return "".join("".join(text).split())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
def test_every_word_of_every_bundled_face_is_painted_once_in_order_with_the_clock(size: Size) -> None:
    for number, (made, view) in enumerate(bundled()):
        # There are many: each at one text size, in turn, and on every second of the larger stages.
        if size.width > 80 and (number + SIZES.index(size)) % 2:
            continue
        sizes = text_sizes(size)
        sized = replace(size, text=sizes[number % len(sizes)])
        setting = set_stage(view, sized)
        lines = [line for page in setting.pages for line in page.lines]
        said = "".join("".join(line.text.split()) for line in lines)
        if not view.entries:
            assert said.replace("│", "") == words_of(view.blocks).replace("│", "")
        for entry in view.entries:
            missing = [word for word in (entry.title + " " + entry.text).split() if word not in said]
            assert not missing or entry.cells or entry.head, entry
        # Another page of each face too.
        page = setting.pages[number % len(setting.pages)]
        painted(made, replace(view, first=page.first), sized)


def painted(made: Session, view: StageView, size: Size) -> None:
    """Look at one page as it is painted."""
    rows = stage_content(made, view, size).plain.split("\n")
    assert len(rows) == size.height
    assert max(map(width_of, rows)) <= size.width
    assert "\ue000" not in "".join(rows)
    font = set_stage(view, size).clock_font
    if not font or not drawn_in("11:42  until 11:12", font, rows, size):
        small = lettering.draw(lettering.SMALL, "until 11:12")[1]
        assert any(words in row for words in (small, "until 11:12") for row in rows[-5:])
        assert drawn_in("11:42", font, rows, size) if font else "11:42  until" in rows[-1]


def drawn_in(text: str, font: str, rows: list[str], size: Size) -> bool:
    """Whether a text drawn in a font stands in the last rows, at their left edge."""
    drawn = [row.rstrip() for row in lettering.draw(font, text)]
    while not drawn[-1]:
        drawn.pop()
    while not drawn[0]:
        drawn.pop(0)
    seen = [row[size.left :] for row in rows[-len(drawn) - 2 :]]
    return any(
        all(line.startswith(want) for line, want in zip(seen[at:], drawn, strict=False))
        for at in range(len(seen) - len(drawn) + 1)
    )


@pytest.mark.parametrize("size", SIZES[2::2], ids=lambda size: f"{size.width}x{size.height}")
def test_letters_drawn_by_themselves_cost_at_most_the_page_that_the_size_is_worth(size: Size) -> None:
    for _, view in bundled():
        plain = len(set_stage(view, replace(size, text=-1)).pages)
        assert len(set_stage(view, size).pages) <= max(plain, 2 if size.width >= 180 else 1)


@pytest.mark.parametrize("size", SIZES[1::2], ids=lambda size: f"{size.width}x{size.height}")
def test_what_people_read_comes_first_then_the_time_they_have_then_the_heading(size: Size) -> None:
    for _, view in bundled()[::3]:
        for sized in (size, replace(size, text=2)):
            setting = set_stage(view, sized)
            text = FONTS.index(setting.pages[-1].letters)
            assert FONTS.index(setting.heading_font) <= text + 1
            if text == 0 and len(setting.pages) == 1:
                # Where the rows are free, the time is large.
                free = size.height - setting.pages[0].rows - len(setting.heading) - 12
                assert setting.clock_font or free <= 0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
def test_a_list_and_the_cover_are_on_no_more_pages_however_large_the_text_is(size: Size) -> None:
    names = [
        f"{one} {two} Treharris" for one in ("Alun", "Siân") for two in ("Hughes", "Wyn", "Price", "Rees")
    ]
    cells = [(str(n), one, names[-1 - n]) for n, one in enumerate(names)]
    entries = tuple(Entry(marker=one[0], text=" · ".join(one[1:]), cells=one) for one in cells)
    for view in (
        StageView(kind="face", heading="Find your partner", entries=entries, clock=CLOCK),
        StageView(
            kind="wall", heading="Show of hands", entries=tuple(replace(one, cells=()) for one in entries)
        ),
        stage_view(session(), NOW),
    ):
        for text in text_sizes(size):
            assert len(set_stage(view, replace(size, text=text)).pages) == 1


def test_text_that_is_enlarged_is_drawn_letter_by_letter() -> None:
    made = session()
    blocks = render("- Mae’r **ŵyn** yn y tŷ\n- £5 → €6", {})
    view = StageView(kind="face", heading="Ŵyn", blocks=blocks, clock=CLOCK)
    size = Size(120, 40, 1)
    (page,) = set_stage(view, size).pages
    assert page.letters
    rows = [row[size.left :] for row in stage_content(made, view, size).plain.split("\n")]
    for line in page.lines:
        if line.text.strip():
            first, last = lettering.used(page.letters, line.text)
            drawn = [row.rstrip() for row in lettering.draw(page.letters, line.text)[first:last]]
            at = next(
                n for n in range(len(rows)) if [row.rstrip() for row in rows[n : n + len(drawn)]] == drawn
            )
            rows = rows[at + len(drawn) :]


def test_a_sign_that_no_letter_can_be_drawn_of_keeps_the_face_in_plain_text() -> None:
    view = StageView(kind="face", heading="Talk", blocks=render("One 漢 word", {}), clock=CLOCK)
    setting = set_stage(view, Size(120, 40, 2))
    assert not setting.pages[0].letters
    assert "漢" in stage_content(session(), view, Size(120, 40, 2)).plain
