"""Every kind of hand-out of one awkward session, to the byte.

After a change that is meant, ``FACILITATOR_RENEW=1 make test ARGS=tests/exports/test_golden.py`` writes the
expected files anew; read what changed before you commit it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from exports import handout, markdown
from exports.document import Document
from exports.worksheet import worksheet
from tests.exports.awkward import NOW, SESSION

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
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_hand_out_is_as_expected(name: str) -> None:
    document = DOCUMENTS[name]()
    images = {code.name: f"qr/{code.name}.png" for code in document.codes}
    _compare(GOLDEN / f"{name}.md", markdown.render(document, images))


def test_the_worksheets_are_as_expected() -> None:
    """Without its style sheet, which may change as it likes."""
    before, _, rest = worksheet(SESSION, NOW).partition("<style>")
    _compare(GOLDEN / "worksheets.html", before + rest.partition("</style>")[2])


def _compare(path: Path, text: str) -> None:
    if os.environ.get("FACILITATOR_RENEW"):
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()
