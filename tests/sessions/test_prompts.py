"""A prompt's Markdown as blocks, with its placeholders filled in."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.prompts import PLACEHOLDERS, Block, Span, placeholders, plain, render
from tests.frameworks.content import texts

Shape = tuple[str, int, str, str]


def shapes(markdown: str, values: Mapping[str, str | Sequence[str]] | None = None) -> list[Shape]:
    blocks = render(markdown, values or {})
    return [(block.kind, block.level, block.marker, block.text) for block in blocks]


def test_there_are_exactly_these_placeholders():
    assert " ".join(PLACEHOLDERS) == (
        "area definition statements cluster date pairs opening reflection title review_date delete_by"
    )


def test_headings_paragraphs_lists_and_quotes_become_blocks():
    assert shapes("## Two\n\nText\nover lines\n\n- one\n  - inner\n- two\n\n3. three\n4. four\n\n> said") == [
        ("heading", 2, "", "Two"),
        ("paragraph", 0, "", "Text over lines"),
        ("bullet", 1, "•", "one"),
        ("bullet", 2, "•", "inner"),
        ("bullet", 1, "•", "two"),
        ("number", 1, "3.", "three"),
        ("number", 1, "4.", "four"),
        ("quote", 1, "", "said"),
    ]


def test_a_further_paragraph_of_an_item_has_no_marker():
    assert shapes("- one\n\n  more\n- two") == [
        ("bullet", 1, "•", "one"),
        ("paragraph", 1, "", "more"),
        ("bullet", 1, "•", "two"),
    ]


def test_strong_and_emphasis_are_spans():
    (block,) = render("Say **what *you* did**, not *why*", {})
    assert block == Block(
        "paragraph",
        0,
        "",
        (
            Span("Say "),
            Span("what ", strong=True),
            Span("you", strong=True, emphasis=True),
            Span(" did", strong=True),
            Span(", not "),
            Span("why", emphasis=True),
        ),
    )


def test_a_hard_break_is_a_line_break():
    assert shapes("one\\\ntwo  \nthree") == [("paragraph", 0, "", "one\ntwo\nthree")]


def test_html_links_images_and_code_are_their_words():
    assert shapes("<b>x</b> [words](https://example.org) ![a picture](x.png) `*code*` &amp; &copy;") == [
        ("paragraph", 0, "", "<b>x</b> words a picture *code* & ©")
    ]
    assert shapes("```\n# code\n\n  more\n```") == [("paragraph", 0, "", "# code\n\n  more")]


def test_values_are_put_in():
    values = {"cluster": "Cwm Test", "review_date": "1 March"}
    assert shapes("## Welcome, {cluster}\n\n*Review* on {review_date}, {cluster}", values) == [
        ("heading", 2, "", "Welcome, Cwm Test"),
        ("paragraph", 0, "", "Review on 1 March, Cwm Test"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "# no heading",
        "- no bullet",
        "*no stars* **none**",
        "[no](link)",
        "<b>",
        "> no quote",
        "`no code`",
        "{date}",
        "\\",
    ],
)
def test_what_was_typed_is_never_markup(typed: str):
    assert shapes("{cluster}", {"cluster": typed, "date": "no"}) == [("paragraph", 0, "", typed)]
    assert shapes("At {cluster}!", {"cluster": typed}) == [("paragraph", 0, "", f"At {typed}!")]


@given(st.text().filter(lambda text: text.split() == [text]))
def test_any_typed_word_comes_out_as_it_went_in(typed: str):
    (block,) = render("*a* {cluster} b", {"cluster": typed})
    assert block.spans == (Span("a", emphasis=True), Span(f" {typed} b"))


def test_a_list_alone_in_a_paragraph_becomes_bullets():
    assert shapes("Look:\n\n{statements}\n\nThen", {"statements": ["1.1 one", "1.2 *two*"]}) == [
        ("paragraph", 0, "", "Look:"),
        ("bullet", 1, "•", "1.1 one"),
        ("bullet", 1, "•", "1.2 *two*"),
        ("paragraph", 0, "", "Then"),
    ]


def test_a_list_alone_in_an_item_becomes_items():
    assert shapes("1. first\n2. {pairs}\n3. last\n\n- {pairs}", {"pairs": ["A · B", "C · D"]}) == [
        ("number", 1, "1.", "first"),
        ("number", 1, "2.", "A · B"),
        ("number", 1, "3.", "C · D"),
        ("number", 1, "4.", "last"),
        ("bullet", 1, "•", "A · B"),
        ("bullet", 1, "•", "C · D"),
    ]


def test_a_list_below_an_item_becomes_inner_bullets():
    assert shapes("- Pairs:\n\n  {pairs}", {"pairs": ["A", "B"]}) == [
        ("bullet", 1, "•", "Pairs:"),
        ("bullet", 2, "•", "A"),
        ("bullet", 2, "•", "B"),
    ]


def test_a_list_keeps_the_style_it_stands_in():
    blocks = render("**{pairs}**", {"pairs": ["A", "B"]})
    assert [block.spans for block in blocks] == [(Span("A", strong=True),), (Span("B", strong=True),)]


def test_a_list_in_a_sentence_or_heading_is_joined_with_commas():
    values = {"pairs": ["A", "B", "C"]}
    assert shapes("Hear {pairs} now", values) == [("paragraph", 0, "", "Hear A, B, C now")]
    assert shapes("## {pairs}", values) == [("heading", 2, "", "A, B, C")]


def test_a_text_with_blank_lines_alone_in_a_paragraph_becomes_paragraphs():
    assert shapes("{definition}", {"definition": "one\nline\n\n\ntwo"}) == [
        ("paragraph", 0, "", "one line"),
        ("paragraph", 0, "", "two"),
    ]
    assert shapes("So: {definition}", {"definition": "one\n\ntwo"}) == [("paragraph", 0, "", "So: one two")]


@pytest.mark.parametrize("empty", ["", "  ", [], ["", " "]])
def test_a_paragraph_left_empty_is_left_out(empty: str | list[str]):
    assert shapes("a\n\n{opening}\n\n- {opening}\n\n## {opening}\n\nb", {"opening": empty}) == [
        ("paragraph", 0, "", "a"),
        ("paragraph", 0, "", "b"),
    ]


def test_without_a_value_there_is_a_blank_to_fill_in():
    assert shapes("On {review_date}") == [("paragraph", 0, "", "On …")]


def test_what_is_no_placeholder_stays_as_it_was_typed():
    values = {"area": "1"}
    assert shapes("{aera} { area } \\{area} `{area}` {} {1}", values) == [
        ("paragraph", 0, "", "{aera} { area } {area} {area} {} {1}")
    ]


def test_placeholders_are_found_with_those_that_do_not_exist():
    markdown = "## {area}\n\n{review_date} {review_date} {aera} `{code}` \\{typed} { date}\n\n    {code}"
    assert placeholders(markdown) == ("area", "review_date", "review_date", "aera", " date")


def test_plain_text_has_no_marks_and_keeps_what_stands_in_braces():
    assert plain("It *means*:\n\n- one\n- {area} {aera}\n\nand so on") == (
        "It means:\n\n• one\n\n• {area} {aera}\n\nand so on"
    )


@given(texts, st.sampled_from(["x", ["x", "# y"], []]))
def test_any_prompt_can_be_shown(markdown: str, value: str | list[str]):
    for block in render(markdown, {"area": value}):
        assert block.text
        assert block.level > 0 or block.kind == "paragraph"
        assert bool(block.marker) == (block.kind in ("bullet", "number"))
