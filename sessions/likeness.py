"""Whether an objective merely repeats a statement of a framework: an objective says what a statement means in one's
own school, by when and how it will be known.

Texts are compared by the words that carry meaning, each cut back to its stem, in any order: so a copy is found
again with other endings, another order, a few words changed or a lead-in put before it. It is not one when enough
of the objective is its own. The shares below were set by hand, on pairs such as those in the tests.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

import msgspec

from frameworks.model import Area, Framework, Group, Statement
from sessions.text import key
from sessions.topics import in_its_sentence

# The share of a statement's words that a copy has; a part of a long statement is one if hardly anything else is said.
_MOST_OF_IT, _PART_OF_IT, _WORDS_OF_A_PART = 0.6, 0.4, 5
# Words of one's own, as a share of those that are the statement's: up to so many are no substance.
_OWN, _OWN_BESIDE_A_PART = 0.5, 0.2
# A statement of so few words is repeated only by all of them; one word is no sentence to repeat.
_FEW, _FEWEST = 3, 2
# What says when or how much counts as so many words of one's own; but where a statement is as good as all there, a
# day or a number put to it is no substance.
_MARK = 2
_NEARLY_ALL = 0.8
# Two words that are so much alike are one with a slip of the finger in it; shorter ones are too easily alike.
_SLIP, _SLIP_LETTERS = 0.8, 5


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL = _listed(
    """
    a about above across after again all along also am among an and any are as at be because been before being below
    between both but by can could did do does doing down during each either every few for from further get gets give
    had has have having he her here hers him his how i if in inside into is it its itself just keep let like made make
    makes making many may me might more most much must my myself need neither no nor not of off on once one only or
    other others our ours out over own put puts rather same see sees shall she should so some such take takes than
    that the their theirs them themselves then there these they this those through thus to together too toward
    towards under until up upon us use uses using very was way ways we well were what when where whether which while
    who whole whom whose why will with within without would you your yours
    """
)
# What an objective is put into, and says nothing.
_FRAME = _listed(
    """
    able academic aim become begin coming continue end ensure everyone focus goal hope intend member myself next
    objective order personally priority school start strive target term try want wish work year
    """
)
_ENDINGS = (
    "ships", "ship", "ments", "ment", "ness", "ively", "ives", "ive", "ings", "ing", "ions", "ion", "ies", "ied",
    "ers", "er", "ors", "or", "es", "ed", "ly", "al", "s", "e", "y",
)  # fmt: skip
_STEM, _LONGEST_STEM = 4, 6
# Words that are put for one another when a statement is said again.
_GROUPS = """
    better improve improves improved improving improvement improvements raise raises raised raising enhance
    pupil pupils learner learners student students child children
    build builds building create creates creating develop develops developing development establish establishes
    encourage encourages encouraging promote promotes promoting foster fosters
    effective effectively effect successful successfully
    """
_ALIKE = {word: group.split()[0] for group in _GROUPS.strip().splitlines() for word in group.split()}
# What says by when or how many, beside figures; and what says how often or how much.
_DAYS = _listed(
    """
    january february march april may june july august september october november december easter christmas whitsun
    spring summer autumn monday tuesday wednesday thursday friday saturday sunday days week weeks month months half
    two three four five six seven eight nine ten twelve twenty thirty
    """
)
_MARKS = _DAYS | _listed("daily weekly fortnight fortnightly monthly termly minutes hours percent twice")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """The statement that an objective is close to: its framework's id and title, its ref and code ("" where it has
    none), what such a statement is called, and its words with their lead-in."""

    framework: str
    title: str
    ref: str
    code: str
    called: str
    text: str


class _Prepared(msgspec.Struct, frozen=True):
    """A statement as it is compared: the stems of its words with one of these words each, those of its lead-in too."""

    framework: Framework
    group: Group
    statement: Statement
    stems: dict[str, str]
    known: frozenset[str]


def repeats(text: str, frameworks: Iterable[Framework]) -> Likeness | None:
    """The statement, of any of these frameworks, that an objective merely repeats; None where it says something of
    its own, or is too short to say."""
    said = _stems(text)
    if len(said) < _FEWEST:
        return None
    marks = {stem: _MARK for stem, word in said.items() if _is_figure(word) or word in _MARKS}
    days = {stem for stem, word in said.items() if _is_figure(word) or word in _DAYS}
    best: tuple[float, _Prepared] | None = None
    for framework in dict.fromkeys(frameworks):
        for one in _prepared(framework):
            close = _closeness(said, marks, days, one)
            if close and (best is None or close > best[0]):
                best = close, one
    if best is None:
        return None
    one = best[1]
    return Likeness(
        framework=one.framework.id,
        title=one.framework.title,
        ref=one.statement.ref,
        code=one.statement.code,
        called=one.framework.statement,
        text=in_its_sentence(one.group, one.statement),
    )


def in_our_words_only(frameworks: Sequence[Framework]) -> tuple[Framework, ...]:
    """Those in words of our own whose official wording is not among them. It is known by its areas: their titles
    are the same in any words."""
    official = [_titles(one) for one in frameworks if one.wording == "official"]
    return tuple(
        one
        for one in frameworks
        if one.wording == "own"
        and not any(2 * len(_titles(one) & other) >= len(_titles(one)) for other in official)
    )


def prepare(frameworks: Iterable[Framework]) -> None:
    """Do now what comparing with these frameworks takes once, so that the first comparison is as fast as the rest."""
    for framework in frameworks:
        _prepared(framework)


def _closeness(said: dict[str, str], marks: dict[str, int], days: set[str], one: _Prepared) -> float:
    """How close what was said is to a statement; 0 where it is not close. `marks` are the stems that count as more
    than one word, `days` those that are no substance beside all of a statement."""
    shared = said.keys() & one.stems.keys()
    # Most statements have next to nothing in common with it; only in the others slips are looked for.
    if len(shared) < max(_FEWEST - 1, _PART_OF_IT * len(one.stems) / 2) or len(one.stems) < _FEWEST:
        return 0.0
    slips = _slips(said, one, shared)
    count = len(shared) + len(slips)
    covered = count / len(one.stems)
    own = said.keys() - one.known - slips.keys()
    if covered >= _NEARLY_ALL:
        own -= days
    weight = sum(marks.get(stem, 1) for stem in own)
    if len(one.stems) <= _FEW:
        close = covered == 1 and len(own) <= 1
    else:
        whole = covered >= _MOST_OF_IT and weight <= _OWN * count
        part = covered >= _PART_OF_IT and count >= _WORDS_OF_A_PART and weight <= _OWN_BESIDE_A_PART * count
        close = whole or part
    return 2 * count / (len(one.stems) + count + weight) if close else 0.0


def _slips(said: dict[str, str], one: _Prepared, shared: Collection[str]) -> dict[str, str]:
    """Words that were said, by stem, each with the statement's word that it is but for a slip of the finger."""
    found: dict[str, str] = {}
    left = [(stem, word) for stem, word in one.stems.items() if stem not in shared]
    for stem, word in said.items():
        if stem in one.known or len(word) < _SLIP_LETTERS:
            continue
        for pair in left:
            # The first letter is hardly ever the wrong one, and looking at it first saves nearly all the time.
            if pair[1][0] == word[0] and SequenceMatcher(None, word, pair[1]).ratio() >= _SLIP:
                found[stem] = pair[0]
                left.remove(pair)
                break
    return found


