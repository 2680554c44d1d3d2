"""Content files written for tests, and the awkward words that any text may hold."""

from pathlib import Path

from hypothesis import strategies as st

from frameworks.text import file_text, has_words, one_line

DATA = Path(__file__).parent.parent / "data"

AWKWARD = (
    "- a list item", "* another", "1. numbered", "1) numbered", "# a heading", "## a heading", "#", "> a quote",
    ">", "- > a quote in a list", "```", "````markdown", "~~~", "---", "===", "***", "title: words", "- minutes: 5",
    "    code", "\tcode", "  two spaces", "[ref]: /url", "<b>html</b>", "&amp;", "\\", "\\> no quote", "\\# no heading",
    "*stars*", "trailing  ", "It ends…", "1.1 like a statement", "ŵŷ 日本 👩‍🏫", "", " ", "\t", "{area}",
    "\\{typed}", "Prompts",
)  # fmt: skip

words = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=12))
# Titles, statements, names: one clean line with at least a letter or a digit in it.
lines = st.lists(words, min_size=1, max_size=3).map(" ".join).map(one_line).filter(has_words)
# Definitions, opening text, prompts: anything over several lines.
texts = st.lists(words, max_size=6).map("\n".join).map(file_text)


def read(name: str) -> str:
    """The text of a file in tests/data."""
    return (DATA / name).read_text(encoding="utf-8")
