"""Finding what people name on the command line: a step by its number, a person by their name, a field by its
name or key, a statement by its code. What is not there is said with what there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from facilitator.cli.common import counted, listing
from frameworks.model import Area, Framework
from sessions import choices, rounds
from sessions.errors import FacilitatorError
from sessions.model import Choosable, Cite, Field, Group, Person, Ref, Session, Step
from sessions.name_letters import fold
from sessions.text import key, one_line, with_article
from sessions.topics import topics

T = TypeVar("T")


def title(session: Session, step: Step) -> str:
    """A step as it is called in messages: ``Step 5, “Write it down”,``."""
    return f"Step {session.steps.index(step) + 1}, “{step.title}”,"


def step_at(session: Session, number: int) -> Step:
    """The step with this number on the run sheet, from 1."""
    if not 1 <= number <= len(session.steps):
        raise FacilitatorError(
            f"There is no step {number}: the plan has {counted(len(session.steps), 'step')}. "
            f"“facilitator sessions show {session.id}” lists them."
        )
    return session.steps[number - 1]


def person_named(session: Session, name: str) -> Person:
    """The person with this name, or whose name begins with it, or has its words; or with this id."""
    wanted = key(name)
    found = [person for person in session.people if person.id == name.strip()] or best(
        session.people, lambda person: (person.name, *person.aliases), wanted
    )
    if len(found) == 1:
        return found[0]
    if found:
        who = listing([_with_school(person) for person in found[:6]], "or")
        more = f" (and {len(found) - 6} more)" if len(found) > 6 else ""
        raise FacilitatorError(
            f"“{one_line(name)}” may be {who}{more}. Write more of the name, or the person’s id."
        )
    near = get_close_matches(wanted, [key(person.name) for person in session.people], n=2, cutoff=0.6)
    hint = [person.name for person in session.people if key(person.name) in near]
    way_out = f"Did you mean {listing(hint, 'or')}?" if hint else _everyone(session)
    raise FacilitatorError(f"Nobody in this session is called “{one_line(name)}”. {way_out}")


def group_numbered(session: Session, step: Step, number: int) -> Group:
    """The pair or group with this number at a step, as the room saw it."""
    made = rounds.round_for(session, step)
    if made is None:
        raise FacilitatorError(_no_round(session, step))
    by_label = [group for group in made.groups if group.label.rpartition(" ")[2] == str(number)]
    if by_label:
        return by_label[0]
    unnumbered = not any(group.label[-1:].isdigit() for group in made.groups)
    if unnumbered and 1 <= number <= len(made.groups):
        return made.groups[number - 1]
    raise FacilitatorError(
        f"There is no group {number} at step {session.steps.index(step) + 1}. "
        f"There are {listing([group.label for group in made.groups])}."
    )


def _no_round(session: Session, step: Step) -> str:
    if rounds.home_step(session, step) is None:
        return f"{title(session, step)} has no pairs or groups. Leave --pair out."
    return (
        f"{title(session, step)} has no groups yet: they are made when the room gets there. "
        f"“facilitator run {session.id}” opens its console."
    )


def field_named(step: Step, typed: str) -> tuple[Field, str]:
    """The field and the words of ``Name=text``; a name or key may itself have ``=`` in it."""
    splits = [(typed[:place], typed[place + 1 :]) for place, char in enumerate(typed) if char == "="]
    for name, text in splits:
        for field in step.capture:
            if name.strip() == field.key or key(name) == key(field.name):
                return field, text
    found: list[Field] = []
    for name, text in splits:
        found = best(step.capture, lambda field: (field.name,), key(name))
        if len(found) == 1:
            return found[0], text
    name = one_line(typed.partition("=")[0])
    names = [f"“{field.name}”" for field in (found or step.capture)]
    if found:
        raise FacilitatorError(f"“{name}” may be {listing(names, 'or')}. Write more of the name.")
    raise FacilitatorError(f"The form has no field “{name}”. It has {listing(names)}.")


def statement_cited(session: Session, step: Step, ref: str) -> Cite:
    """A cite of the statement with this ref, from the framework the step works on (any, where it has none)."""
    wanted = one_line(ref)
    for used in session.frameworks:
        if step.framework and used.id != step.framework:
            continue
        framework = used.framework
        for _, statement in framework.statements():
            if statement.ref.casefold() == wanted.casefold():
                found = choices.cite(session, used.id, statement.ref)
                if found is not None:
                    return found
        area = next((area for area in framework.areas if area.ref.casefold() == wanted.casefold()), None)
        if area is not None:
            refs = listing([statement.ref for statement in area.statements], "or")
            one = with_article(framework.statement)
            raise FacilitatorError(f"“{wanted}” is a whole {framework.area}. Cite {one}: {refs}.")
    framework_ids = [used.id for used in session.frameworks if step.framework in ("", used.id)]
    if not framework_ids:
        raise FacilitatorError(f"{title(session, step)} works on no framework. Leave --cite out.")
    raise FacilitatorError(
        f"There is no “{wanted}” to cite. “facilitator frameworks show {framework_ids[0]}” lists what there is."
    )


def topic_named(session: Session, step: Step, ref: str) -> Ref | None:
    """The area with this ref in the framework the step works on, or, where these may be chosen, the group or
    statement; None where there is no such one."""
    wanted = one_line(ref).casefold()
    what: Choosable = "anything" if step.for_each == "choice" else "area"
    for used in session.frameworks:
        if step.framework in ("", used.id):
            for one in topics(used.framework, what):
                if one.ref.ref.casefold() == wanted:
                    return one.ref
    return None


def area_named(framework: Framework, ref: str) -> Area:
    """The area of a framework with this ref. Raises FacilitatorError with those there are."""
    wanted = one_line(ref).casefold()
    for area in framework.areas:
        if area.ref.casefold() == wanted:
            return area
    there = listing([f"{area.ref} {area.title}" for area in framework.areas])
    raise FacilitatorError(
        f"“{framework.id}” has no {one_line(framework.area)} “{one_line(ref)}”. It has {there}."
    )


def best(things: Sequence[T], names: Callable[[T], Sequence[str]], wanted: str) -> list[T]:
    """Those with exactly this name; else those whose name begins with it; else those with words that do; else the same
    without accents.

    `wanted` is a key (see `sessions.text.key`).
    """
    if not wanted:
        return []
    return _best(things, names, wanted, key) or _best(things, names, _plain(wanted), _plain)


def _best(
    things: Sequence[T], names: Callable[[T], Sequence[str]], wanted: str, alike: Callable[[str], str]
) -> list[T]:
    words = wanted.split()

    def has_words(name: str) -> bool:
        parts = alike(name).replace("-", " ").split()
        return all(any(part.startswith(word) for part in parts) for word in words)

    for fits in (lambda name: alike(name) == wanted, lambda name: alike(name).startswith(wanted), has_words):
        found = [thing for thing in things if any(fits(name) for name in names(thing))]
        if found:
            return found
    return []


def _plain(name: str) -> str:
    """A name without accents too: "sian" for "Siân"."""
    return fold(key(name)).plain


def _with_school(person: Person) -> str:
    return f"{person.name} ({person.school})" if person.school else person.name


def _everyone(session: Session) -> str:
    if not session.people:
        return "It has no people yet."
    return f"“facilitator sessions show {session.id}” lists its people."
