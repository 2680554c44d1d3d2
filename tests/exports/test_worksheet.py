"""Sheets to write on: everything a session asks each person, and nothing that its template is called."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.html import tag
from exports.worksheet import blank, worksheet
from frameworks.library import FrameworkLibrary
from frameworks.text import clean, key
from sessions import forms
from sessions.model import Choice, CiteRule, Field, Ref, Session, Step
from sessions.templates import TemplateLibrary
from tests.exports.awkward import NOW, RHIAN, SESSION, SION, STEPS
from tests.exports.later import LATER

ALONE = replace(SESSION, people=(RHIAN,), choices=(), rounds=())
WRITE = next(step for step in STEPS if step.for_each)


def sheet(session: Session) -> str:
    return worksheet(session, NOW).partition("</style>")[2]


def articles(session: Session) -> list[str]:
    """The sheets one by one, people's first."""
    return sheet(session).split("<article")[1:]


def rows(html: str) -> list[str]:
    """What stands in front of the rows of all tables, headings left out."""
    return [
        " ".join(re.sub("<[^>]+>", " ", cell).split())
        for cell in re.findall(r'<tr><th class="first">(.*?)</th><td>', html)
    ]


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
    assert html.count("Sheet ") == len(SESSION.people)
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
    assert html.count('class="sheet"') == 1
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
    many = replace(water, areas=tuple(replace(water.areas[0], ref=str(n), title=f"T{n}") for n in range(8)))
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
        (Field(key="a", name="A", kind="state"), "☐ still open"),
        (Field(key="a", name="A", kind="date"), 'class="line"'),
        (Field(key="a", name="A", kind="due"), 'class="line"'),
        (Field(key="a", name="A", kind="owner"), 'class="line"'),
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
    people = "".join(articles(SESSION)[: len(SESSION.people)])
    assert "Headline" not in people
    assert "To come back to" not in sheet(SESSION)


def test_each_group_of_a_round_has_its_sheet_behind_the_peoples_with_its_names() -> None:
    behind = articles(SESSION)[len(SESSION.people) :]
    assert len(behind) == 2
    assert "Pair 1" in behind[0]
    assert "Rhian Jones, Siôn ap Owain" in behind[0]
    assert all("Headline" in one and "For your pair" in one for one in behind)
    assert "they met before" not in sheet(SESSION)  # why a rule had to give


def test_groups_that_are_not_made_yet_have_one_blank_sheet_for_each_arrangement() -> None:
    session = replace(SESSION, rounds=(), people=())
    trio = Step(
        id="t", title="Trio", together="trios", source="group", capture=(Field(key="a", name="Ours"),)
    )
    behind = articles(replace(session, steps=(*STEPS, trio)))[1:]
    assert [("Pair</span>" in one, "Trio</span>" in one) for one in behind] == [(True, False), (False, True)]
    assert all('</span><span class="blank">' in one for one in behind)


def test_each_school_has_its_sheet_with_what_the_room_chose() -> None:
    behind = articles(LATER)[len(LATER.people) :]
    assert len(behind) == len({person.school for person in LATER.people})
    assert "Ysgol Tŷ Gwyn" in behind[0]
    assert "Rhian" not in behind[0]
    assert rows(behind[0]) == ["Knowledge 1 Springs &lt;b&gt;&amp; sources&lt;/b&gt;", "2 Rivers"]
    for name in ("Evidence", "Action", "Owner", "By when"):
        assert f"<th><b>{name}</b>" in behind[0]


def test_where_only_schools_are_asked_nobody_gets_an_empty_sheet() -> None:
    session = replace(LATER, steps=LATER.steps[-2:], people=())
    (only,) = articles(session)
    assert "For your school" in only
    assert re.search(r'School</span><span class="blank">', only)


