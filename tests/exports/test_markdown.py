"""Typed text is data: whatever it is, it comes back from Markdown as it was, and nothing else comes of it."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import handout
from exports.attendance import attendance
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
    Span,
    Table,
    Task,
    Tasks,
    linked,
    ours,
    typed,
)
from exports.guide import guide
from exports.links import link_in
from exports.markdown import render
from exports.markdown_words import escape
from exports.run_sheet import run_sheet
from frameworks.model import Area, Framework, Statement
from frameworks.model import Group as StatementGroup
from frameworks.text import clean
from sessions import prompts
from sessions.model import ActionDetail, Parked, PointDetail, Session, Template, Theme, UsedFramework
from sessions.prompts import BlockKind
from tests.exports.awkward import NOW, SESSION
from tests.exports.later import LATER
from tests.exports.reading import as_read, parse, shape, texts

# Pieces that mean something to some reader of Markdown, to be found in any order and number.
SIGNS = """
    # ## - + * > ` ``` ~~~ | || [ ] ( ) ! < > & &amp; &#35; \\ \\\\ \\| == === --- ___ ** __ ~~ 1. 2) 10. [x]: [a](b)
    ![a](b) <b> </b> <!-- --> <br> <script> http://x.example <http://x.example> www.x.example a@b.example [^1] [^1]:
    :smile: :+1: {area} {{a}} {% a %} {.a} $ $x$ $$ % %% == ==a== == ~a~ ^a : :-- [ ] [!NOTE] @ @a #1 a/b#1 GH-1 .org ftp://
    mailto: @c.example. =1 a b é ŵ 漢 🙂
