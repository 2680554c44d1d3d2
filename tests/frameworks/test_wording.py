"""The frameworks that come with the app are in words of their own, not in those of the source documents.

The source documents are no part of the app: where there are none, only the measure itself is tested.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.library import BUNDLED
from frameworks.model import Framework
from frameworks.reader import read_framework

SOURCES = Path(__file__).parents[2].parent / "shared" / "sources"
DOCUMENTS = sorted(SOURCES.glob("*.txt"))
FRAMEWORKS = sorted(BUNDLED.glob("*.md"))

# As many words in a row as no text may have in common with a source document.
COPIED = 7


def words(text: str, hyphen: str = " ") -> list[str]:
    """The words of a text, case folded and without punctuation; an apostrophe parts no word, and a hyphen within one
    becomes `hyphen`: a space parts it, nothing joins it."""
    text = re.sub(r"['’‘]", "", text.casefold())
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\w)[-‐‑](?=\w)", hyphen, text))


def longest_run(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The longest row of words that stands in both; the first of them in `one`, if there are several."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        places.setdefault(word, []).append(place)
    length = end = 0
    before: dict[int, int] = {}  # for each place in the other text, how many words up to it are the same
    for place, word in enumerate(one, 1):
        here = {found: before.get(found - 1, 0) + 1 for found in places.get(word, ())}
        longest = max(here.values(), default=0)
        if longest > length:
            length, end = longest, place
        before = here
    return list(one[end - length : end])


def texts(framework: Framework) -> Iterator[tuple[str, str]]:
    """All that is said in words of our own, with where it stands. Titles are names and stay as they are."""
    yield "opening text", framework.opening
    for area in framework.areas:
        yield area.ref, area.definition
        for group in area.groups:
            yield f"{area.ref} {group.title}", group.lead_in
            for statement in group.statements:
                yield statement.ref, statement.text
    for prompt in (*framework.prompts.opening, *framework.prompts.reflection):
        yield "prompts", prompt


@pytest.mark.skipif(not DOCUMENTS, reason="the source documents are not here")
@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("hyphen", [" ", ""], ids=["parted", "joined"])
def test_no_text_has_seven_words_in_a_row_from_a_source_document(path: Path, hyphen: str):
    documents = {file.name: words(file.read_text(encoding="utf-8"), hyphen) for file in DOCUMENTS}
    copied = [
        (where, name, " ".join(run))
        for where, text in texts(read_framework(path))
        for name, document in documents.items()
        if len(run := longest_run(words(text, hyphen), document)) >= COPIED
    ]
    assert copied == []


def test_all_texts_of_a_framework_are_looked_at(tmp_path: Path):
    path = tmp_path / "x.md"
    path.write_text(
        "---\nid: x\ntitle: X\n---\nopening\n\n# A\ndefinition\n\n## G\nlead-in…\n\n- statement\n\n"
        "# Prompts\n## Opening\n- task\n## Reflection\n- question\n",
        encoding="utf-8",
    )
    assert {text for _, text in texts(read_framework(path))} == {
        "opening", "definition", "lead-in…", "statement", "task", "question",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plans, acts: THINKS!", ["plans", "acts", "thinks"]),
        ("the school’s and pupils' – “own” *words*", ["the", "schools", "and", "pupils", "own", "words"]),
        ("Y Cwricwlwm, tŷ 1.1a", ["y", "cwricwlwm", "tŷ", "1", "1a"]),
        ("- self-review_", ["self", "review"]),
        ("…", []),
    ],
)
def test_words_are_compared_without_case_and_punctuation(text: str, found: list[str]):
    assert words(text) == found


def test_a_hyphen_can_join():
    assert words("- well-being: head – and deputy", "") == words("wellbeing head and deputy")


def test_a_copy_is_found_whatever_stands_around_it_and_between_the_words():
    document = words("1.1\n\tKnows how\n\tto cook a good soup for many people;\n\n1.2\n\tbakes.")
    text = words("Is able to Cook – a good “soup” for Many; bakes")
    assert longest_run(text, document) == ["to", "cook", "a", "good", "soup", "for", "many"]


def test_a_run_that_begins_again_is_followed_to_its_end():
    assert longest_run(list("ababac"), list("abac")) == list("abac")


few = st.lists(st.sampled_from("abc"), max_size=12)


def rows(text: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(text[start : start + length]) for start in range(len(text) - length + 1)}


@given(few, few)
def test_the_longest_run_is_in_both_and_no_longer_one_is(one: list[str], other: list[str]):
    run = longest_run(one, other)
    assert tuple(run) in rows(one, len(run)) & rows(other, len(run))
    for longer in range(len(run) + 1, 13):
        assert not rows(one, longer) & rows(other, longer)