def test_what_earlier_sessions_left_stands_on_the_sheets_of_those_whose_it_is() -> None:
    rhian, sion, *_ = articles(LATER)
    assert "Ring *Niamh*" in rhian
    assert "Action, 1 December 2026 · by 5 January 2027" in rhian
    assert "Learning point, 1 December 2026" in rhian
    assert "Rhian and Siôn swap keys" not in rhian  # Siôn has written about it
    assert "Rhian and Siôn swap keys" in sion
    assert "The school paints" in rhian
    assert "The school paints" not in sion
    for words in ("Ring *Niamh*", "Ask first", "Nobody prints"):
        assert words not in sion


def test_who_was_left_nothing_gets_a_few_rows_to_write_it_in() -> None:
    of_rhian = [item for item in LATER.earlier if item.kind == "action" and item.people == ("p1",)]
    session = replace(LATER, steps=LATER.steps[:1], earlier=tuple(of_rhian))
    html = articles(session)[1]
    assert html.count('<span class="words">') == 3
    assert html.count("☐ still open") == 3
    nobody = articles(replace(session, people=()))[0]
    assert nobody.count('<span class="words">') == 3


def test_where_nothing_was_left_at_all_one_line_says_so_and_there_are_no_rows() -> None:
    for people in (LATER.people, ()):
        html = articles(replace(LATER, earlier=(), people=people))[0]
        assert html.count("Nothing is brought here from an earlier session.") == 1
        assert "From last time" not in html


@pytest.mark.parametrize("most", [1, 4])
def test_who_has_yet_to_choose_gets_as_many_rows_as_are_suggested(most: int) -> None:
    choosing = Step(
        id="c", title="C", framework="water", choose="person", choosable="anything", choose_most=most
    )
    step = replace(WRITE, for_each="choice", same_as="", together="everyone")
    html = sheet(asking(choosing, step, chosen=""))
    assert html.count('<span class="words">') == most
    coded = sheet(asking(replace(choosing, choosable="statement"), step, chosen=""))
    assert coded.count("No.<span") == most


def test_each_thing_chosen_has_its_row() -> None:
    choosing = Step(id="c", title="C", framework="water", choose="person", choosable="anything")
    step = replace(WRITE, for_each="choice", same_as="", together="everyone")
    refs = tuple(Ref(framework="water", ref=ref) for ref in ("2", "1/1", "1.4"))
    session = replace(
        asking(choosing, step, chosen=""), choices=(Choice(id="x", step="c", by="p1", areas=refs),)
    )
    assert [row.split(" ")[0] for row in rows(sheet(session))] == ["2", "Knowledge", "1.4"]


def test_examples_are_printed_small_where_the_area_is_known_and_not_asked() -> None:
    step = replace(WRITE, for_each="statement", examples="Actions")
    html = sheet(asking(step))
    assert "<b>Actions</b>, as examples" in html
    assert html.count("nobody dug") == 1
    assert rows(html) == ["1.1 wells and `buckets`", "1.1a ropes, however long"]
    unknown = sheet(asking(replace(step, for_each="chosen statement"), chosen=""))
    assert "as examples" not in unknown
    assert "nobody dug" not in unknown


def test_opening_tasks_are_printed_where_the_room_is_shown_them_and_nowhere_else() -> None:
    assert "Tell someone about a well." not in sheet(SESSION)
    first = replace(STEPS[0], prompt="{opening}", framework="water")
    html = sheet(replace(SESSION, steps=(first, *STEPS[1:])))
    assert html.count("Tell someone about a well.") == len(SESSION.people)


def test_an_owner_and_a_date_stand_beside_their_action() -> None:
    fields = (
        Field(key="a", name="Before"),
        Field(key="b", name="Deed", kind="action"),
        Field(key="c", name="Whose", kind="owner"),
        Field(key="d", name="By", kind="due"),
        Field(key="e", name="Other deed", kind="action"),
        Field(key="f", name="After"),
    )
    html = sheet(asking(Step(id="s", title="S", source="person", capture=fields)))
    (deed,) = re.findall(r'<div class="deed">(.*?</div></div>)</div>', html)
    assert [name for name in ("Before", "Deed", "Whose", "By", "After") if f"<b>{name}</b>" in deed] == [
        "Deed",
        "Whose",
        "By",
    ]
    # What stands alone before it takes the whole row; the two after it stand side by side.
    assert re.search(r'class="field wide"><p class="label"><b>Before', html)
    assert not re.search(r'class="field wide"><p class="label"><b>(?:Other deed|After)', html)


