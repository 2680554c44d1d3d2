"""Whose names a session's file knows: people, schools, helpers, the cluster, and who was taken out or corrected.

Hand-outs with names removed and templates made from a session look for the same names, in the same way. Besides the
names there are their other forms, and words that the facilitator said are a name or none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from sessions.answers import NAMING, owners
from sessions.model import Session
from sessions.name_doubts import PLACES, Doubt
from sessions.name_forms import beginnings, initials, letters_of, mutated, mutations, telling_parts
from sessions.name_search import TITLES, Of, Replacer, tokens, word_set, words
from sessions.name_shorts import called_for_short
from sessions.name_strangers import SCHOOL_WORDS
from sessions.outcomes import written
from sessions.text import key

A_COLLEAGUE = "a colleague"
A_SCHOOL = "a school"
SOMEONE = "someone"

# Words inside a name that are nobody's name by themselves.
_PARTICLES = word_set("ap ab ferch de da di du van von der den la le el al bin ibn ben st y yr of the and")
# What people are called by their part in it, before a number ("Leader 3"): the word by itself is nobody's name.
_PARTS_PLAYED = word_set(
    """
    assistant colleague coordinator deputy governor group guest head headteacher lead leader member middle name pair
    participant person principal pupil school senior staff teacher
    """
)
# What helpers from outside are called by, who are no person: "Local Authority", "Diocesan Officer".
_OFFICES = word_set(
    """
    academy advice adviser advisor advisory authority board chair challenge church college consortium council county
    diocesan diocese director education estyn governing improvement inspector local national officer parent parents
    partner partnership regional service services special support team trust university welsh
    """
)
# What many clusters are called.
_CLUSTER_WORDS = word_set("cluster clwstwr partnership partneriaeth group grwp schools ysgolion the y yr")

Suspect = tuple[tuple[str, ...], Doubt]


class Neutral(msgspec.Struct, frozen=True, kw_only=True):
    """What is put for names. The cluster is known too only where it has a word of its own here; `cluster_of` says
    whether "the" before and "cluster" after it belong to it. `stranger` is for people whom nobody listed."""

    person: str = A_COLLEAGUE
    school: str = A_SCHOOL
    stranger: str = SOMEONE
    cluster: str = ""
    cluster_of: Of = "cluster"


NEUTRAL = Neutral()


def known_names(
    session: Session,
    keep: Collection[str] = (),
    keep_schools: Collection[str] = (),
    people: Mapping[str, str] | None = None,
    schools: Mapping[str, str] | None = None,
    *,
    neutral: Neutral = NEUTRAL,
) -> Replacer:
    """Everything that is known to be a name. Full names first, so that they win over their parts; a part that
    two people share says of neither which one is meant. Last come forms that may be no name.

    People in `keep` (ids) and schools in `keep_schools` stay. `people` (by id) and `schools` (by key) are what is
    put for some of them in place of the neutral words.
    """
    people, schools, meta = people or {}, schools or {}, session.meta
    all_go = not keep and not keep_schools
    find = Replacer(strangers=all_go, also=meta.names_also, stay=meta.names_not)
    find.unlisted(neutral.stranger, neutral.school)
    cluster: set[str] = set()
    if neutral.cluster:
        for whole in _cluster_names(meta.cluster):
            find.add(whole, neutral.cluster, of=neutral.cluster_of, name=meta.cluster)
    else:
        # What the cluster is called too may be said: it stands at the top of every hand-out.
        cluster = set(words(meta.cluster))
    kept_schools = {key(name) for name in keep_schools}
    kept_schools |= {key(person.school) for person in session.people if person.id in keep}
    called_so: list[tuple[str, str | None]] = []
    for person in session.people:
        becomes = None if person.id in keep else people.get(person.id, neutral.person)
        called_so += [(called, becomes) for called in (person.name, *person.aliases)]
    parts: dict[tuple[str, ...], str | None] = {}
    initialled: set[tuple[str, ...]] = set()
    for called, becomes in called_so:
        wholes, pieces = _person_names(called)
        for whole in wholes:
            find.add(whole, becomes, name=called)
        initialled |= (some := _with_initial(called))
        for piece in pieces | some:
            shared = piece in parts and parts[piece] != becomes
            parts[piece] = neutral.person if shared else becomes
    for called in meta.former_names:
        wholes, pieces = _person_names(called)
        # What is still somebody's name stays theirs, the more so if they stay who they are.
        for whole in wholes:
            if whole not in parts:
                find.add(whole, neutral.person, name=called)
        initialled |= (some := _with_initial(called))
        for piece in pieces | some:
            parts.setdefault(piece, neutral.person)
    schools_so = [
        (called, None if key(called) in kept_schools else schools.get(key(called), neutral.school))
        for called in schools_in(session)
    ]
    short: dict[tuple[str, ...], str | None] = {}
    for called, becomes in schools_so:
        whole, piece = _school_names(called)
        find.add(whole, becomes, of="school", name=called)
        if piece and not set(piece) <= cluster:
            short[piece] = neutral.school if piece in short and short[piece] != becomes else becomes
    helping = list(helpers(session)) if all_go else []
    for called in helping:
        find.add(words(called), neutral.person, name=called)
    for called in meta.former_schools:
        whole, piece = _school_names(called)
        find.add(whole, neutral.school, of="school", name=called)
        if piece and not set(piece) <= cluster:
            short.setdefault(piece, neutral.school)
    for piece, becomes in parts.items():
        find.add(piece, becomes, initials=piece in initialled)
    for piece, becomes in short.items():
        find.add(piece, becomes, of="school")
    called_so += [(called, neutral.person) for called in meta.former_names]
    schools_so += [(called, neutral.school) for called in meta.former_schools]
    for called, becomes in called_so:
        for form, doubt in _person_forms(called):
            find.suspect(form, becomes, doubt, shared=neutral.person)
    for called in helping:
        for word in set(words(called)) - _PARTS_PLAYED - _OFFICES - _PARTICLES:
            if len(word) > 2:
                find.suspect((word,), neutral.person, "part", shared=neutral.person)
    for called, becomes in schools_so:
        for form, doubt in _school_forms(called, cluster):
            find.suspect(form, becomes, doubt, of="school", shared=neutral.school)
    for called in meta.names_also:
        _add_by_hand(find, called, neutral)
    return find


def _add_by_hand(find: Replacer, called: str, neutral: Neutral) -> None:
    """A word that the facilitator said is a name: somebody's, or where it says so a school's ("Top School")."""
    name = tokens(called)
    if find.knows(name):
        return
    school = len(name) > 1 and (name[0] in SCHOOL_WORDS or name[-1] in SCHOOL_WORDS)
    becomes = neutral.school if school else neutral.person
    of: Of = "school" if school else "person"
    find.add(name, becomes, of=of, name=called, ordinary=len(name) == 1 and name[0] in PLACES)
    if school and (short := _without(name, SCHOOL_WORDS)):
        find.suspect(short, becomes, "part", of=of, shared=becomes)
    for form in mutations(name[0]) if len(name) == 1 else ():
        find.suspect((form,), becomes, "mutation", of=of, shared=becomes)


def _person_forms(name: str) -> Iterator[Suspect]:
    """The forms of a person's name that may be none."""
    parts = _named_parts(name)
    if any(token.isdecimal() for token in tokens(name)):
        return
    for part in parts:
        for word in part:
            if len(word) > 2 and word not in _PARTICLES:
                yield from (((form,), "mutation") for form in mutations(word))
    named = [part for part in parts if part and part[0] not in _PARTICLES]
    if named and len(parts) > 1:
        yield from (((form,), "short") for form in beginnings(named[0][0]))
        yield from (((form,), "short") for form in called_for_short(named[0][0]) if len(form) > 2)
        # Behind a title: "Mrs P".
        yield (named[-1][-1][0],), "initials"
    yield from (((form,), "initials") for form in initials(named))