"""
INVISIBLE = "\u202e \ufeff \x00 \x07 \x85 \u2028 \u200b \xa0 \u3000 \r \n \n\n \t"
PIECES = st.sampled_from([*SIGNS.split(), *INVISIBLE.split(" "), " ", "    "])
HOSTILE = st.one_of(
    st.lists(PIECES, min_size=1, max_size=12).map("".join),
    st.lists(PIECES, min_size=1, max_size=12).map(" ".join),
    st.lists(PIECES, min_size=1, max_size=8).map("\n".join),
    st.text(min_size=1, max_size=40),
).filter(lambda text: bool(clean(text).strip()))


def _passage(
    kind: BlockKind, level: int, text: str, *, strong: bool = False, emphasis: bool = False
) -> Passage:
    """What the reader of content files makes of words: they are on one line."""
    marker = {"bullet": "•", "number": "1."}.get(kind, "")
    span = prompts.Span(" ".join(clean(text).split()), strong, emphasis)
    return Passage((prompts.Block(kind, level, marker, (span,)),), framed=level == 1)


POSITIONS: dict[str, Callable[[str], Block]] = {
    "heading": lambda text: Heading(2, (typed(text),)),
    "heading after a code": lambda text: Heading(4, (ours("1.4 "), typed(text))),
    "paragraph": lambda text: Paragraph((typed(text),)),
    "strong paragraph": lambda text: Paragraph((typed(text, strong=True),)),
    "paragraph after words": lambda text: Paragraph((ours("Before: "), typed(text))),
    "bullet": lambda text: Bullets((((typed(text),),),)),
    "bullet after a name": lambda text: Bullets((((typed(text, strong=True), ours(": "), typed(text)),),)),
    "second line of a bullet": lambda text: Bullets((((ours("one"),), (typed(text),)),)),
    "task": lambda text: Tasks((Task(what=text, due=date(2027, 1, 5), about=(ours("1.4"),)),)),
    "task's owner": lambda text: Tasks((Task(what="dig", owner=text, state="done"),)),
    "table cell": lambda text: Table(("A", "B"), (((typed(text),), (ours("x"),)), ((ours("y"),), (typed(text),)))),
    "note": lambda text: Note(entries=(Entry("Field", text), Entry("Other", text))),
    "field's name": lambda text: Note(who=(typed(text, strong=True),), entries=(Entry(text, "words"),)),
    "entry of a list in a bullet": lambda text: Bullets((((ours("one"),), Listed(" ".join(clean(text).split()))),)),
    "entry of a list in a note": lambda text: Note(
        entries=(Entry("F", " ".join(clean(text).split()), listed=True), Entry("G", text))
    ),
    "words of a link": lambda text: Paragraph((Span(text, link="https://example.org/a_(b)"),)),
    "words after a link": lambda text: Paragraph((linked("https://example.org/"), ours(" "), typed(text))),
    "passage": lambda text: _passage("paragraph", 0, text),
    "strong in a passage": lambda text: _passage("paragraph", 0, text, strong=True),
    "stressed in a passage": lambda text: _passage("paragraph", 0, text, emphasis=True),
    "heading of a passage": lambda text: _passage("heading", 2, text),
    "item of a passage": lambda text: _passage("bullet", 1, text),
    "numbered item of a passage": lambda text: _passage("number", 1, text),
    "quotation in a passage": lambda text: _passage("quote", 1, text),
    "code's caption": lambda text: QrCode(caption=text, payload="x", link="https://example.org/a_(b)", name="x"),
}  # fmt: skip
ONE_LINE = {
    "heading", "heading after a code", "strong paragraph", "field's name", "code's caption", "words of a link",
    "entry of a list in a bullet", *(position for position in POSITIONS if "passage" in position),
}  # fmt: skip


def _positions(text: str) -> str:
    """A document with the text in each position, a heading behind each."""
    blocks = [
        block
        for name, made in POSITIONS.items()
        for block in (made(text), Heading(2, (ours(f"After {name}"),)))
    ]
    return render(Document(title="t", blocks=tuple(blocks)))


PLAIN = shape(_positions("x"))


@settings(max_examples=30)
@given(text=HOSTILE)
@example(text="    code\n\n\n# no\n\n- no\n1. no\n===\n---\n```\nno\n| a | b |\n| - | - |")
@example(text="\\")
@example(text="\\|")
@example(text="a\\\n\\")
@example(text="&nbsp;")
@example(text=" ".join(SIGNS.split()))
@example(text="\n".join(SIGNS.split()))
@example(text="".join(SIGNS.split()))
def test_typed_text_comes_back_from_every_position_and_changes_nothing(text: str) -> None:
    said = _positions(text)
    assert shape(said) == PLAIN
    words, on_one_line = as_read(text), " ".join(clean(text).split()).replace("\xa0", " ")
    rest = "\n" + "\n".join(texts(said))
    for name in POSITIONS:
        section, _, rest = rest.partition(f"\nAfter {name}")
        assert (on_one_line if name in ONE_LINE else words) in section


def _filled(session: Session, text: str) -> Session:
    """The session with one text wherever somebody can type one."""
    return replace(
        session,
        meta=replace(session.meta, title=text, cluster=text),
        steps=tuple(
            replace(
                step,
                title=text,
                prompt="x",
                private="",
                capture=tuple(
                    replace(field, name=text, hint=text, options=(text,) if field.options else ())
                    for field in step.capture
                ),
            )
            for step in session.steps
        ),
        themes=(Theme(id="t1", name=text),),
        parked=(Parked(id="k1", text=text, step="welcome", at=NOW),),
        frameworks=tuple(replace(used, framework=_framework(used, text)) for used in session.frameworks),
        people=tuple(replace(person, name=text, school=text, role=text) for person in session.people),
        rounds=tuple(
            replace(made, groups=tuple(replace(group, label=text) for group in made.groups))
            for made in session.rounds
        ),
        notes=tuple(
            replace(
                note,
                school=text if note.school else "",
                # A list has as many entries as the words have lines.
                fields={key: " ".join(clean(text).split()) if key == "days" else text for key in note.fields},
                theme="t1",
                cites=tuple(replace(cite, text=text) for cite in note.cites),
            )
            for note in session.notes
        ),
        actions=(ActionDetail(id="n1.next", owner=text),),
        points=tuple(
            PointDetail(
                id=one.id, reviews=tuple(replace(review, text=text, state=text) for review in one.reviews)
            )
            for one in session.points
        ),
        swaps=tuple(replace(swap, home=text, host=text) for swap in session.swaps),
        earlier=tuple(
            replace(
                item,
                text=text,
                title=text if item.title else "",
                owner=text if item.owner else "",
                school=text if item.school else "",
                reviews=tuple(
                    replace(review, text=text, state=text if review.state else "") for review in item.reviews
                ),
            )
            for item in session.earlier
        ),
    )


def _framework(used: UsedFramework, text: str) -> Framework:
    return replace(
        used.framework,
        title=text,
        status=text,
        # Its first web address is a link on purpose.
        source="x" if link_in(text) else text,
        areas=tuple(
            Area(
                ref=area.ref,
                code=area.code,
                title=text,
                groups=tuple(
                    StatementGroup(
                        title=text,
                        lead_in=text,
                        statements=tuple(
                            Statement(ref=one.ref, code=one.code, text=text) for one in group.statements
                        ),
                    )
                    for group in area.groups
                ),
            )
            for area in used.framework.areas
        ),
    )


@pytest.mark.parametrize("session", [SESSION, LATER], ids=["first", "later"])
@settings(max_examples=6)
@given(text=HOSTILE)
@example(text="\n".join(SIGNS.split()))
def test_no_text_typed_anywhere_in_a_session_changes_the_shape_of_a_hand_out(
    session: Session, text: str
) -> None:
    for said, plain in zip(_documents(session, text), _plain(session.meta.id), strict=True):
        assert shape(render(said)) == plain
        front = yaml.safe_load(render(said).split("\n---\n")[0].removeprefix("---\n"))
        names = {"kind": "hand_out"}
        expected = {
            names.get(name, name).replace(" ", "_"): " ".join(clean(value).split())
            for name, value in said.meta
            if said.rows is None or name not in ("frameworks", "wording")
        }
        assert {name: str(value) for name, value in front.items() if name != "tags"} == expected


@cache
def _plain(session_id: str) -> list[list[str]]:
    """The shapes that all these hand-outs of a session have with harmless words."""
    session = next(one for one in (SESSION, LATER) if one.meta.id == session_id)
    return [shape(render(document)) for document in _documents(session, "x")]


def _documents(session: Session, text: str) -> list[Document]:
    """Every hand-out that anybody's words can stand in, with this text in all their places."""
    filled = _filled(session, text)
    # What a facilitator reads at a step is Markdown by itself.
    steps = tuple(replace(step, roles=("x", text)) for step in filled.steps)
    frameworks = {used.id: used.framework for used in filled.frameworks}
    return [
        handout.record(filled, NOW),
        handout.group_notes(filled, NOW, "kept"),
        handout.own_notes(filled, "p1", NOW, "kept"),
        handout.pair_notes(filled, "r1", "g1", NOW, "kept"),
        handout.school_notes(filled, filled.people[0].school, NOW, "kept"),
        run_sheet(filled, NOW),
        attendance(filled, NOW),
        guide(Template(id="made-up", title=text, steps=steps), frameworks),
    ]


