"""Codes that phones act on: every drawing of one is read back with a scanner's own decoder."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace
from PIL import Image

from exports import qr
from exports.calendar import review_event
from exports.errors import ExportError
from exports.handout import group_notes, own_notes
from exports.links import checked, with_link
from sessions.model import Session
from sessions.text import one_line
from tests.exports.awkward import NOW, SESSION

PAYLOADS = [
    "https://example.org/notes",
    "https://example.org/" + "x" * 380,
    review_event(SESSION),
    review_event(SESSION, ["Ffonio Siân ŵ Ŷ; cyn dydd Llun, a \\ b", "Second\nline"]),
]

# What people may give for one: words of any kind between the signs that addresses are made of.
web_addresses = st.builds(
    "{}{}{}".format,
    st.sampled_from(["https://", "http://", "HTTPS://"]),
    st.from_regex(r"[a-zŵŷé0-9-]{1,12}(\.[a-z]{2,5}){0,2}(:[0-9]{1,5})?", fullmatch=True),
    st.one_of(
        st.just(""),
        st.builds(
            "/{}".format,
            st.text(st.characters(min_codepoint=33, exclude_categories=["Cs", "Cn"]), max_size=60),
        ),
        st.builds("/{}".format, st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=200)),
    ),
)


def decoded(rows: list[list[bool]], scale: int = 4) -> str:
    """What a scanner reads from a picture of the modules."""
    image = Image.new("L", (len(rows[0]), len(rows)), 255)
    image.putdata([0 if dark else 255 for row in rows for dark in row])
    return read(image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST))


def read(image: Image.Image) -> str:
    (found,) = zxingcpp.read_barcodes(image)
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    return found.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_png_is_read(payload: str, tmp_path: Path) -> None:
    (tmp_path / "code.png").write_bytes(qr.png(payload))
    with Image.open(tmp_path / "code.png") as image:
        assert image.size[0] == image.size[1] == len(qr.matrix(payload)) * 8
        assert read(image.convert("L")) == payload


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_svg_is_read_on_a_black_page(payload: str) -> None:
    """Drawn from the rectangles of its paths, over black: it brings its own white page."""
    drawing = qr.svg(payload)
    (size,) = map(int, re.findall(r'viewBox="0 0 (\d+) \1"', drawing))
    assert f'width="{size}mm"' in drawing
    dark = [[True] * size for _ in range(size)]
    for fill, path in re.findall(r'<path fill="(#\w+)" d="([^"]+)"', drawing):
        rectangles = re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\3z", path)
        assert "".join(f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in rectangles) == path
        for x, y, w, h in (map(int, one) for one in rectangles):
            for row in dark[y : y + h]:
                row[x : x + w] = [fill == "#000"] * w
    assert dark == qr.matrix(payload)
    assert decoded(dark) == payload


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_terminals_half_blocks_are_read(payload: str) -> None:
    lines = qr.halfblocks(payload)
    assert (len(lines[0]), len(lines)) == qr.size_needed(payload)
    assert {len(line) for line in lines} == {len(lines[0])}
    rows = [[mark in marks for mark in line] for line in lines for marks in ("▀█", "▄█")]
    assert decoded(rows) == payload


@settings(max_examples=60)
@given(link=web_addresses)
@example(link="https://ysgol-tŷ-gwyn.cymru/nodiadau/siân?blwyddyn=1#ŵ")
@example(link="HTTPS://EXAMPLE.ORG/0123456789012345")
@example(link="https://example.org/%zz/%C5%B5?a=b&c=漢字")
@example(link="https://user@[2001:db8::1]:8080/~x/;,:@!$()*+")
@example(link="https://example.org/" + "x" * 1980)
def test_every_link_that_is_let_through_is_read_back_the_same(link: str) -> None:
    try:
        sent = checked(link)
    except ExportError:
        assume(False)
    assert sent.isascii()
    assert checked(sent) == sent
    assert decoded(qr.matrix(sent)) == sent


def test_a_code_keeps_its_quiet_zone_of_four() -> None:
    rows = qr.matrix("x")
    edge = [*rows[:4], *rows[-4:], *(row[:4] for row in rows), *(row[-4:] for row in rows)]
    assert not any(dark for part in edge for dark in part)
    assert rows[4][4]


def test_a_code_is_as_small_as_it_can_be_and_as_sturdy_as_that_allows() -> None:
    from qrcode.constants import ERROR_CORRECT_L
    from qrcode.main import QRCode

    for payload in PAYLOADS:
        smallest = QRCode(error_correction=ERROR_CORRECT_L)
        smallest.add_data(payload.encode())
        assert len(qr.matrix(payload)) == 17 + 4 * smallest.best_fit() + 8
    assert zxingcpp.read_barcodes(Image.open(BytesIO(qr.png("x"))))[0].ec_level == "H"


def test_too_much_to_say_is_said_in_words() -> None:
    with pytest.raises(ExportError, match="too much to say for a QR code"):
        qr.matrix("x" * 3000)


def test_codes_are_the_review_date_and_the_sources_that_have_a_link() -> None:
    found = qr.codes(SESSION)
    assert [(code.name, code.link) for code in found] == [
        ("review-date", ""),
        ("source-water", "https://example.org/water_(book)"),
    ]
    assert found[0].payload == review_event(SESSION)
    assert found[0].caption == "The review on Tuesday 12 January 2027, for your calendar"
    later = replace(SESSION, meta=replace(SESSION.meta, review_date=None), frameworks=())
    assert qr.codes(later) == []


def test_the_groups_notes_have_a_code_only_when_there_is_a_link() -> None:
    first = qr.codes(SESSION, " https://example.org/n ")[0]
    assert (first.name, first.payload) == ("group-notes", "https://example.org/n")
    with pytest.raises(ExportError, match="is not a web address"):
        qr.codes(SESSION, "example.org")
    own = with_link(SESSION, "https://example.org/{id}")
    assert qr.codes(own)[0].link == "https://example.org/2026-12-01-cwm-test-k7f3"
    assert qr.codes(own, "https://example.org/{date}")[0].link == "https://example.org/2026-12-01"


def test_the_notes_are_ready_from_a_day_on_until_it_has_come() -> None:
    session = with_link(SESSION, "https://example.org/n", date(2026, 12, 3))
    captions = [qr.codes(session, today=date(2026, 12, day))[0].caption for day in (2, 3)]
    assert captions == ["The group's notes, ready from Thursday 3 December 2026", "The group's notes"]
    # In a file too, by the day in the session's zone.
    early, late = (datetime(2026, 12, 2, hour, 30, tzinfo=UTC) for hour in (12, 24 - 1))
    there = replace(session, meta=replace(session.meta, zone="Asia/Tokyo"))
    said = [group_notes(there, now).codes[0].caption for now in (early, late)]
    assert said == captions


def test_a_placeholder_is_filled_in_from_the_session_as_it_is_though_names_are_removed() -> None:
    session = with_link(SESSION, "https://example.org/{cluster}")
    for document in (
        group_notes(session, NOW),
        group_notes(SESSION, NOW, link="https://example.org/{cluster}"),
        own_notes(session, "p1", NOW, "removed"),
    ):
        assert document.codes[0].link == "https://example.org/cwm-test"


def test_actions_are_only_in_the_code_of_a_persons_own_sheet() -> None:
    """What `codes` gives is for everybody: the stage shows nothing else."""
    own = next(code for code in own_notes(SESSION, "p1", NOW).codes if code.personal)
    assert "DESCRIPTION:- =cmd" in own.payload
    assert own.name not in {code.name for code in qr.codes(SESSION)}
    for code in (*qr.codes(SESSION), *group_notes(SESSION, NOW).codes):
        assert not code.personal
        assert "DESCRIPTION" not in code.payload


@given(title=st.text(max_size=200))
@example(title="漢字" * 40)
@example(title="a,b;c\\" * 20)
@example(title="Leading the quality of teaching, learning and more")
def test_the_event_alone_is_never_larger_than_a_stage_shows(title: str) -> None:
    session = replace(SESSION, meta=replace(SESSION.meta, title=title))
    assert len(review_event(session).encode()) <= 106


@given(title=st.text(max_size=200), actions=st.lists(st.text(max_size=120), max_size=8))
def test_the_event_is_one_bare_event_whatever_is_in_it(title: str, actions: list[str]) -> None:
    session = replace(SESSION, meta=replace(SESSION.meta, title=title))
    lines = review_event(session, actions).split("\r\n")
    names = [re.split("[:;]", line)[0] for line in lines]
    assert names[0] == "BEGIN"
    assert names[-1] == "END"
    assert [name for name in names if name != "DESCRIPTION"] == [
        "BEGIN",
        "SUMMARY",
        "DTSTART",
        "END",
    ]
    assert not any(re.search(r"[\x00-\x1f]", line) for line in lines)
    assert not any(re.search(r"(?<!\\)(?:\\\\)*[,;]", line.partition(":")[2]) for line in lines)
    assert qr.matrix("\r\n".join(lines))


@given(actions=st.lists(st.text(max_size=50), max_size=7))
@example(actions=["Ffonio Siân; cyn dydd Llun, a \\ b", "\\n \\, BEGIN:VEVENT"])
def test_a_calendar_takes_the_event(actions: list[str]) -> None:
    """Put into a calendar, as a phone puts it, it is an event with exactly these words."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a phone//EN", review_event(SESSION, actions)]
    (event,) = Calendar.from_ical("\r\n".join([*lines, "END:VCALENDAR", ""])).events
    assert event.errors == []
    assert str(event["SUMMARY"]) == 'Review: Springs & "rivers" | #1 `day`'
    assert (event.start, event.duration) == (SESSION.meta.review_date, timedelta(days=1))
    tasks = [f"- {words}" for words in map(one_line, actions) if words]
    said = "\n".join([*tasks[:5], *([f"and {len(tasks) - 5} more"] if len(tasks) > 5 else [])])
    assert str(event.get("DESCRIPTION", "")) == said


def test_the_event_is_all_day_and_short() -> None:
    session = replace(
        SESSION,
        meta=replace(
            SESSION.meta, title="Pair talk; a, b\\c and " + "much " * 30, review_date=date(2026, 12, 31)
        ),
    )
    assert review_event(session) == (
        "BEGIN:VEVENT\r\nSUMMARY:Review: Pair talk\\; a\\, b\\\\c and much…\r\n"
        "DTSTART;VALUE=DATE:20261231\r\nEND:VEVENT"
    )


def test_there_is_no_event_without_a_review_date() -> None:
    assert review_event(_without_review(SESSION)) == ""


def _without_review(session: Session) -> Session:
    return replace(session, meta=replace(session.meta, review_date=None))


def test_the_drawing_libraries_are_loaded_only_when_a_code_is_drawn() -> None:
    code = (
        "import sys, exports.qr, exports.handout, exports.write; "
        "print({'qrcode', 'png', 'PIL', 'icalendar'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