def _school_forms(name: str, cluster: Collection[str]) -> Iterator[Suspect]:
    """The forms of a school's name that may be none."""
    whole, short = _school_names(name)
    if not whole or any(token.isdecimal() for token in whole):
        return
    known = short or whole
    parts = telling_parts(known, SCHOOL_WORDS) - set(cluster)
    if len(known) > 1:
        yield from (((part,), "part") for part in parts)
        yield from ((form, "mutation") for form in mutated(known) if not set(known) <= set(cluster))
    for part in parts:
        yield from (((form,), "mutation") for form in mutations(part))
    yield from (((letters,), "initials") for letters in letters_of(name))


def schools_in(session: Session) -> list[str]:
    """The names of every school the session's file knows, each once."""
    names = [person.school for person in session.people]
    names += [note.school for note in session.notes]
    names += [item.school for item in session.earlier]
    said = [*(one.reviews for one in session.earlier), *(one.reviews for one in session.points)]
    names += [review.school for reviews in said for review in reviews]
    names += [name for swap in session.swaps for name in (swap.home, swap.host)]
    return list({key(name): name for name in names if name}.values())


def _person_names(name: str) -> tuple[list[tuple[str, ...]], set[tuple[str, ...]]]:
    """A name as it is written in full, and the parts of it by which someone may be meant: first name, surname and
    what stands between, halves of a double name."""
    parts = _named_parts(name)
    whole = tuple(word for part in parts for word in part)
    numbered = tokens(name)
    if any(token.isdecimal() for token in numbered):
        telling = [word for word in whole if len(word) > 1 and word not in _PARTS_PLAYED | _PARTICLES]
        if not telling:
            return [numbered], set()
        return [numbered, whole], _pieces(parts)
    return [whole], _pieces(parts)