@given(text=HOSTILE)
def test_front_matter_holds_any_text(text: str) -> None:
    said = render(
        Document(title=text, meta=(("title", text), ("delete by", "2027-12-01")), tags=("a", "b-c"))
    )
    assert said.startswith("---\n")
    assert said.endswith("\n---\n")
    front = yaml.safe_load(said.removeprefix("---\n").removesuffix("\n---\n"))
    title = " ".join(clean(text).split())
    assert front == {"title": title, "delete_by": date(2027, 12, 1), "tags": ["a", "b-c"]}
    assert json.loads(said.split("\n")[1].removeprefix("title: ")) == front["title"]


def test_empty_lines_and_indents_inside_typed_text_are_kept() -> None:
    said = render(Document(title="t", blocks=(Note(entries=(Entry("Field", "one\n\n    two\nthree\n\n"),)),)))
    assert said == "- **Field**: one\\\n  \\\n  &nbsp;&nbsp;&nbsp;&nbsp;two\\\n  three\n"
    assert texts(said) == ["Field: one\n\n    two\nthree"]


def test_a_list_inside_an_item_ends_before_what_follows() -> None:
    entries = (Entry("Days", "one\n\n# two", listed=True), Entry("Next", "three"))
    said = render(Document(title="t", blocks=(Note(entries=entries),)))
    assert said == "- **Days**:\n  - one\n  - \\# two\n\n  **Next**: three\n"


