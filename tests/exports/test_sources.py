"""What is said of a framework's words: their status and where the official ones are."""

import pytest
from msgspec.structs import replace

from exports import handout, markdown, qr
from exports.qr import source_caption
from exports.sources import standing, whose_words
from frameworks.library import FrameworkLibrary
from tests.exports.awkward import NOW, PLAIN, SESSION, WATER
from tests.exports.reading import texts

LINK = "https://example.org/a"


def said(source: str, status: str = "draft, 2011; our own words.") -> str:
    return "".join(span.text for span in standing(replace(PLAIN, status=status, source=source)))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The book", "Plain questions: draft, 2011; our own words. Source: The book."),
        ("The book. Really?", "Plain questions: draft, 2011; our own words. Source: The book. Really?"),
        (f"The book: {LINK}", f"Plain questions: draft, 2011; our own words. Source: The book: {LINK}."),
        (f"{LINK} (a copy)", f"Plain questions: draft, 2011; our own words. Source: {LINK} (a copy)"),
        ("", "Plain questions: draft, 2011; our own words."),
    ],
)
def test_status_and_source_read_as_sentences(source: str, expected: str) -> None:
    assert said(source) == expected


def test_a_source_alone_is_said_and_nothing_where_there_is_neither() -> None:
    assert said("The book", status="") == "Plain questions: the source is The book."
    assert standing(PLAIN) == ()


@pytest.mark.parametrize(
    ("status", "wording", "expected"),
    [
        (
            "not statutory; our own words, not the original ones",
            "own",
            ", in our own wording; they are not statutory.",
        ),
        ("draft, 2011; our own words.", "own", ", in our own wording. Status: draft, 2011."),
        ("draft, 2011", "official", ", in the official wording. Status: draft, 2011."),
        ("", "own", ", in our own wording."),
    ],
)
def test_the_foot_says_whose_the_statements_are(status: str, wording: str, expected: str) -> None:
    framework = replace(PLAIN, status=status, wording=wording, source="")
    line = "".join(span.text for span in whose_words(framework))
    assert line == f"The statements are from “Plain questions”{expected}"
    assert whose_words(replace(PLAIN, status="", wording="", source="")) == ()


def test_the_address_is_a_link_and_nothing_else_is() -> None:
    links = [span.link for span in standing(WATER) if span.link]
    assert links == ["https://example.org/water_(book)"]


@pytest.mark.parametrize("framework", FrameworkLibrary(None).all(), ids=lambda one: one.id)
def test_each_bundled_framework_says_its_status_and_its_source_in_every_hand_out(framework: object) -> None:
    used = replace(SESSION.frameworks[0], id=framework.id, framework=framework)  # type: ignore[attr-defined]
    session = replace(SESSION, frameworks=(used,), notes=(), choices=())
    line = "".join(span.text for span in whose_words(framework))  # type: ignore[arg-type]
    assert line.startswith("The statements are from “")
    assert ", in our own wording" in line
    assert ". Source: " in line
    for document in (handout.group_notes(session, NOW), handout.own_notes(session, "p1", NOW)):
        assert line in texts(markdown.render(document))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"The book: {LINK}", "The book"),
        (
            f"A list. The separate advice, Standards for All: {LINK} (2015)",
            "The separate advice, Standards for All",
        ),
        (f"Tool 4.3, Evidence ({LINK})", "Tool 4.3, Evidence"),
        (LINK, "Wells: the source"),
        (f"See {LINK}", "Wells: the source"),
    ],
)
def test_a_code_says_what_its_link_is_by_the_words_of_the_source(source: str, expected: str) -> None:
    assert source_caption("Wells", source) == expected
    used = replace(SESSION.frameworks[0], framework=replace(WATER, title="Wells", source=source))
    (code,) = [one for one in qr.codes(replace(SESSION, frameworks=(used,))) if one.name == "source-water"]
    assert (code.caption, code.payload) == (expected, LINK)
