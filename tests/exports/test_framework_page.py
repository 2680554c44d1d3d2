"""A framework in print: every word of it, and whose words they are."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.document import Bullets, Heading, Listed, Paragraph, QrCode
from exports.errors import ExportError
from exports.framework_page import file_stem, framework_page, pages_of, write_page
from exports.write import frameworks_to, worksheet_to
from frameworks.library import FrameworkLibrary
from frameworks.model import Area, Framework, Group, Prompts, Statement
from sessions import planning
from sessions.faces import faces
from sessions.model import Choosable, Ref, Session, Step, Template, UsedFramework
from sessions.prompts import plain
from tests.exports.awkward import SESSION, WATER
from tests.exports.reading import parse, texts
from tests.standards import HOSTILE, framework

FRAMEWORKS = FrameworkLibrary(None).all()
STANDARDS = framework()
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


class _Reading(HTMLParser):
    """The words of a page's body, and that every element in it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("body", "html"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def in_words(page: str) -> str:
    reading = _Reading()
    reading.feed(page.partition("<body>")[2])
    return " ".join(" ".join(reading.words).split())


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda one: one.id)
@pytest.mark.parametrize("form", ["md", "html"])
def test_it_holds_every_word_of_a_framework(framework: Framework, form: str) -> None:
    page = write_page(framework, form)  # type: ignore[arg-type]
    text = in_words(page) if form == "html" else " ".join("\n".join(texts(page)).replace("**", "").split())

    def holds(words: str) -> bool:
        return " ".join(words.split()) in text

    assert holds(framework.title)
    assert holds(framework.status[1:].rstrip("."))
    for line in plain(framework.opening).split("\n"):
        assert holds(line)
    for area in framework.areas:
        assert holds(area.label)
        for line in plain(area.definition).split("\n"):
            assert holds(line)
        for group in area.groups:
            assert holds(group.title)
            assert holds(group.lead_in)
            assert all(holds(one.label) for one in group.statements)
    for prompt in (*framework.prompts.opening, *framework.prompts.reflection):
        assert holds(prompt)


def test_it_says_whose_words_these_are_and_leads_to_the_source() -> None:
    page = write_page(STANDARDS, "html")
    assert "Status: draft, 2011" in page
    assert '<a href="https://example.org/standards">' in page
    assert [one.payload for one in framework_page(STANDARDS).codes] == ["https://example.org/standards"]


@pytest.mark.parametrize(
    ("status", "wording", "said"),
    [
        ("draft", "own", "Status: draft. The words are our own; the official ones are at the source."),
        ("draft; our own words", "own", "Status: draft; our own words."),
        ("", "official", "The words are the official ones, as they stand in the source."),
    ],
)
def test_own_words_never_pass_for_the_official_ones(status: str, wording: str, said: str) -> None:
    page = framework_page(replace(WATER, status=status, wording=wording, source=""))
    about = page.blocks[1]
    assert isinstance(about, Paragraph)
    assert "".join(span.text for span in about.line) == said


def test_some_areas_stand_alone_under_title_status_and_source() -> None:
    first, second, *_ = STANDARDS.areas
    page = framework_page(STANDARDS, [second])
    headings = ["".join(s.text for s in one.line) for one in page.blocks if isinstance(one, Heading)]
    assert headings[0] == STANDARDS.title
    assert second.label in headings
    assert first.label not in headings
    assert "To reflect on" not in headings
    text = in_words(write_page(STANDARDS, "html", [second]))
    assert "Status: draft, 2011" in text
    assert f"One of its six key areas, with {len(second.statements)} standards." in text
    assert any(isinstance(one, QrCode) for one in page.blocks)


def test_areas_keep_the_order_of_the_framework() -> None:
    page = framework_page(STANDARDS, [STANDARDS.areas[2], STANDARDS.areas[0]])
    headings = ["".join(s.text for s in one.line) for one in page.blocks if isinstance(one, Heading)]
    assert headings.index(STANDARDS.areas[0].label) < headings.index(STANDARDS.areas[2].label)


def test_codes_stand_in_a_column_where_there_are_any() -> None:
    assert "--code: " in write_page(STANDARDS, "html")
    assert "--code: " not in write_page(next(one for one in FRAMEWORKS if not one.coded), "html")


def numbered(framework: Framework, steps: Sequence[Step] = (), areas: Sequence[Area] = ()) -> dict[str, str]:
    """What has a number on the page, by that number."""
    found = {}
    for block in framework_page(framework, areas, steps).blocks:
        if isinstance(block, Bullets) and block.first:
            for number, (line,) in enumerate(block.items, block.first):
                found[str(number)] = "".join(span.text for span in line if not isinstance(line, Listed))
        elif isinstance(block, Heading):
            called, _, words = "".join(span.text for span in block.line).partition(". ")
            found |= {called: words} if words and called.isdigit() else {}
    return found


