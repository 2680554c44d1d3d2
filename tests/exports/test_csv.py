"""Notes as a table: what stands in which column, and nothing that a spreadsheet would work out."""

import csv
import io
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import csv_table, handout
from exports.document import Answered, Cited, Document, NoteRow, Rows, Table, typed
from sessions.model import Field
from sessions.text import clean
from tests.exports.awkward import NOW, SESSION
from tests.exports.later import LATER

HOSTILE = st.text(
    st.sampled_from("=+-@＝＋－＠﹢﹣﹦﹫−⁺'\"\t\r\n ,; \u00a0\u200b\ufeff\u202ea1|")
) | st.text(max_size=30)


def table(document: Document) -> list[list[str]]:
    text = csv_table.render(document).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def notes(document: Document) -> list[dict[str, str]]:
    head, *rows = table(document)
    return [dict(zip(head, row, strict=True)) for row in rows]


def acts(cell: str) -> bool:
    """Whether a spreadsheet may do something with a cell besides showing it, even one that passes over what nobody
    sees in front."""
    seen = cell.lstrip("\u00a0\u200b\ufeff\t\r\n ")
    shown = unicodedata.normalize("NFKC", seen)
    return shown.startswith(("=", "+", "-", "@", "\u2212")) or cell.startswith(("\t", "\r"))


@given(st.lists(HOSTILE, min_size=6, max_size=6))
def test_no_cell_begins_with_a_sign_that_acts_and_all_are_as_they_were_typed(texts: list[str]) -> None:
    who, title, name, text, code, about = texts
    answered = Answered(column=name or "Note", name=name, kind="text", text=text)
    note = NoteRow(step=title, who=who, about=(Cited("", code, about),), fields=(answered,))
    rows = Rows(day=date(2026, 12, 1), cluster=who, session=title, columns=(answered.column,), notes=(note,))
    head, row = table(Document(title=title, rows=rows))
    assert len(head) == len(row) == 12
    assert not any(map(acts, (*head, *row)))
    for cell, said in zip(
        (row[4], row[8], row[9], row[11], head[11]), (who, about, text, text, name or "Note"), strict=True
    ):
        assert clean(said) in (cell, cell.removeprefix("'"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("- ring the chair\n- ask", "'- ring the chair\n- ask"),
        ("＝1", "'＝1"),
        ("1 + 1 = 2", "1 + 1 = 2"),
        ("x" * 40_000, "x" * 32_766 + "…"),
    ],
)
def test_only_what_would_act_is_changed(text: str, shown: str) -> None:
    assert csv_table.cell(text) == shown


def test_the_file_is_as_spreadsheets_read_it_best() -> None:
    data = csv_table.render(handout.record(SESSION, NOW))
    assert data.startswith("\ufeff".encode())
    assert data.endswith(b'"\r\n')
    # Every line break outside of cells is CRLF, every one inside is LF.
    rows = data.decode("utf-8-sig").split("\r\n")
    assert len(rows) - 1 == len(SESSION.notes) + 1
    assert all(row.startswith('"') and row.endswith('"') for row in rows[:-1])


def test_a_row_says_whose_a_note_is_and_what_was_settled_about_it() -> None:
    first, *_ = notes(handout.record(SESSION, NOW))
    assert (first["Date"], first["Step"], first["Who"]) == ("2026-12-01", "Write it down", "Rhian Jones")
    assert (first["School"], first["Who sees it"]) == ("Ysgol Tŷ Gwyn", "themselves and the facilitator")
    assert (first["Codes"], first["About"]) == ("[1.4]", "Digs where # nobody dug")
    assert first["Hand-out"] == "facilitator's record; names kept; SAMPLE DATA"
    settled = [first[f"What comes next: {what}"] for what in ("owner", "by when", "state")]
    assert settled == ["Rhian Jones", "2027-01-05", "open"]
    (point,) = [row for row in notes(handout.record(SESSION, NOW)) if row["First point"].startswith("How")]
    assert point["First point: reviews"] == "going *well*: Went | well with Niamh\n# truly"


def test_the_record_has_the_columns_of_the_plan_and_the_others_those_with_something_in_them() -> None:
    bare = replace(SESSION, notes=SESSION.notes[:1])
    whole = table(handout.record(bare, NOW))[0]
    assert whole == table(handout.record(replace(SESSION, notes=()), NOW))[0]
    head, row = table(handout.own_notes(bare, "p1", NOW, "kept"))
    assert set(head) < set(whole)
    fields = head[head.index("Hand-out") + 1 :]
    assert fields == [one for one in whole if one in fields]
    assert all(row[head.index(one)] for one in fields)
    assert table(handout.record(replace(SESSION, notes=()), NOW))[1:] == []


def test_all_that_a_note_says_can_be_read_at_once() -> None:
    head, *rows = table(handout.record(SESSION, NOW))
    assert head.index("Note") == head.index("About") + 1
    for row, note in zip(rows, SESSION.notes, strict=True):
        said = row[head.index("Note")]
        assert said
        assert said.count(": ") >= len([text for text in note.fields.values() if text.strip()]) - 1


def test_fields_of_the_same_name_share_a_column_unless_one_step_asks_for_both() -> None:
    steps = list(SESSION.steps)
    twice = (
        Field(key="mean", name="Headline"),
        Field(key="less", name=" headline"),
        Field(key="one", name="date"),
    )
    steps[3] = replace(steps[3], capture=twice)
    head, *rows = table(handout.record(replace(SESSION, steps=tuple(steps)), NOW))
    assert {"Headline", "headline (2)", "date (2)"} < set(head)
    assert len({name.casefold() for name in head}) == len(head)
    said = [row[head.index("Headline")] for row in rows if row[head.index("Headline")]]
    assert [one[:6] for one in said] == ["Rhian’", "Will w", "Rhian ", "secret"]


def test_what_a_note_on_an_earlier_item_is_about_is_said() -> None:
    (first, *_) = notes(handout.record(LATER, NOW))
    assert first["About"] == "Ring *Niamh* | every\n# day"
    assert first["Note"]
    assert first["It begins"] == ""
    begins = [row["It begins"] for row in notes(handout.record(LATER, NOW)) if row["It begins"]]
    assert begins == ["2027-02-01"]


def test_with_names_removed_nobody_is_named_and_fields_of_names_are_gone() -> None:
    for row in notes(handout.group_notes(SESSION, NOW)):
        assert (row["Who"], row["School"]) == ("", "")
        assert "names removed" in row["Hand-out"]
        assert "Who helps" not in row
    people = {row["Who"] for row in notes(handout.own_notes(SESSION, "p1", NOW, "removed"))}
    assert people == {"Leader 3", "Pair A: Leader 3, Leader 1", ""}


def test_a_hand_out_without_notes_gives_its_tables() -> None:
    document = Document(
        title="Who came", blocks=(Table(("Name", "Hours"), (((typed("=Alun"),), (typed("2"),)),)),)
    )
    assert table(document) == [["Name", "Hours"], ["'=Alun", "2"]]
    assert csv_table.render(Document(title="Nothing")) == b""
