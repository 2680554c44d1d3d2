"""Every kind of hand-out of one awkward session and of the one that goes on from it, to the byte.

After a change that is meant, ``FACILITATOR_RENEW=1 make test ARGS=tests/exports/test_golden.py`` writes the
expected files anew; read what changed before you commit it.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from exports import dated, handout, markdown, webpage
from exports.attendance import attendance
from exports.document import Document
from exports.formats import FORMATS as HAND_OUT_FORMATS
from exports.guide import FORMATS, Format, guide, write
from exports.run_sheet import run_sheet
from exports.worksheet import worksheet
from sessions.model import Session, Template
from tests.exports.awkward import NOW, SESSION, WATER
from tests.exports.later import LATER
from tests.exports.later import STEPS as LATER_STEPS
from tests.exports.test_run_sheet import went

GOLDEN = Path(__file__).parent / "golden"

DOCUMENTS: dict[str, Callable[[], Document]] = {
    "group": lambda: handout.group_notes(SESSION, NOW, link="https://example.org/notes"),
    "group-names-kept": lambda: handout.group_notes(SESSION, NOW, "kept"),
    "own": lambda: handout.own_notes(SESSION, "p1", NOW),
    "own-names-kept": lambda: handout.own_notes(SESSION, "p1", NOW, "kept"),
    "own-names-removed": lambda: handout.own_notes(SESSION, "p1", NOW, "removed"),
    "pair": lambda: handout.pair_notes(SESSION, "r1", "g1", NOW),
    "school": lambda: handout.school_notes(SESSION, "Ysgol Tŷ Gwyn", NOW),
    "record": lambda: handout.record(SESSION, NOW),
    "record-names-removed": lambda: handout.record(SESSION, NOW, "removed"),
    "later-group": lambda: handout.group_notes(LATER, NOW),
    "later-own": lambda: handout.own_notes(LATER, "p1", NOW),
    "later-own-names-removed": lambda: handout.own_notes(LATER, "p1", NOW, "removed"),
    "later-pair": lambda: handout.pair_notes(LATER, "r1", "g1", NOW),
    "later-school": lambda: handout.school_notes(LATER, "Ysgol Tŷ Gwyn", NOW),
    "later-record": lambda: handout.record(LATER, NOW),
    "run-sheet": lambda: run_sheet(went(SESSION), NOW),
    "attendance": lambda: attendance(SESSION, NOW),
    "attendance-names-removed": lambda: attendance(SESSION, NOW, "removed"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_hand_out_is_as_expected(name: str) -> None:
    document = DOCUMENTS[name]()
    images = {code.name: f"qr/{code.name}.png" for code in document.codes}
    _compare(GOLDEN / f"{name}.md", markdown.render(document, images))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *(("group", form) for form in ("csv", "json", "ics")),
        *(("record", form) for form in ("csv", "json", "ics")),
        *(("own-names-removed", form) for form in ("csv", "json", "ics")),
        ("later-record", "csv"),
        ("later-own", "json"),
    ],
)
def test_the_hand_out_as_data_is_as_expected(name: str, form: str) -> None:
    document = DOCUMENTS[name]()
    if name in ("group", "record"):
        make = handout.record if name == "record" else handout.group_notes
        coming = dated.next_session(SESSION, LATER, names_kept=name == "record")
        document = make(
            SESSION, NOW, link="https://example.org/notes" if name == "group" else "", coming=coming
        )
    _compare(GOLDEN / f"{name}.{form}", HAND_OUT_FORMATS[form].render(document, {}))


@pytest.mark.parametrize(
    "name",
    [
        "group",
        "own",
        "own-names-removed",
        "record",
        "later-own",
        "later-record",
        "run-sheet",
        "attendance",
    ],
)
def test_the_hand_out_as_a_web_page_is_as_expected(name: str) -> None:
    """Without the style sheet, which may change as it likes, and without the pictures of the codes, which depend on
    how they were compressed and are read elsewhere."""
    before, _, rest = webpage.render(DOCUMENTS[name]()).partition("<style>")
    body = rest.partition("</style>")[2]
    _compare(GOLDEN / f"{name}.html", before + re.sub(r"(?<=;base64,)[^\"]+", "", body))


@pytest.mark.parametrize(("name", "session"), [("worksheets", SESSION), ("later-worksheets", LATER)])
def test_the_worksheets_are_as_expected(name: str, session: Session) -> None:
    """Without their style sheet, which may change as it likes."""
    before, _, rest = worksheet(session, NOW).partition("<style>")
    _compare(GOLDEN / f"{name}.html", before + rest.partition("</style>")[2])


@pytest.mark.parametrize("form", FORMATS)
def test_the_facilitators_guide_is_as_expected(form: Format) -> None:
    template = Template(
        id="made-up", title=SESSION.meta.title, intro="Bring *wells*. For all.", steps=LATER_STEPS
    )
    written = write(guide(template, {"water": WATER}), form)
    before, _, rest = written.partition("<style>")
    _compare(GOLDEN / f"guide.{form}", before + rest.partition("</style>")[2] if rest else written)


def _compare(path: Path, found: str | bytes) -> None:
    data = found.encode() if isinstance(found, str) else found
    if os.environ.get("FACILITATOR_RENEW"):
        path.write_bytes(data)
    assert data == path.read_bytes()
