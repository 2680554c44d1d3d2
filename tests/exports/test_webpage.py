"""Documents as web pages: everything is there, well-formed, and nothing that people typed is more than text."""

import re
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import handout
from exports.document import (
    Block,
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
    ours,
    typed,
)
from exports.webpage import render
from frameworks.text import clean
from sessions import prompts
from sessions.model import Session
from tests.exports import awkward, later

HOSTILE = (
    "<b>", "</style>", "</title>", "</main>", "</li></ul>", "&lt;", "\"'>", "<!--", "-->", "]]>", "a\nb",
    "' onload='x", 'x" style="color:red', "<script>alert(1)</script>", "<img src=http://x.example/>",
    '"; } body { display: none } /*', "\\3c script", "url(http://x.example/)", "javascript:alert(1)",
)  # fmt: skip


class _Reader(HTMLParser):
    """What a page is made of and what it says; every element has to be closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # What stands in these is said there on purpose; all others have to be the same whatever is typed.
        fixed = [
            f"{name}={value}"
            for name, value in attrs
            if name not in ("alt", "content", "class") or tag == "meta"
        ]
        self.tags.append((tag, tuple(fixed)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in ("br", "img", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        (self.styles if self.open[-1:] == ["style"] else self.words).append(data)


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
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
        meta=(
            ("title", text),
            ("kind", "group notes"),
            ("for", text),
            ("cluster", text),
            ("date", "2027-01-05"),
        ),
        blocks=(
            Heading(1, (span,)),
            Paragraph((span, linked("https://example.org/?a=1&b=2"))),
            *(Heading(level, (span,)) for level in (2, 3, 4, 2, 4, 2, 2)),
            Bullets((((span,), Listed(f"{clean(text).split()[0]}\nx"), (span,)),)),
            Tasks(
                (Task(what=text, owner=text, due=date(2027, 1, 5)), Task(what=text, state="done", when=text))
            ),
            Table(("A", "B", "C"), (((span,), (span,), (ours("1"),)),)),
            Note(who=(span,), entries=(Entry(text, text), Entry(text, "a\nb", listed=True)), also=(span,)),
            QrCode(caption=text, payload="x", link="https://example.org", name="x"),
            Passage(passage),
            Passage(passage, framed=True),
            *(Paragraph((span,)) for _ in range(12)),
        ),
    )


@given(text=st.text(min_size=1, max_size=30) | st.sampled_from(HOSTILE))
def test_nothing_typed_becomes_an_element_an_attribute_or_a_rule(text: str) -> None:
    if not clean(text).strip() or not text.split():
        return
    said, plain = read(render(_every_block(text))), read(render(_every_block("x")))
    assert [one for one in said.tags if one[0] != "br"] == [one for one in plain.tags if one[0] != "br"]
    assert clean(text).split()[0] in "".join(said.words)
    # In the style sheet it stands once, at the foot of printed pages, in letters, digits and their numbers alone.
    common, foot = "".join(said.styles).rsplit("@page {", 1)
    assert re.fullmatch(r' @bottom-left \{ content: "[A-Za-z0-9\\]*"; \} \}\n', foot)
    assert common == "\n" + files("exports").joinpath("handout.css").read_text("utf-8")


@pytest.mark.parametrize("session", [awkward.SESSION, later.LATER], ids=["first", "later"])
def test_every_word_of_a_record_is_on_the_page(session: Session) -> None:
    words = " ".join("".join(read(render(handout.record(session, later.NOW))).words).split())
    for note in session.notes:
        for key, text in note.fields.items():
            if key not in ("begins", "by"):  # dates are said in words
                for line in clean(text).split("\n"):
                    assert " ".join(line.split()) in words


def test_lists_stand_inside_lists_and_go_on_with_their_numbers() -> None:
    written = "- one\n  - in it\n\n    more\n- two\n\n3. third\n4. fourth\n\n> said"
    page = render(Document(title="t", blocks=(Passage(prompts.render(written, {})),)))
    assert "<ul><li>one<ul><li>in it<p>more</p></li></ul></li><li>two</li></ul>" in page
    assert '<ol start="3"><li>third</li><li>fourth</li></ol>' in page
    assert "<blockquote>said</blockquote>" in page
    numbered = Bullets((((ours("a"),),), ((ours("b"),),)), first=7)
    assert '<ol start="7"><li>a</li><li>b</li></ol>' in render(Document(title="t", blocks=(numbered,)))


def test_the_page_needs_nothing_beside_it_and_loads_nothing() -> None:
    page = render(handout.record(awkward.SESSION, awkward.NOW), "p { margin: 0 }")
    assert "default-src 'none'" in page
    assert "p { margin: 0 }" in page.partition("</style>")[0]
    reader = read(page)
    assert not {"script", "link", "iframe", "object", "base", "form"} & {name for name, _ in reader.tags}
    elsewhere = [one for one in reader.links if not one.startswith(("data:image/png;base64,", "#part-"))]
    assert set(elsewhere) == {"https://example.org/water_(book)"}
    assert len([one for one in reader.links if one.startswith("data:")]) == 2


def test_a_document_says_its_language_and_the_tab_whose_it_is() -> None:
    assert '<html lang="cy">' in render(replace(_every_block("x"), language="cy"))
    page = render(handout.own_notes(later.LATER, "p1", later.NOW))
    assert "<title>Rhian Jones: What became of it</title>" in page
    assert "<title>Group notes: What became of it</title>" in render(
        handout.group_notes(later.LATER, later.NOW)
    )


def test_a_day_is_never_broken_over_lines_but_typed_words_stay_as_they_are() -> None:
    line = (ours("On Tuesday 1 October 2027, "), typed("or 1 October 2027"))
    page = render(Document(title="A", blocks=(Paragraph(line),)))
    assert "On Tuesday 1\u00a0October\u00a02027, or 1 October 2027" in page


@given(levels=st.lists(st.integers(2, 4), max_size=12))
def test_no_level_of_headings_is_left_out(levels: list[int]) -> None:
    blocks: tuple[Block, ...] = (Heading(1, (ours("t"),)), *(Heading(one, (ours("h"),)) for one in levels))
    tags = [name for name, _ in read(render(Document(title="t", blocks=blocks))).tags]
    found = [int(name[1]) for name in tags if re.fullmatch("h[1-6]", name)]
    assert len(found) == len(blocks)
    assert found.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_a_long_page_begins_with_links_to_its_parts_and_a_short_one_does_not() -> None:
    page = render(handout.record(awkward.SESSION, awkward.NOW))
    there = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', page)
    assert [words for _, words in there][:2] == ["Summary", "What happens next"]
    assert len(there) == page.count("<h2 ")
    assert all(f'<h2 id="{id}">{words}</h2>' in page for id, words in there)
    few = tuple(Heading(2, (ours(str(number)),)) for number in range(6))
    assert "<nav" not in render(Document(title="t", blocks=few))


def test_how_an_action_stands_is_said_and_not_only_drawn() -> None:
    states = (Task(what="one"), Task(what="two", state="done"), Task(what="three", state="dropped"))
    words = "".join(read(render(Document(title="t", blocks=(Tasks(states),)))).words)
    assert "To do: oneDone: twoDropped: three" in words.replace(" dropped", "")


def test_columns_of_numbers_are_known_by_their_cells() -> None:
    rows = (((ours("1"),), (typed("one"),), (ours("09:05"),)), ((ours("12"),), (ours("2"),), ()))
    page = render(Document(title="t", blocks=(Table(("No", "What", "At"), rows),)))
    assert re.findall(r'<th [^>]*class="number">([^<]*)', page) == ["No", "At"]
    assert page.count("<td") == page.count(' data-of="') == 6


def test_every_pair_of_text_and_ground_has_a_contrast_of_seven_to_one() -> None:
    css = files("exports").joinpath("handout.css").read_text("utf-8")
    light, dark, paper = (
        dict(re.findall(r"--(\w+): (#\w+);", block)) for block in re.findall(r":root \{([^}]*)\}", css)
    )
    for colours in (light, dark, light | paper):
        for ink in ("ink", "quiet", "accent"):
            assert _contrast(colours[ink], colours["ground"]) >= 7, colours


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