@lru_cache(maxsize=64)
def _prepared(framework: Framework) -> tuple[_Prepared, ...]:
    found = []
    for area in framework.areas:
        for group in area.groups:
            lead = _stems(group.lead_in)
            for statement in group.statements:
                own = _stems(statement.text)
                # A statement of next to no words is known by its lead-in too.
                stems = own if len(own) >= _FEWEST else {**lead, **own}
                found.append(_Prepared(framework, group, statement, stems, frozenset({**lead, **own})))
    return tuple(found)


@lru_cache(maxsize=64)
def _titles(framework: Framework) -> frozenset[str]:
    def title(area: Area) -> str:
        return key(area.title)

    return frozenset(map(title, framework.areas))


def _stems(text: str) -> dict[str, str]:
    """The words of a text that carry meaning, by their stems."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    found: dict[str, str] = {}
    for match in _WORD.finditer(plain):
        word = match.group().partition("'")[0]
        if word and word not in _SMALL and (stem := _stem(word)) not in _frame():
            found.setdefault(stem, word)
    return found


@cache
def _frame() -> frozenset[str]:
    return frozenset(map(_stem, _FRAME))


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """A word without its endings: "managing", "manages" and "management" are one."""
    word = _ALIKE.get(word, word)
    shorter = True
    while shorter:
        shorter = False
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                word, shorter = word[: -len(ending)], True
                break
    if len(word) > _STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_LONGEST_STEM]


def _is_figure(word: str) -> bool:
    """Whether a word is a number, a part of a day in figures or a code: "2027", "31st", "1", "3a"."""
    return any(char.isdigit() for char in word)