def _named_parts(name: str) -> list[tuple[str, ...]]:
    """The parts of a name, without a title: those of "O'Driscoll" and "Prys-Owen" are two words each."""
    parts = [words(part) for part in name.split()]
    while len(parts) > 1 and len(parts[0]) == 1 and parts[0][0] in TITLES:
        parts = parts[1:]
    return parts


def _pieces(parts: list[tuple[str, ...]]) -> set[tuple[str, ...]]:
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
    return pieces


def _with_initial(name: str) -> set[tuple[str, ...]]:
    """A name with one of its parts as an initial: "M. Pugh" and "Mair P."; "Mair I" may go on otherwise."""
    parts = _named_parts(name)
    if len(parts) < 2 or not parts[0] or not parts[-1] or len(parts[0][0]) < 2 or len(parts[-1][-1]) < 2:
        return set()
    first, last = parts[0][0], parts[-1]
    return {(first[0], *last)} | ({(first, last[0][0])} if last[0][0] not in "ai" else set())


def _school_names(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a school is called in full, and for short, without "Ysgol", "Primary School" and the like; () when too
    little is left to know it by."""
    whole = tokens(name)
    if len("".join(whole)) < 3 or (len(whole) == 1 and whole[0] in SCHOOL_WORDS):
        return (), ()
    short = _without(whole, SCHOOL_WORDS)
    telling = len("".join(short)) > 2 and any(part.isalpha() for part in short)
    return whole, short if telling and short != whole else ()


def _cluster_names(name: str) -> list[tuple[str, ...]]:
    """What a cluster is called in full, and for short, without "Cluster" and the like. Where nothing else is left
    of it, nobody could say which cluster is meant."""
    whole = tokens(name)
    short = _without(whole, _CLUSTER_WORDS)
    return [name for name in (whole, short) if short and len("".join(name)) > 2]


def _without(name: tuple[str, ...], common: frozenset[str]) -> tuple[str, ...]:
    """A name without common words at its ends."""
    short = list(name)
    while short and short[0] in common:
        short.pop(0)
    while short and short[-1] in common:
        short.pop()
    return tuple(short)


def helpers(session: Session) -> Iterator[str]:
    """Names of people outside a session, given as owner or help: two or three words, each with a capital."""
    given = [detail.owner for detail in session.actions if session.person(detail.owner) is None]
    given += [item.owner for item in session.earlier if session.person(item.owner) is None]
    for _, fields in written(session):
        for field, text in fields:
            if field.kind in NAMING:
                given += owners(text) if field.kind == "owner" else [text]
    for text in given:
        parts = text.split()
        if 2 <= len(parts) <= 3 and all(part[0].isupper() and part[-1].isalpha() for part in parts):
            yield text