def test_a_passage_is_set_as_it_was_written() -> None:
    written = "## Talk\n\nFor *two* and **three:** now.\n\n- one\n  - in it\n\n    more\n- two\n\n3. third\n4. fourth"
    passage = Passage(prompts.render(written, {}))
    assert render(Document(title="t", blocks=(passage,))) == (
        "**Talk**\n\nFor *two* and **three:** now.\n\n- one\n  - in it\n\n    more\n\n- two\n\n3. third\n4. fourth\n"
    )
    framed = render(Document(title="t", blocks=(replace(passage, framed=True),)))
    assert all(line.startswith(">") for line in framed.splitlines())


@pytest.mark.parametrize(
    "written", ["un**der**line", "a**(b)**c", "*a***b**", "**a** *b*", "say **“yes”**, or"]
)
def test_what_is_strong_never_shows_its_asterisks(written: str) -> None:
    blocks = prompts.render(written, {})
    said = render(Document(title="t", blocks=(Passage(blocks),)))
    assert texts(said) == [blocks[0].text]


def test_a_code_without_an_image_is_said_in_words() -> None:
    code = QrCode(
        caption="The source", payload="https://example.org", link="https://example.org", name="source"
    )
    document = Document(title="t", blocks=(code,))
    assert render(document) == "The source: <https://example.org>\n"
    assert render(document, {"source": "qr/source.png"}) == (
        "![QR code](qr/source.png) The source: <https://example.org>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        'I\'m sure: high-quality talk, (mostly) optimism. Really? Yes! 50% & more; "so" {it} goes^2',
        "What matters:",
        "5 * 3 = 15, and/or + more -> R&D snake_case at 10:30:15, e.g. 1.4 for $5",
        "1.4 is a code, C# is a tone",
        "-5 degrees or -> ~5 of them, a == b, 20 % or 5 %, Report.docx, e.g. at @ 9",
        "half | half; R&D at $5 and $10 {it}",
        "1990 was a year (1) of plenty",
    ],
)
def test_signs_that_cannot_act_are_left_as_they_were_typed(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("*a* _b_ ~c~ `d` [e](f) <b> | \\", r"\*a\* \_b\_ ~c\~ \`d\` \[e](f) \<b> | \\"),
        ("www.example.org http://localhost a@b.org", "`www.example.org` `http://localhost` `a@b.org`"),
        (":smile: &amp; @who #12 a #", r"`:smile:` \&amp; `@who` `#12` a \#"),
        ("[^1] [!NOTE] - [ ] a [x]", r"\[^1] \[!NOTE] - \[ ] a \[x\]"),
        ("$x$ ~~a~~ ==b== %%c%%", r"\$x\$ ~\~a\~\~ ==b=\= %\%c%\%"),
        ("{{a}} {% b %} {:.c}", r"{\{a}} {\% b %} \{:.c}"),
        ("example.org a#1 GH-2", r"example\.org `a#1` `GH-2`"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("2)", r"2\)"),
        ("===", r"\=\=\="),
        ("---", r"\---"),
        ("> a", r"\> a"),
        ("# a", r"\# a"),
    ],
)
def test_signs_that_act_where_they_stand_are_escaped(text: str, said: str) -> None:
    assert escape(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see https://x.org/a_b?c=d&e=*f*.", "see `https://x.org/a_b?c=d&e=`\\*f\\*."),
        ("(http://x.org/a)", "(`http://x.org/a`)"),
        ("<http://x.org>", r"\<`http://x.org`>"),
        ("[a](http://x.org/`b`)", r"\[a](`http://x.org/`\`b\`)"),
        ("xhttp://x", r"xhttp:\//x"),
    ],
)
def test_a_web_address_that_was_typed_can_be_read_and_leads_nowhere(text: str, said: str) -> None:
    assert escape(text) == said
    assert "link_open" not in [child.type for token in parse(said) for child in token.children or ()]
    assert texts(said) == [text]
