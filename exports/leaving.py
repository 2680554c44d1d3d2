"""What leaves with names removed: what is taken out, every word that is found, what is in doubt, what stays.

It is for looking at before anything is written, and for deciding. The words are found as they are replaced (see
`exports.names`), so that nothing is shown here that happens otherwise there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from exports.handout import shared_with_room
from exports.names import replacer
from exports.planned import For
from sessions.answers import NAMING, owners
from sessions.known_names import A_COLLEAGUE, schools_in
from sessions.model import Session
from sessions.name_doubts import Doubt
from sessions.name_letters import decided_on
from sessions.name_search import Match, tokens
from sessions.outcomes import written
from sessions.text import key, one_line

# How much is shown of a sentence around a find, in characters on either side.
AROUND = 90
_EXAMPLES = 4
# A letter before a full stop is an initial.
_SENTENCE = re.compile(r"(?<!\b[^\W\d_])[.!?…](?=\s)|\n")

State = Literal["goes", "doubt", "stays"]

WHY: dict[Doubt, str] = {
    "word": "A name, and an ordinary word too.",
    "mutation": "May be a name as Welsh changes its first letter, or a word.",
    "initials": "The initials of somebody here, or of a school; they may stand for something else.",
    "short": "May be a short form of a first name here, or somebody else's.",
    "part": "A word of the name of a school or a helper; it may mean something else.",
    "title": "Somebody with a title whom nobody listed.",
    "school": "A school that nobody listed.",
}


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One place where something was found: in which step and field, the sentence around it, and whether it goes
    there as it stands."""

    where: str
    before: str
    words: str
    after: str
    goes: bool = True


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Words that are or may be a name, everywhere in a session's texts.

    `count` is how often they were found, `going` how often they go as it stands, and `becomes` what is put for them.
    `doubt` says why they are not certain ("" where they are, or somebody has `decided`). `phrase` is what to keep for
    them to stay, where that is more than the words. `examples` are the first few places, where they go before where
    they stay. Nothing decided is left out: with a count of 0 it is nowhere now.
    """

    words: str
    becomes: str
    count: int
    going: int
    doubt: Doubt = ""
    decided: bool = False
    phrase: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def example(self) -> Example | None:
        """The place to show first, None where they are nowhere."""
        return self.examples[0] if self.examples else None

    @property
    def state(self) -> State:
        """Whether they go, stay, or are in doubt."""
        if self.doubt:
            return "doubt"
        return "goes" if self.going or (not self.count and self.becomes) else "stays"

    @property
    def why(self) -> str:
        """What makes them doubtful, in words."""
        return WHY[self.doubt] if self.doubt else ""


class TakenOut(msgspec.Struct, frozen=True, kw_only=True):
    """How many people, schools, pairs and groups, roles, helpers and owners are taken out beside the words."""

    people: int
    schools: int
    pairs: int
    roles: int
    helpers: int
    owners: int


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves: `doubts` first to be decided, then what `goes` and what `stays`, most frequent first."""

    taken: TakenOut
    doubts: tuple[Found, ...]
    goes: tuple[Found, ...]
    stays: tuple[Found, ...]


def leaving(session: Session, *, whole: Session | None = None, pseudonyms: bool = False) -> Leaving:
    """What of a session leaves with names removed. `whole` is the session that this one was chosen from, and
    `pseudonyms` as for `exports.names.removed`."""
    whole = whole or session
    search = replacer(whole, pseudonyms=pseudonyms)
    kinds: dict[_Kind, list[tuple[Match, Example]]] = {}
    for where, text, heading in _texts(session):
        for match in search.search(text, heading=heading):
            if not match.becomes:
                continue
            name = match.decided or decided_on(match.phrase if match.doubt == "word" else match.core)
            kind = _Kind(name, bool(match.decided), match.doubt, match.left and not match.doubt)
            kinds.setdefault(kind, []).append((match, _example(where, text, match.start, match.end)))
    found = [_found(kind, hits) for kind, hits in kinds.items()]
    met = {kind.name for kind in kinds if kind.decided}
    found += [
        Found(words=one, becomes=becomes, count=0, going=0, decided=True)
        for some, becomes in ((whole.meta.names_also, A_COLLEAGUE), (whole.meta.names_not, ""))
        for one in some
        if decided_on(one) not in met
    ]
    found.sort(key=lambda one: (-one.count, key(one.words)))
    return Leaving(
        taken=_taken(session, whole),
        doubts=tuple(one for one in found if one.state == "doubt"),
        goes=tuple(one for one in found if one.state == "goes"),
        stays=tuple(one for one in found if one.state == "stays"),
    )


def of_hand_out(session: Session, kind: For) -> Leaving:
    """What leaves in a hand-out of this kind with all names removed: of group notes only what they are made of."""
    if kind == "group":
        return leaving(shared_with_room(session), whole=session)
    if kind in ("run-sheet", "attendance"):
        return leaving(_plan_alone(session), whole=session)
    return leaving(session, pseudonyms=True)


