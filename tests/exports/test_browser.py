"""Exported pages in a real browser: on paper, on a phone, in the dark; quiet, whole, and nothing fetched."""

import math
import os
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from msgspec.structs import replace

from exports import framework_page, guide, handout
from exports.attendance import attendance
from exports.document import Document
from exports.formats import FORMATS
from exports.worksheet import worksheet
from frameworks.library import FrameworkLibrary
from sessions.model import Person, Session
from sessions.templates import TemplateLibrary
from tests.exports.awkward import NOW, SESSION, WATER
from tests.exports.browser import NEEDED, PAPER, Browser, Page, found

# One browser for all of them: starting it is a large part of what they take.
pytestmark = pytest.mark.xdist_group("browser")

LINK = "https://example.org/clusters/cwm-test/2026-12-01/notes"
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
# Dots in a millimetre of the paper that is looked at, and millimetres of it at the foot that hold the page's number.
DOTS, FOOT = 8, 19


class File(NamedTuple):
    """A page as a file, and what its codes say."""

    path: Path
    codes: list[str]


def _crowded() -> Session:
    """The awkward session with more of everything than fits on a page, and words that fit nowhere."""
    notes = [replace(note, id=f"{note.id}-{time}") for time in range(9) for note in SESSION.notes]
    notes.append(replace(notes[-1], id="long", fields={"note": f"{WORD} and {LINK * 4}"}))
    people = [
        Person(id=f"x{number}", name=f"Person {number}", school=f"{number}. Ysgol Gyfun " * 15)
        for number in range(20)
    ]
    people.append(Person(id="xx", name=WORD, school=WORD, role=WORD))
    return replace(SESSION, notes=tuple(notes), people=(*SESSION.people, *people))


@cache
def _guide() -> Document:
    library = FrameworkLibrary(None)
    template = TemplateLibrary(None, library).get("quality-pair-talk")
    assert template is not None
    return guide.guide(template, {one.id: one for one in library.all()})


def _handed_out(document: Document) -> str:
    return FORMATS["html"].render(document, {}).decode()


