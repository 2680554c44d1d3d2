"""Sheets to write on: everything a session asks each person, and nothing that its template is called."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.worksheet import worksheet
from frameworks.text import clean
from sessions.model import CiteRule, Field, Ref, Session, Step
from tests.exports.awkward import NOW, RHIAN, SESSION, SION, STEPS

ALONE = replace(SESSION, people=(RHIAN,), choices=(), rounds=())
WRITE = next(step for step in STEPS if step.for_each)


def sheet(session: Session) -> str:
    return worksheet(session, NOW).partition("</style>")[2]


def asking(*steps: Step, chosen: str = "1") -> Session:
    focus = (Ref(framework="water", ref=chosen),) if chosen else ()
    return replace(ALONE, steps=steps, meta=replace(ALONE.meta, focus=focus))


class _Reader(HTMLParser):
    """The words of a page, what it is made of, and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert {name for name, _ in attrs} <= {"class", "style", "colspan"}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("body", "html"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html.partition("<body>")[2])
    reader.close()
    return reader


def test_there_is_one_sheet_a_person_with_their_number_name_and_school() -> None:
    html = sheet(SESSION)
    assert html.count("<article") == len(SESSION.people)
    second = html.split("<article")[2]
    for part in (
        "Sheet 2",
        "Siôn ap Owain",
        "Cae-glas Primary School",
        "Tuesday 1 December 2026",
        "SAMPLE DATA",
    ):
        assert part in second
    assert "Rhian" not in second


def test_without_a_list_of_people_there_is_one_sheet_with_lines_for_name_and_school() -> None:
    html = sheet(replace(SESSION, people=(), rounds=()))
    assert html.count("<article") == 1
    assert re.search(r'Name</span><span class="blank">', html)
    assert re.search(r'School</span><span class="blank">', html)


def test_a_step_repeated_for_statements_has_a_row_for_each_and_a_column_for_each_field() -> None:
    html = sheet(asking(WRITE))
    rows = re.findall(r"<tr>(.*?)</tr>", html.partition("<tbody>")[2])
    said = [row for row in rows if 'class="over"' not in row]
    assert [re.sub("<[^>]+>", "", row) for row in said] == [
        "1.1 wells and `buckets`",
        "1.1a ropes, however long",
        "1.4 Digs where # nobody dug",
    ]
    assert all(row.count("<td></td>") == len(WRITE.capture) for row in said)
    assert "Knows about…" in html
    assert "Where water begins." in html


def test_everyone_gets_the_area_they_or_their_group_chose() -> None:
    html = sheet(replace(SESSION, people=(RHIAN, SION)))
    assert html.count("Follows the bed.") == 2
    assert "nobody dug" not in html


def test_who_has_yet_to_choose_gets_a_line_all_titles_and_numbers_to_fill_in() -> None:
    html = sheet(asking(*STEPS, chosen=""))
    assert "Your stream" in html
    assert re.search(r"<b>1</b> Springs.*<b>2</b> Rivers", html)
    assert html.count('No.<span class="blank">') == 3  # as many as the fullest area has
    assert "nobody dug" not in html


def test_where_nobody_chooses_every_statement_has_its_row() -> None:
    html = sheet(asking(replace(WRITE, for_each="statement"), chosen=""))
    assert "nobody dug" in html
    assert "Follows the bed." in html


def test_a_step_repeated_for_areas_has_a_row_for_each_area() -> None:
    html = sheet(asking(replace(WRITE, for_each="area"), chosen=""))
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr>") == 2
    assert "nobody dug" not in body


def test_long_tables_flow_over_pages() -> None:
    water = SESSION.frameworks[0].framework
    many = replace(water, areas=tuple(replace(water.areas[0], ref=str(n), title=f"T{n}") for n in range(4)))
    session = replace(
        asking(replace(WRITE, for_each="statement"), chosen=""),
        frameworks=(replace(SESSION.frameworks[0], framework=many),),
    )
    assert 'class="sheet flows"' in sheet(session)
    assert 'class="sheet flows"' not in sheet(SESSION)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (Field(key="a", name="A", kind="yes/no"), "☐ yes"),
        (Field(key="a", name="A", kind="scale", options=("low", "high")), "☐ high"),
        (Field(key="a", name="A", kind="rating", options=("1", "2")), "☐ 2"),
        (Field(key="a", name="A", kind="date"), 'class="line"'),
        (Field(key="a", name="A", hint="in a few words"), "in a few words"),
    ],
)
def test_fields_are_ticked_or_written_by_their_kind(field: Field, expected: str) -> None:
    alone = Step(id="s", title="S", source="person", capture=(field,))
    assert expected in sheet(asking(alone))
    assert expected in sheet(asking(replace(alone, capture=(field, Field(key="b", name="B")))))


def test_a_step_that_cites_has_a_place_for_the_numbers() -> None:
    step = Step(
        id="s",
        title="S",
        source="person",
        cite=CiteRule(what="ripple", at_least=1),
        capture=(Field(key="a", name="A"),),
    )
    assert 'Ripple no.<span class="blank">' in sheet(asking(step))


def test_what_others_see_is_said_beside_it() -> None:
    fields = (Field(key="a", name="A"), Field(key="b", name="B"))
    for shared, said in (("group", "your group sees this"), ("room", "the room sees this")):
        step = Step(id="s", title="S", source="person", shared=shared, capture=fields)  # type: ignore[arg-type]
        assert said in sheet(asking(step))
    assert "sees this" not in sheet(asking(Step(id="s", title="S", source="person", capture=fields)))
    assert "Seen by you and your facilitator alone, unless it says otherwise." in sheet(ALONE)


def test_what_groups_schools_and_the_room_are_asked_is_not_on_a_persons_sheet() -> None:
    html = sheet(SESSION)
    assert "Headline" not in html
    assert "To come back to" not in html


def test_a_session_that_asks_nobody_gets_ruled_sheets() -> None:
    html = sheet(asking())
    assert "Notes" in html
    assert html.count('class="line"') > 10


def test_the_page_needs_nothing_beside_it() -> None:
    html = worksheet(SESSION, NOW)
    assert "@page { size: A4" in html
    assert not re.search(r"(?:src|href|url|@import)\s*[=(]", html)
    assert "<script" not in html


def _filled(text: str) -> Session:
    fields = tuple(replace(field, name=text, hint=text) for field in WRITE.capture)
    steps = tuple(
        replace(
            step, title=text, capture=tuple(replace(field, name=text, hint=text) for field in step.capture)
        )
        for step in (WRITE, *STEPS[3:4])
    )
    scale = Field(key="x", name=text, kind="scale", options=(text, text))
    steps += (Step(id="z", title=text, source="person", capture=(*fields, scale), cite=CiteRule(what=text)),)
    session = replace(asking(*steps), people=(replace(RHIAN, name=text, school=text),))
    return replace(session, meta=replace(session.meta, title=text, cluster=text))


@given(
    text=st.text(min_size=1, max_size=30)
    | st.sampled_from(["<b>", "</style>", "&lt;", "\"'>", "<!--", "-->", "]]>"])
)
def test_nothing_typed_becomes_html(text: str) -> None:
    if not clean(text).strip():
        return
    said, plain = read(worksheet(_filled(text), NOW)), read(worksheet(_filled("x"), NOW))
    assert said.tags == plain.tags
    assert " ".join(clean(text).split()) in "".join(said.words)
