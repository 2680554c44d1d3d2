"""Names removed: a session with its people, schools, roles, pairs, helpers and owners taken out.

Removing works on the session, before any document is made of it, so that no format can let a name through that
another one stops. It is not anonymity: whoever was there may still recognise a story, and a name that nobody
told the program about stays. Hand-outs therefore say "names removed", never "anonymous".
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from exports.search import TITLES, Replacer, words
from sessions.model import ActionDetail, Field, Kind, Note, Person, PointDetail, Session, Step
from sessions.outcomes import written
from sessions.text import key

Names = Literal["removed", "kept"]

A_COLLEAGUE = "a colleague"
A_SCHOOL = "a school"
# Kinds of fields that exist to name people.
_NAMING: frozenset[Kind] = frozenset({"help", "person"})

# Words inside a name that are nobody's name by themselves.
_PARTICLES = frozenset(
    {
        "ap",
        "ab",
        "ferch",
        "de",
        "da",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
    }
    | {"ben", "st", "y", "yr", "of", "the", "and"}
)
# What many schools are called: none of these words tells which one is meant.
_SCHOOL_WORDS = frozenset(
    # Single letters are C.P., C.I.W., V.A. and the like.
    {
        *"acipvw",
        "school",
        "schools",
        "primary",
        "secondary",
        "high",
        "infant",
        "infants",
        "junior",
        "nursery",
        "academy",
    }
    | {
        "comprehensive",
        "community",
        "college",
        "voluntary",
        "aided",
        "controlled",
        "catholic",
        "special",
        "rc",
    }
    | {"federation", "campus", "church", "in", "wales", "ciw", "cp", "ysgol", "gynradd", "uwchradd", "gyfun"}
    | {"gymunedol", "gymraeg", "iau", "babanod", "feithrin", "arbennig", "wirfoddol", "the", "y", "yr"}
)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the notes that are somebody's name, for looking at before they are replaced.

    `left` means that they stay: an ordinary word in small letters ("will") that is a name too.
    """

    words: str
    becomes: str
    count: int
    left: bool = False


def removed(
    session: Session,
    *,
    keep: Collection[str] = (),
    keep_schools: Collection[str] = (),
    pseudonyms: bool = False,
    whole: Session | None = None,
) -> Session:
    """The session with names removed.

    People in `keep` (ids) and schools in `keep_schools` stay who they are, and their notes keep what and whom
    they name as help; everybody else becomes "a colleague", or with `pseudonyms` "Leader 3" of "School B", the
    same in every file made from this session. With nobody to keep, and no pseudonyms, nothing is left that
    tells whose a note was. `whole` is the session that this one was chosen from, for the names that only its
    other notes know. The texts of frameworks and the name of the cluster are not touched.
    """
    whole = whole or session
    people, schools, groups = _stand_ins(whole, pseudonyms=pseudonyms)
    scrub = _replacer(whole, keep, keep_schools, people if pseudonyms else {}, schools if pseudonyms else {})
    mine = bool(keep or keep_schools)
    nameless = not mine and not pseudonyms
    school_keys = {key(name) for name in keep_schools}
    school_keys |= {key(person.school) for person in session.people if person.id in keep}

    def school(name: str) -> str:
        return name if not name or key(name) in school_keys else schools.get(key(name), A_SCHOOL)

    def person(one: Person) -> Person:
        if one.id in keep:
            return one
        return replace(
            one, name=people.get(one.id, A_COLLEAGUE), school=school(one.school), role="", aliases=()
        )

    def note(one: Note, fields: tuple[tuple[Field, str], ...]) -> Note:
        texts = {field.key: scrub(text) for field, text in fields if mine or field.kind not in _NAMING}
        if nameless:
            return replace(one, fields=texts, people=(), group="", round="", school="")
        return replace(one, fields=texts, school=school(one.school))

    def action(one: ActionDetail) -> ActionDetail:
        if nameless:
            return replace(one, owner="")
        if session.person(one.owner):
            return one
        return replace(one, owner=scrub(one.owner) if mine else "")

    def point(one: PointDetail) -> PointDetail:
        return replace(one, reviews=tuple(replace(review, text=scrub(review.text)) for review in one.reviews))

    def step(one: Step) -> Step:
        return replace(
            one,
            title=scrub(one.title, heading=True),
            capture=tuple(
                replace(field, name=scrub(field.name, heading=True), hint=scrub(field.hint, heading=True))
                for field in one.capture
            ),
            prompt=scrub(one.prompt, heading=True),
            private="",
        )

    # In the order of their stand-ins: the order of the list would tell who is who.
    listed = [person(one) for one in session.people]
    if pseudonyms:
        listed.sort(key=lambda one: (len(one.name), one.name))
    return replace(
        session,
        meta=replace(
            session.meta,
            title=scrub(session.meta.title, heading=True),
            former_names=(),
            former_schools=(),
        ),
        steps=tuple(step(one) for one in session.steps),
        people=() if nameless else tuple(listed),
        rounds=()
        if nameless
        else tuple(
            replace(
                made,
                groups=tuple(
                    replace(group, label=groups.get((made.id, group.id), group.label), reason="")
                    for group in made.groups
                ),
            )
            for made in session.rounds
        ),
        choices=() if nameless else session.choices,
        notes=tuple(note(one, fields) for one, fields in written(session)),
        actions=tuple(action(one) for one in session.actions),
        points=tuple(point(one) for one in session.points),
        swaps=()
        if nameless
        else tuple(replace(swap, home=school(swap.home), host=school(swap.host)) for swap in session.swaps),
    )