def _plan_alone(session: Session) -> Session:
    """The session with its title and its steps' titles: more of it is in no run sheet."""
    steps = tuple(replace(step, capture=(), prompt="") for step in session.steps)
    return replace(session, steps=steps, notes=(), points=(), earlier=(), themes=(), parked=())


class _Kind(NamedTuple):
    """What makes finds one entry: their words, folded, and what is thought of them."""

    name: tuple[str, ...]
    decided: bool
    doubt: Doubt
    stays: bool


def _found(kind: _Kind, hits: list[tuple[Match, Example]]) -> Found:
    opening = kind.doubt == "word" or (kind.decided and len(kind.name) > len(tokens(hits[0][0].core)))
    going = [(match, example) for match, example in hits if not match.left]
    staying = [(match, example) for match, example in hits if match.left]
    # Both kinds are shown where there are both.
    shown = [*going[: max(_EXAMPLES - len(staying), _EXAMPLES // 2)], *staying][:_EXAMPLES]
    match = shown[0][0]
    return Found(
        words=Counter(match.core for match, _ in hits).most_common(1)[0][0],
        becomes=_plain(match.becomes),
        count=len(hits),
        going=len(going),
        doubt=kind.doubt,
        decided=kind.decided,
        phrase=match.phrase if opening else "",
        examples=tuple(replace(example, goes=not one.left) for one, example in shown),
    )


def in_doubt_said(left: Leaving) -> str:
    """What is in doubt, in one line: how much, which words, and what becomes of them; "" where nothing is."""
    if not left.doubts:
        return ""
    words = ", ".join(f"“{_quoted(one)}” {_fate(one)}" for one in left.doubts)
    count = len(left.doubts)
    return f"{count} {'word' if count == 1 else 'words'} in doubt: {words}."


def _quoted(one: Found) -> str:
    return one_line(one.phrase or one.words)


def _fate(one: Found) -> str:
    if one.going == one.count:
        return "goes"
    return f"goes in {one.going} of {one.count} places" if one.going else "stays"


def _texts(session: Session) -> Iterator[tuple[str, str, bool]]:
    """Every text that names are searched for in: where it is, in words; the text; whether it is a heading."""
    yield "the title", session.meta.title, True
    steps = {step.id: step.title for step in session.steps}
    for note, fields in written(session):
        for field, text in fields:
            if field.kind not in NAMING:
                yield _where(steps.get(note.step, ""), field.name), text, False
    for point in session.points:
        for review in point.reviews:
            yield "a review", review.text, False
            yield "a review", review.state, False
    for item in session.earlier:
        where = _where(item.step, item.field)
        yield where, item.text, False
        for review in item.reviews:
            yield f"{where}, looked back on", review.text, False
            yield f"{where}, looked back on", review.state, False
    for theme in session.themes:
        yield "a theme", theme.name, False
    for one in session.parked:
        yield "the parking lot", one.text, False
    for step in session.steps:
        yield "a step's title", step.title, True
        for field in step.capture:
            yield _where(step.title, "its form"), field.name, True
            yield _where(step.title, "its form"), field.hint, True
        yield _where(step.title, "what the room sees"), step.prompt, True
    for title in dict.fromkeys(item.title for item in session.earlier if item.title):
        yield "the title of an earlier session", title, True


def _where(step: str, field: str) -> str:
    return ", ".join(one_line(part) for part in (step, field) if part)


def _example(where: str, text: str, start: int, end: int) -> Example:
    """A find with the sentence around it, cut where it is long."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    begin = max((at for at in ends if at <= start), default=0)
    stop = min((at for at in ends if at >= end), default=len(text))
    before, after = text[begin:start].lstrip(), text[end:stop].rstrip()
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    return Example(where=where, before=before, words=one_line(text[start:end]), after=after)


def _plain(becomes: str) -> str:
    """What is put for a name, not as it begins a sentence and without "'s"."""
    plain = becomes.removesuffix("'s")
    return plain if plain.startswith(("Leader ", "School ")) else plain[:1].lower() + plain[1:]


def _taken(session: Session, whole: Session) -> TakenOut:
    kinds = Counter(field.kind for _, fields in written(session) for field, _ in fields)
    named = sum(
        len([one for one in owners(text) if one])
        for _, fields in written(session)
        for field, text in fields
        if field.kind == "owner"
    )
    return TakenOut(
        people=len(whole.people),
        schools=len(schools_in(whole)),
        pairs=sum(len(made.groups) for made in whole.rounds),
        roles=sum(bool(person.role.strip()) for person in whole.people),
        helpers=kinds["help"] + kinds["person"],
        owners=named
        + sum(bool(one.owner) for one in session.actions)
        + sum(bool(one.owner) for one in session.earlier),
    )
