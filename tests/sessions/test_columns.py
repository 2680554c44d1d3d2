"""Lists on the stage: nothing is lost, and what people choose from is no wall of text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from sessions.columns import columns
from sessions.faces import Entry, Face, faces
from sessions.lines import Line, width_of
from sessions.model import Choosable, Step, Template
from sessions.pages import pages
from sessions.planning import new_session
from sessions.stage import StageView
from sessions.stage_size import Size
from tests.build import NOW

SIZES = [Size(60, 18), Size(80, 24), Size(120, 40), Size(200, 60)]
BUNDLED = FrameworkLibrary(None)


def choosing(framework: str, what: Choosable) -> Face:
    """The face with what a bundled framework has to choose from."""
    found = BUNDLED.get(framework)
    assert isinstance(found, Framework)
    step = Step(id="s", title="Choose", prompt="Choose.", choose="room", choosable=what, framework=framework)
    made = new_session(
        [Template(id="t", title="T", framework=framework, steps=(step,))],
        {framework: found},
        cluster="C",
        day=NOW.date(),
        now=NOW,
        zone="Europe/London",
    )
    return next(face for face in faces(made, made.steps[0]) if face.kind == "choose")


def lines(face: Face, size: Size) -> list[list[Line]]:
    view = StageView(kind="face", heading=face.heading, caption=face.caption, entries=face.entries)
    return [list(page.lines) for page in pages(view, size)]


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
def test_sentences_without_codes_stand_apart_and_have_numbers_in_their_order(size: Size) -> None:
    face = choosing("learning-in-another-context", "statement")
    assert [entry.marker for entry in face.entries] == [str(number) for number in range(1, 18)]
    for page in lines(face, size):
        for before, line in pairwise(page):
            if line.text.lstrip()[:1].isdigit() and line.pieces[0].text.strip():
                assert not before.text.strip(), line.text


def test_a_number_is_never_painted_like_a_code() -> None:
    codes = choosing("leadership-key-areas", "area")
    places = choosing("learning-in-another-context", "statement")
    assert {line.pieces[0].style for page in lines(codes, SIZES[1]) for line in page if line.pieces} == {
        "marker"
    }
    assert {line.pieces[0].style for page in lines(places, SIZES[1]) for line in page if line.pieces} == {
        "quiet"
    }


def test_sections_stand_over_their_numbered_questions_and_say_once_how_these_begin() -> None:
    face = choosing("evidence-and-action", "anything")
    heads = [entry for entry in face.entries if entry.head]
    assert [entry.title for entry in heads] == [
        "Leading with others", "Roles and responsibilities", "Actions beyond the school",
    ]  # fmt: skip
    assert {entry.text for entry in heads} == {"What evidence is there of…"}
    questions = [entry for entry in face.entries if not entry.head]
    assert [entry.marker for entry in questions] == [str(number) for number in range(1, 29)]
    assert not any(entry.text.startswith("What evidence") for entry in questions)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_section_never_ends_a_page_and_never_stands_without_its_questions(size: Size) -> None:
    for page in lines(choosing("evidence-and-action", "anything"), size):
        assert "What evidence is there of…" not in page[-1].text


WORDS = st.text(alphabet="abcŵ漢 ", max_size=90)
ENTRIES = st.lists(
    st.builds(
        Entry,
        marker=st.sampled_from(["", "1", "12", "•"]),
        text=WORDS,
        title=st.sampled_from(["", "A school"]),
        detail=st.sampled_from(["", "7"]),
        head=st.booleans(),
        plain=st.booleans(),
    ),
    min_size=1,
    max_size=24,
)


@given(ENTRIES, st.sampled_from(SIZES), st.integers(3, 30))
def test_every_word_is_on_some_page_and_no_page_is_too_large(
    entries: list[Entry], size: Size, rows: int
) -> None:
    found = columns(entries, size, rows)
    shown = "".join(sorted("".join(line.text for page in found for line in page.lines).split()))
    wanted = "".join(
        [one.title + one.text + one.detail + ("" if one.head else one.marker) for one in entries]
    )
    assert sorted("".join(shown.split())) == sorted("".join(wanted.split()))
    assert all(len(page.lines) <= rows for page in found)
    assert all(width_of(line.text.rstrip()) <= size.wide for page in found for line in page.lines)
    firsts = [page.first for page in found]
    assert firsts == sorted(set(firsts))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_name_is_torn_apart(size: Size) -> None:
    names = [f"Leader {n} Angharad Llewellyn-Jones" for n in range(40)]
    entries = [
        Entry(marker="", title=f"School {n}", text=" · ".join(names[n : n + 4])) for n in range(0, 40, 4)
    ]
    rows = [line.text for page in columns(entries, size, 12) for line in page.lines]
    assert all(any(name in row for row in rows) for name in names)
    assert not any(row.lstrip().startswith("·") for row in rows)