def found(session: Session) -> list[Found]:
    """Every name in the notes and titles of a session, most frequent first: what removing names would replace,
    and what it would leave."""
    search = _replacer(session, (), (), {}, {})
    texts = [text for _, fields in written(session) for field, text in fields if field.kind not in _NAMING]
    texts += [review.text for point in session.points for review in point.reviews]
    headings = [session.meta.title, *(step.title for step in session.steps)]
    counts: Counter[tuple[str, str, bool]] = Counter()
    for text, heading in [*((text, False) for text in texts), *((text, True) for text in headings)]:
        for match in search.search(text, heading=heading):
            counts[match.words, match.becomes.lower(), match.left] += 1
    return [
        Found(words=words, becomes=becomes, count=count, left=left)
        for (words, becomes, left), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def pseudonym(session: Session, person_id: str) -> str:
    """What someone is called with names removed: "Leader 3"."""
    return _stand_ins(session, pseudonyms=True)[0].get(person_id, "A leader")


def school_pseudonym(session: Session, school: str) -> str:
    """What a school is called with names removed: "School B"."""
    return _stand_ins(session, pseudonyms=True)[1].get(key(school), "A school")


def group_pseudonym(session: Session, round_id: str, group_id: str) -> str:
    """What a pair or group is called with names removed: "Pair C". The room knew it by a number, so a letter."""
    return _stand_ins(session, pseudonyms=True)[2].get((round_id, group_id), "A group")


def _stand_ins(
    session: Session, *, pseudonyms: bool
) -> tuple[dict[str, str], dict[str, str], dict[tuple[str, str], str]]:
    """Names for people (by id), schools (by key) and groups (by round and id), in an order that gives nothing
    away: neither that of the alphabet nor that of the worksheets."""
    if not pseudonyms:
        return {}, {}, {(made.id, group.id): "" for made in session.rounds for group in made.groups}

    def shuffled(ids: Iterable[str]) -> list[str]:
        return sorted(set(ids), key=lambda id: hashlib.sha256(f"{session.id} {id}".encode()).digest())

    people = {id: f"Leader {n}" for n, id in enumerate(shuffled(one.id for one in session.people), 1)}
    schools = {
        id: f"School {_letters(n)}"
        for n, id in enumerate(shuffled(key(name) for name in _schools(session) if name))
    }
    sizes = {f"{made.id} {group.id}": len(group.people) for made in session.rounds for group in made.groups}
    groups = {}
    for n, id in enumerate(shuffled(sizes)):
        made, _, group = id.partition(" ")
        groups[made, group] = f"{group_word(sizes[id])} {_letters(n)}"
    return people, schools, groups


def group_word(size: int) -> str:
    """What so many people together are called."""
    return {2: "Pair", 3: "Trio"}.get(size, "Group")


def _replacer(
    session: Session,
    keep: Collection[str],
    keep_schools: Collection[str],
    people: dict[str, str],
    schools: dict[str, str],
) -> Replacer:
    """Everything that is known to be a name. Full names first, so that they win over their parts; a part that
    two people share says of neither which one is meant."""
    find = Replacer(addresses=not keep and not keep_schools)
    kept_schools = {key(name) for name in keep_schools}
    kept_schools |= {key(person.school) for person in session.people if person.id in keep}
    parts: dict[tuple[str, ...], str | None] = {}
    for person in session.people:
        stays = person.id in keep
        becomes = None if stays else people.get(person.id, A_COLLEAGUE)
        for name in (person.name, *person.aliases):
            whole, pieces = _person_names(name)
            find.add(whole, becomes)
            for piece in pieces:
                shared = piece in parts and parts[piece] != becomes
                parts[piece] = A_COLLEAGUE if shared else becomes
    for name in session.meta.former_names:
        whole, pieces = _person_names(name)
        # What is still somebody's name stays theirs, the more so if they stay who they are.
        if whole not in parts:
            find.add(whole, A_COLLEAGUE)
        for piece in pieces:
            parts.setdefault(piece, A_COLLEAGUE)
    short: dict[tuple[str, ...], str | None] = {}
    cluster = set(words(session.meta.cluster))
    for name in _schools(session):
        becomes = None if key(name) in kept_schools else schools.get(key(name), A_SCHOOL)
        whole = words(name)
        if len("".join(whole)) > 2:
            find.add(whole, becomes, school=True)
        piece = _short_school(whole)
        # What the cluster is called too may be said: it stands at the top of every hand-out.
        if piece and not set(piece) <= cluster:
            short[piece] = A_SCHOOL if piece in short and short[piece] != becomes else becomes
    if not keep and not keep_schools:
        for name in _helpers(session):
            find.add(words(name), A_COLLEAGUE)
    for name in session.meta.former_schools:
        whole = words(name)
        if len("".join(whole)) > 2:
            find.add(whole, A_SCHOOL, school=True)
        piece = _short_school(whole)
        if piece and not set(piece) <= cluster:
            short.setdefault(piece, A_SCHOOL)
    for piece, becomes in parts.items():
        find.add(piece, becomes)
    for piece, becomes in short.items():
        find.add(piece, becomes, school=True)
    return find


def _person_names(name: str) -> tuple[tuple[str, ...], set[tuple[str, ...]]]:
    """A name's words, and the parts of it by which someone may be meant: first name, surname and what stands
    between, halves of a double name."""
    parts = [words(part) for part in name.split()]
    while len(parts) > 1 and len(parts[0]) == 1 and parts[0][0] in TITLES:
        parts = parts[1:]
    whole = tuple(word for part in parts for word in part)
    pieces: set[tuple[str, ...]] = set()
    for part in parts:
        if len(part) > 1:
            pieces |= {part, ("".join(part),)}
        shortest = 2 if len(part) == 1 else 3
        pieces |= {(word,) for word in part if len(word) >= shortest and word not in _PARTICLES}
    last = len(parts) - 1
    while last > 0 and len(parts[last - 1]) == 1 and parts[last - 1][0] in _PARTICLES:
        last -= 1
        pieces.add(tuple(word for part in parts[last:] for word in part))
    return whole, pieces


def _short_school(name: tuple[str, ...]) -> tuple[str, ...]:
    """What a school is called for short, without "Ysgol", "Primary School" and the like; () when too little is
    left to know it by."""
    short = list(name)
    while short and short[0] in _SCHOOL_WORDS:
        short.pop(0)
    while short and short[-1] in _SCHOOL_WORDS:
        short.pop()
    return tuple(short) if len("".join(short)) > 2 and tuple(short) != name else ()


def _schools(session: Session) -> list[str]:
    names = [person.school for person in session.people]
    names += [note.school for note in session.notes]
    names += [name for swap in session.swaps for name in (swap.home, swap.host)]
    return list({key(name): name for name in names if name}.values())


def _helpers(session: Session) -> Iterator[str]:
    """Names of people outside the session, given as owner or help: two or three words, each with a capital."""
    given = [detail.owner for detail in session.actions if session.person(detail.owner) is None]
    given += [text for _, fields in written(session) for field, text in fields if field.kind in _NAMING]
    for text in given:
        parts = text.split()
        if 2 <= len(parts) <= 3 and all(part[0].isupper() and part[-1].isalpha() for part in parts):
            yield text


def _letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
