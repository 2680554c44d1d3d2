"""Documents as web pages: everything is there, well-formed, and nothing that people typed is more than text."""

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import handout
from exports.document import (
    Bullets,
    Document,
    Entry,
    Heading,
    Listed,
    Note,
    Paragraph,
    Passage,
    QrCode,
    Table,
    Task,
    Tasks,
    linked,
    typed,
)
from exports.webpage import render
from frameworks.text import clean
from sessions import prompts
from tests.exports import awkward, later


class _Reader(HTMLParser):
    """What a page is made of and what it says; every element has to be closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert {name for name, _ in attrs} <= {"class", "href", "src", "alt", "start"}
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("body", "html"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(document: Document) -> _Reader:
    reader = _Reader()
    reader.feed(render(document, "").partition("<body>")[2])
    reader.close()
    return reader


def _every_block(text: str) -> Document:
    """A text wherever a block takes one."""
    span = typed(text)
    passage = tuple(
        prompts.Block(kind, level, "1.", (prompts.Span(text, strong=True), prompts.Span(text, emphasis=True)))  # type: ignore[arg-type]
        for kind, level in (("heading", 2), ("paragraph", 0), ("bullet", 1), ("number", 2), ("quote", 1))
    )
    return Document(
        title=text,
        blocks=(
            Heading(1, (span,)),
            Paragraph((span, linked("https://example.org/?a=1&b=2"))),
            Bullets((((span,), Listed(f"{clean(text).split()[0]}\nx"), (span,)),)),
            Tasks(
                (Task(what=text, owner=text, due=date(2027, 1, 5)), Task(what=text, state="done", when=text))
            ),
            Table(("A",), (((span,),),)),
            Note(who=(span,), entries=(Entry(text, text), Entry(text, "a\nb", listed=True)), also=(span,)),
            QrCode(caption=text, payload="x", link="https://example.org", name="x"),
            Passage(passage),
            Passage(passage, framed=True),
        ),
    )


@given(
    text=st.text(min_size=1, max_size=30)
    | st.sampled_from(["<b>", "</style>", "</main>", "&lt;", "\"'>", "<!--", "-->", "]]>", "a\nb"])
)
def test_nothing_typed_becomes_html(text: str) -> None:
    if not clean(text).strip() or not text.split():
        return
    said, plain = read(_every_block(text)), read(_every_block("x"))
    assert [tag for tag in said.tags if tag != "br"] == [tag for tag in plain.tags if tag != "br"]
    assert clean(text).split()[0] in "".join(said.words)


@pytest.mark.parametrize("session", [awkward.SESSION, later.LATER], ids=["first", "later"])
def test_every_word_of_a_record_is_on_the_page(session: object) -> None:
    document = handout.record(session, later.NOW)  # type: ignore[arg-type]
    words = " ".join("".join(read(document).words).split())
    for note in session.notes:  # type: ignore[attr-defined]
        for key, text in note.fields.items():
            if key not in ("begins", "by"):  # dates are said in words
                for line in clean(text).split("\n"):
                    assert " ".join(line.split()) in words


def test_lists_stand_inside_lists_and_go_on_with_their_numbers() -> None:
    written = "- one\n  - in it\n\n    more\n- two\n\n3. third\n4. fourth\n\n> said"
    page = render(Document(title="t", blocks=(Passage(prompts.render(written, {})),)), "")
    assert "<ul><li>one<ul><li>in it<p>more</p></li></ul></li><li>two</li></ul>" in page
    assert '<ol start="3"><li>third</li><li>fourth</li></ol>' in page
    assert "<blockquote>said</blockquote>" in page


def test_the_page_needs_nothing_beside_it_and_loads_nothing() -> None:
    page = render(handout.record(awkward.SESSION, awkward.NOW), "p { margin: 0 }")
    assert "default-src 'none'" in page
    assert 'src="http' not in page
    assert page.count('src="data:image/png;base64,') == 2
    assert "<style>\np { margin: 0 }</style>" in page


def test_a_document_in_another_language_says_so() -> None:
    document = replace(_every_block("x"), language="cy")
    assert '<html lang="cy">' in render(document, "")