PAGES: dict[str, tuple[Callable[[], Document], Callable[[Document], str]]] = {
    "group": (lambda: handout.group_notes(SESSION, NOW, link=LINK), _handed_out),
    "own": (lambda: handout.own_notes(SESSION, "p1", NOW, "kept", LINK), _handed_out),
    "record": (lambda: handout.record(_crowded(), NOW, link=LINK), _handed_out),
    "guide": (_guide, lambda document: guide.write(document, "html")),
    "framework": (
        lambda: framework_page.framework_page(WATER),
        lambda _: framework_page.write_page(WATER, "html"),
    ),
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = found()
    if not path:
        why = "there is no Chromium on this machine (on Debian: apt install chromium)"
        if os.environ.get(NEEDED):
            pytest.fail(why)
        pytest.skip(why)
    with Browser(path, tmp_path_factory.mktemp("browser")) as browser:
        yield browser.page()


@pytest.fixture(scope="module", params=PAGES)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> File:
    make, render = PAGES[request.param]
    document = make()
    path = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    path.write_text(render(document), encoding="utf-8")
    return File(path, sorted(code.payload for code in document.codes))


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Page, file: File) -> None:
    page.sized(390, 844)
    page.goes_to(file.path.as_uri())
    for width, dark in ((320, False), (390, False), (390, True)):
        page.sized(width, 844, dark=dark)
        assert page.says("document.documentElement.scrollWidth") == width
        assert page.says(_OUTSIDE) == []
    assert page.says("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 24, 29)"
    if file.codes:
        picture = page.picture(".codes")
        # In the dark too a code is on white, with white around it.
        assert picture.getpixel((2, 2)) == (255, 255, 255)
        assert sorted(one.text for one in zxingcpp.read_barcodes(picture)) == file.codes
    assert page.messages == []
    assert [one for one in page.requests if not one.startswith("data:")] == [file.path.as_uri()]


def test_on_paper_nothing_is_torn_apart_and_every_code_can_be_scanned(page: Page, file: File) -> None:
    page.sized(1000, 800, dark=True)
    page.goes_to(file.path.as_uri())
    headings, wholes, tables = (_plain(page.says(one)) for one in (_HEADINGS, _WHOLES, _TABLES))
    for paper in PAPER:
        sheets: list[str] = []
        codes: list[str] = []
        with pypdfium2.PdfDocument(page.printed(paper)) as pdf:
            for number, sheet in enumerate(pdf, 1):
                assert sheet.get_size() == pytest.approx([one * 72 / 25.4 for one in PAPER[paper]], abs=1)
                words = sheet.get_textpage()
                assert f"{number}/{len(pdf)}" in _run_together(words.get_text_range())
                sheets.append(_run_together(words.get_text_bounded(bottom=FOOT * 72 / 25.4)))
                codes += _scanned(sheet)
        assert sorted(codes) == file.codes
        for whole in wholes:
            assert any(whole in sheet for sheet in sheets), f"{whole} is cut on {paper}"
        for sheet in sheets:
            last = [one for one in headings if sheet.endswith(one)]
            said = [one for one in wholes if sheet.endswith(one)]
            assert not last or said, f"{last} stands alone at the foot of a page of {paper}"
            for head, *rows in tables:
                assert head in sheet or not any(row in sheet for row in rows), f"{head} is not repeated"


def _scanned(sheet: pypdfium2.PdfPage) -> list[str]:
    """What the codes on a printed page say, each large enough for phones."""
    if not any(one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for one in sheet.get_objects()):
        return []
    picture = sheet.render(scale=DOTS * 25.4 / 72).to_pil().convert("RGB")
    assert picture.getpixel((2, 2)) == (255, 255, 255)
    found = zxingcpp.read_barcodes(picture)
    for code in found:
        left, right = code.position.top_left, code.position.top_right
        assert math.dist((left.x, left.y), (right.x, right.y)) >= 25 * DOTS
    return [code.text for code in found]


def test_who_listens_hears_what_others_see(page: Page, tmp_path: Path) -> None:
    document = handout.record(SESSION, NOW)
    (tmp_path / "record.html").write_text(_handed_out(document), encoding="utf-8")
    page.sized(390, 844)
    page.goes_to((tmp_path / "record.html").as_uri())
    spoken = page.spoken()
    roles = [role for role, _ in spoken]
    assert [role for role in roles if role in ("banner", "navigation", "main", "contentinfo")] == [
        "banner", "navigation", "main", "contentinfo",
    ]  # fmt: skip
    assert spoken[0][0] == "RootWebArea"
    assert spoken[0][1].startswith("Facilitator's record: ")
    # Set as blocks on a phone, tables are tables still.
    assert roles.count("table") == page.says("document.querySelectorAll('table').length") == 3
    assert roles.count("row") == page.says("document.querySelectorAll('tr').length")
    assert ("StaticText", "Done: ") in spoken or ("StaticText", "Done:") in spoken
    assert [name for role, name in spoken if role == "image"] == [
        f"QR code: {code.caption}" for code in document.codes
    ]


def test_worksheets_are_quiet_and_fill_their_pages(page: Page, tmp_path: Path) -> None:
    (tmp_path / "worksheets.html").write_text(worksheet(SESSION, NOW), encoding="utf-8")
    page.goes_to((tmp_path / "worksheets.html").as_uri())
    with pypdfium2.PdfDocument(page.printed("A4")) as pdf:
        assert len(pdf) == page.says("document.querySelectorAll('.sheet, .slips').length")
    assert page.messages == []
    assert page.requests == [(tmp_path / "worksheets.html").as_uri()]


def test_a_list_of_24_to_sign_is_one_page_with_room_for_a_pen_and_a_person_two_lines_on_a_phone(
    page: Page, tmp_path: Path
) -> None:
    people = tuple(
        Person(
            id=f"x{number}",
            name=f"Person {chr(65 + number)}",
            school="St Cewydd's Church in Wales Primary School",
            role="Deputy headteacher",
        )
        for number in range(24)
    )
    (tmp_path / "list.html").write_text(_handed_out(attendance(replace(SESSION, people=people), NOW)))
    page.sized(390, 844)
    page.goes_to((tmp_path / "list.html").as_uri())
    assert page.says(_OUTSIDE) == []
    # Two lines and the space between two people.
    assert max(page.says("[...document.querySelectorAll('tbody tr')].map(one => one.offsetHeight)")) < 70
    with pypdfium2.PdfDocument(page.printed("A4")) as pdf:
        assert len(pdf) == 1
        words = pdf[0].get_textpage()
        assert _begins(words, "Signature")[0] + 55 <= 210 - 17
        lines = [_begins(words, one.name)[1] for one in people]
        assert min(above - line for above, line in pairwise(lines)) >= 8.99


def _begins(words: pypdfium2.PdfTextPage, said: str) -> tuple[float, float]:
    """Where these words begin on a page: millimetres from its left edge and from its foot."""
    at, _ = words.search(said).get_next()
    left, bottom, _, _ = words.get_charbox(at)
    return left * 25.4 / 72, bottom * 25.4 / 72


def test_what_a_page_must_not_do_would_be_noticed(page: Page, tmp_path: Path) -> None:
    """The tests above look for what is not there: here it is."""
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<img src='http://example.org/x.png'><p style='width: 2000px'>wide</p><script>console.warn('said')</script>"
    )
    page.sized(390, 844)
    page.goes_to(bad.as_uri())
    assert "http://example.org/x.png" in page.requests
    assert "said" in page.messages
    assert page.says(_OUTSIDE)


# What stands outside the window, but for what is there for ears alone.
_OUTSIDE = """
[...document.body.querySelectorAll("*")].filter(one => {
  const {left, right} = one.getBoundingClientRect();
  return left < -1 || right > document.documentElement.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 80))
"""
_HEADINGS = "[...document.querySelectorAll('main h2, h3, h4')].map(one => one.textContent)"
# What is not cut in two where it fits on one page; the states of actions are drawn on paper.
_WHOLES = """
[...document.querySelectorAll('main li, td, figcaption')].map(
  one => one.textContent.slice(one.querySelector(".unseen")?.textContent.length ?? 0))
"""
_TABLES = """
[...document.querySelectorAll("table")].map(table => [...table.rows].map(row => row.textContent))
"""


def _plain(said: list[str] | list[list[str]]) -> list[Any]:
    """Words as they can be compared with those of a printed page."""
    return [
        _run_together(one) if isinstance(one, str) else [_run_together(row) for row in one] for one in said
    ]


def _run_together(words: str) -> str:
    """Without blanks, and without hyphens: those that end a line cannot be told from ones that were put in there."""
    return "".join(sign for sign in words if sign.isprintable() and sign not in " -")