def test_what_asks_for_little_goes_on_slips_and_what_asks_for_more_on_sheets() -> None:
    step = Step(id="g", title="G", together="pairs", source="group", capture=(Field(key="a", name="A"),))
    assert 'class="slip"' in sheet(asking(step))
    fields = tuple(Field(key=f"f{n}", name=f"F{n}") for n in range(12))
    assert 'class="slip"' not in sheet(asking(replace(step, capture=fields)))


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
    left = replace(LATER.steps[0], title=text, earlier=("action",))
    steps += (left, replace(steps[0], id="y", source="school", examples="Actions"))
    session = replace(asking(*steps), people=(replace(RHIAN, name=text, school=text),))
    item = replace(LATER.earlier[0], text=text)
    return replace(session, meta=replace(session.meta, title=text, cluster=text), earlier=(item,))


@given(
    text=st.text(min_size=1, max_size=30)
    | st.sampled_from(["<b>", "</style>", "&lt;", "\"'>", "<!--", "-->", "]]>"])
)
def test_nothing_typed_becomes_html(text: str) -> None:
    if not key(text):
        return  # nothing that anybody could see or tell apart
    said, plain = read(worksheet(_filled(text), NOW)), read(worksheet(_filled("x"), NOW))
    assert said.tags == plain.tags
    assert " ".join(clean(text).split()) in "".join(said.words)


@pytest.mark.parametrize(
    ("count", "asked", "sheets"), [(5, 0, 2), (12, 0, 6), (0, 0, 1), (0, 4, 4), (12, 8, 8)]
)
def test_pairs_that_are_still_to_be_made_have_a_sheet_each(count: int, asked: int, sheets: int) -> None:
    people = tuple(replace(RHIAN, id=f"q{number}") for number in range(count))
    session = replace(SESSION, people=people, rounds=(), notes=(), choices=())
    html = worksheet(session, NOW, asked).partition("</style>")[2]
    assert html.count("For your pair") == sheets


def test_pairs_that_are_made_have_a_sheet_each_and_as_many_more_as_are_asked_for() -> None:
    html = worksheet(SESSION, NOW).partition("</style>")[2]
    assert html.count("For your pair") == 2
    html = worksheet(SESSION, NOW, 3).partition("</style>")[2]
    assert html.count("For your pair") == 3


def test_a_statement_without_a_code_is_asked_for_by_its_words() -> None:
    step = replace(WRITE, for_each="", cite=CiteRule(what="question", at_least=1))
    assert "Question no." in sheet(asking(replace(step, framework="water")))
    uncoded = sheet(asking(replace(step, framework="plain")))
    assert "Question, by its first words" in uncoded
    assert "Question no." not in uncoded


def test_a_sheet_says_when_words_of_an_earlier_session_go() -> None:
    first = replace(LATER.earlier[0], delete_by=date(2027, 2, 1))
    session = replace(LATER, earlier=(first, *LATER.earlier[1:]))
    rhian, sion, *_ = articles(session)
    assert "from earlier sessions are deleted by 1 February 2027" in rhian
    assert "from earlier sessions" not in sion


def test_the_blank_sheets_of_every_template_ask_what_it_asks_and_belong_to_no_session() -> None:
    library = FrameworkLibrary(None)
    frameworks = {one.id: one for one in library.all()}
    for template in TemplateLibrary(None, library).all():
        session = blank(template, frameworks, NOW)
        page = worksheet(session, NOW)
        assert "Nothing is brought" not in page
        assert "2026" not in page.partition("-->")[2]
        assert 'class="day"' in page
        for step in template.steps:
            if step.capture and forms.source_of(step) in ("person", "school", "group"):
                assert str(tag("b", step.capture[0].name)) in page
