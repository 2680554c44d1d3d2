"""Names removed: a session with its people, schools, roles, pairs, helpers and owners taken out.

Removing works on the session, before any document is made of it, so that no format can let a name through that
another one stops. It is not anonymity: whoever was there may still recognise a story, and a name that nobody
told the program about stays. Hand-outs therefore say "names removed", never "anonymous".
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import Literal

from msgspec.structs import replace

from sessions.answers import NAMING, ONESELF, owner_id, owners
from sessions.known_names import A_COLLEAGUE, A_SCHOOL, known_names, schools_in
from sessions.model import (
    ActionDetail,
    Earlier,
    Field,
    Group,
    Note,
    Person,
    PointDetail,
    Review,
    Round,
    Session,
    Step,
    Swap,
)
from sessions.name_search import Replacer
from sessions.outcomes import written
from sessions.text import key

Names = Literal["removed", "kept"]

# The owner of an action who has no stand-in, being nobody of the session.
SOMEONE_ELSE = "someone else"


# What a hand-out says of itself, for those who read it.
_NOT_EVERY_NAME = (
    "Not every name can be found by rule: a nickname, a wrong spelling, or somebody whom nobody listed may still be "
    "named, and a story, a role or a date may tell who is meant."
)
GROUP_SAYS = (
    "Names removed: people, schools, roles, pairs and helpers are left out, and names found in the notes are "
    f"replaced. {_NOT_EVERY_NAME}"
)
STAND_INS_SAY = (
    "Names removed: each person, school and pair has a stand-in, the same in all files made together. "
    f"{_NOT_EVERY_NAME}"
)
OTHERS_SAY = f"Other people's names removed. {_NOT_EVERY_NAME}"
SWAP_SAYS = (
    "Other people's names removed, but for the swaps and visits: whom you change places with, and where. "
    f"{_NOT_EVERY_NAME}"
)


def removed(
    session: Session,
    *,
    keep: Collection[str] = (),
    keep_schools: Collection[str] = (),
    pseudonyms: bool = False,
    whole: Session | None = None,
) -> Session:
    """The session with names removed, from its notes and from what earlier sessions left.

    People in `keep` (ids) and schools in `keep_schools` stay who they are, and their notes keep what and whom
    they name as help; everybody else becomes "a colleague", or with `pseudonyms` "Leader 3" of "School B", the
    same in every file made from this session. With nobody to keep, and no pseudonyms, nothing is left that
    tells whose a note was. `whole` is the session that this one was chosen from, for the names that only its
    other notes know. The texts of frameworks and the name of the cluster are not touched.
    """
    whole = whole or session
    people, schools, groups = _stand_ins(whole, pseudonyms=pseudonyms)
    scrub = known_names(whole, keep, keep_schools, people, schools)
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
        texts = {field.key: scrub(text) for field, text in fields if mine or field.kind not in NAMING}
        if pseudonyms and not mine:
            # An action that is somebody else's must not become its writer's.
            owned = (pair for pair in fields if pair[0].kind == "owner")
            texts |= {field.key: owner(text) for field, text in owned}
        if nameless:
            return replace(one, fields=texts, people=(), group="", round="", school="")
        return replace(one, fields=texts, school=school(one.school))

    def owner(text: str) -> str:
        ids = (owner_id(part, session.people) for part in owners(text))
        known = ", ".join(people[id] for id in ids if id in people)
        return text if key(text) in ONESELF else known or SOMEONE_ELSE

    def action(one: ActionDetail) -> ActionDetail:
        if nameless:
            return replace(one, owner="")
        if session.person(one.owner):
            return one
        return replace(one, owner=scrub(one.owner) if mine else "")

    def review(one: Review) -> Review:
        return replace(
            one,
            text=scrub(one.text),
            state=scrub(one.state),
            people=() if nameless else one.people,
            school="" if nameless else school(one.school),
        )

    def point(one: PointDetail) -> PointDetail:
        return replace(one, reviews=tuple(map(review, one.reviews)))

    def left(one: Earlier) -> Earlier:
        named = one.owner and session.person(one.owner) is None
        return replace(
            one,
            step=scrub(one.step, heading=True),
            field=scrub(one.field, heading=True),
            text=scrub(one.text),
            title=scrub(one.title, heading=True),
            people=() if nameless else one.people,
            school="" if nameless else school(one.school),
            owner="" if nameless else one.owner if not named else scrub(one.owner) if mine else SOMEONE_ELSE,
            reviews=tuple(map(review, one.reviews)),
        )

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

    def swap(one: Swap) -> Swap:
        # Those who stay who they are know where they go.
        if {one.person, one.partner} & set(keep):
            return one
        return replace(one, home=school(one.home), host=school(one.host))

    def called(made: Round) -> tuple[Group, ...]:
        known = (
            replace(group, label=groups.get((made.id, group.id), group.label), reason="")
            for group in made.groups
        )
        return tuple(sorted(known, key=lambda group: _counted_up(group.label)) if pseudonyms else known)

    # In the order of their stand-ins, as the groups are: the order of the list would tell who is who.
    listed = [person(one) for one in session.people]
    if pseudonyms:
        listed.sort(key=lambda one: _counted_up(one.name))
    return replace(
        session,
        meta=replace(
            session.meta,
            title=scrub(session.meta.title, heading=True),
            former_names=(),
            former_schools=(),
            names_also=(),
            names_not=(),
        ),
        steps=tuple(step(one) for one in session.steps),
        people=() if nameless else tuple(listed),
        rounds=() if nameless else tuple(replace(made, groups=called(made)) for made in session.rounds),
        # Whose they are, and who chose first, would tell.
        choices=tuple(sorted((replace(one, id="", by="") for one in session.choices), key=repr))
        if nameless
        else session.choices,
        notes=tuple(note(one, fields) for one, fields in written(session)),
        themes=tuple(replace(one, name=scrub(one.name)) for one in session.themes),
        parked=tuple(replace(one, text=scrub(one.text)) for one in session.parked),
        bonds=(),
        earlier=tuple(left(one) for one in session.earlier),
        actions=tuple(action(one) for one in session.actions),
        points=tuple(point(one) for one in session.points),
        swaps=() if nameless else tuple(map(swap, session.swaps)),
    )


def replacer(session: Session, *, pseudonyms: bool = False) -> Replacer:
    """What finds and replaces names in the texts of a session where nobody is kept, as `removed` does it."""
    people, schools, _ = _stand_ins(session, pseudonyms=pseudonyms)
    return known_names(session, people=people, schools=schools)


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
        for n, id in enumerate(shuffled(key(name) for name in schools_in(session) if name))
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


def _counted_up(stand_in: str) -> tuple[int, str]:
    """Sorts stand-ins in the order in which they were given: "Leader 2", "Leader 10"; "Pair Z", "Pair AA"."""
    last = stand_in.rpartition(" ")[2]
    return len(last), last


def _letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