@pytest.mark.parametrize("what", ["area", "statement", "anything"])
@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda one: one.id)
def test_what_has_no_code_has_the_number_that_the_stage_gives_it(
    framework: Framework, what: Choosable
) -> None:
    step = Step(id="a", title="Ask", framework=framework.id, choose="room", choosable=what)
    template = Template(id="t", title="T", framework=framework.id, steps=(step,))
    session = planning.new_session(
        [template], {framework.id: framework}, cluster="C", day=NOW.date(), now=NOW, zone="Europe/London"
    )
    (listed,) = [one for one in faces(session, session.steps[0]) if one.kind == "choose"]
    on_stage = {one.marker: one.text for one in listed.entries if one.place}
    in_print = numbered(framework, session.steps)
    # On the stage a statement may have the beginning of its sentence with it.
    assert all(text.endswith(in_print[number]) for number, text in on_stage.items())
    if framework.coded:
        assert in_print.keys() == on_stage.keys()


def test_some_areas_keep_the_numbers_that_their_statements_have_among_all() -> None:
    framework = next(one for one in FRAMEWORKS if one.id == "evidence-and-action")
    assert list(numbered(framework, areas=framework.areas[1:2])) == [str(number) for number in range(6, 13)]
    page = write_page(framework, "md")
    assert "\n28. " in page
    assert "\n- " not in page
    assert '<ol start="6">' in write_page(framework, "html")


def test_words_that_look_like_markup_stay_words() -> None:
    assert unescape(HOSTILE) in in_words(write_page(STANDARDS, "html"))
    assert "<script" not in write_page(replace(STANDARDS, title="<script>x</script>"), "html")


@given(st.text(min_size=1), st.text(), st.text())
def test_no_words_of_a_framework_become_structure(title: str, lead: str, text: str) -> None:
    made = Framework(
        id="f",
        title=title,
        status=lead,
        areas=(
            Area(
                ref="#1",
                title=title,
                groups=(Group(title=title, lead_in=lead, statements=(Statement(ref="#1.1", text=text),)),),
            ),
        ),
        prompts=Prompts(),
    )
    in_words(write_page(made, "html"))
    tokens = parse(write_page(made, "md"))
    levels = [one.tag for one in tokens if one.type == "heading_open"]
    assert set(levels) <= {"h1", "h2", "h3"}
    assert len(levels) <= 3
    assert sum(one.type == "list_item_open" for one in tokens) == 1
    assert not any(one.type.startswith("html") for one in tokens)
    assert sum(isinstance(one, Bullets) for one in framework_page(made).blocks) == 1


def test_a_file_is_called_after_the_framework_and_its_areas() -> None:
    assert file_stem(STANDARDS) == STANDARDS.id
    assert file_stem(STANDARDS, STANDARDS.areas[1:3]) == f"{STANDARDS.id}-2-3"
    assert file_stem(replace(STANDARDS, language="cy")) == f"{STANDARDS.id}-cy"


def a_session(*steps: Step, focus: tuple[str, ...] = ()) -> Session:
    used = UsedFramework(id=STANDARDS.id, digest="", framework=STANDARDS)
    plan = tuple(replace(step, id=str(n), framework=STANDARDS.id) for n, step in enumerate(steps))
    refs = tuple(Ref(framework=STANDARDS.id, ref=ref) for ref in focus)
    return replace(SESSION, steps=plan, frameworks=(used,), meta=replace(SESSION.meta, focus=refs))


TALK = Step(id="", title="Talk", prompt="{statements}")
ROOM = replace(TALK, choose="room")
OWN = replace(TALK, choose="person")


@pytest.mark.parametrize(
    ("session", "areas"),
    [
        (a_session(TALK), []),
        (a_session(ROOM), []),
        (a_session(ROOM, focus=("3", "1")), ["1", "3"]),
        (a_session(ROOM, focus=("2.1", "2/1")), ["2"]),
        (a_session(ROOM, OWN, focus=("3",)), []),
    ],
    ids=["nobody chooses", "not chosen yet", "areas", "a statement and a group", "each their own too"],
)
def test_a_session_reads_from_what_the_room_chose(session: Session, areas: list[str]) -> None:
    ((framework, shown),) = pages_of(session)
    assert framework == STANDARDS
    assert [area.ref for area in shown] == areas


def test_a_session_that_needs_no_words_of_a_framework_reads_from_none(tmp_path: Path) -> None:
    session = a_session(Step(id="", title="Welcome", prompt="Welcome"))
    assert pages_of(session) == []
    with pytest.raises(ExportError, match="nothing to read from"):
        frameworks_to(session, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_session_reads_from_lies_beside_its_worksheets(tmp_path: Path) -> None:
    session = a_session(ROOM, focus=("3",))
    sheets, page = worksheet_to(session, tmp_path, frameworks=True)
    assert sheets.name.endswith("-worksheets.html")
    assert "One of its six key areas" in page.read_text(encoding="utf-8")
    assert frameworks_to(session, tmp_path) == [page]
    assert worksheet_to(session, tmp_path) == [sheets]
