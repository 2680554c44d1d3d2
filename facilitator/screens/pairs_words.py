"""The words of the pairs screen: what is shown, for which step, and what to do first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from facilitator.widgets import groups
from sessions import rounds
from sessions.model import Round, Session, Step


def title(session: Session, step: Step | None, made: Round | None, current: bool) -> Content:
    """What is shown, for which step, and which other steps share it."""
    if step is None:
        return Content.assemble(("No groups", "bold"))
    home = rounds.home_step(session, step) or step
    what = groups.called(home, len(made.groups)) if made else f"No {groups.called(home, 0)[2:]} yet"
    first = Content.assemble((f"{what} for {step.title}", "bold"))
    rows = [first]
    here = session.step(session.progress.step)
    if not current and here is not None:
        ids = [one.id for one in session.steps]
        when = "come next" if ids.index(step.id) > ids.index(here.id) else "were the last"
        rows.append(
            Content.assemble((f"{here.title}, where the room is, needs none; these {when}.", "$quiet"))
        )
    said = []
    if home.together not in ("school", "role") and home.schools != "any":
        said.append("of different schools" if home.schools == "different" else "of the same school")
    others = [one.title for one in groups.sharing(session, step)]
    if others:
        said.append(f"the same for {listing(others)}")
    if said:
        words = "; ".join(said)
        rows.append(Content.assemble((f"{words[0].upper()}{words[1:]}.", "$quiet")))
    return Content("\n").join(rows)


def asks(words: Content, session: Session, step: Step | None) -> Content:
    """The same with how many people are kept apart or together, where that counts for the groups. Who they are is
    said on a screen of its own only."""
    home = rounds.home_step(session, step) if step is not None else None
    if home is None or home.together in ("school", "role") or not session.bonds:
        return words
    apart = sum(bond.apart for bond in session.bonds)
    together = len(session.bonds) - apart
    counts = ((apart, "kept apart"), (together, "kept together"))
    said = " and ".join(f"{count} {what}" for count, what in counts if count)
    line = f"Pairs of people: {said}."
    return Content("\n").join([words, Content.assemble((line, "$quiet"))])


def held_back(words: Content, session: Session, made: Round | None, key: str) -> Content:
    """The same with how to see what is not shown where the room may be looking, if there is any of it."""
    if not session.bonds and not (made and any(group.reason for group in made.groups)):
        return words
    line = f"Reasons are not shown here, where the room may be looking; {key} shows them."
    return Content("\n").join([words, Content.assemble((line, "$quiet"))])


def written_words(written: int) -> str:
    """What becomes of notes that were written in groups made anew; "" where there are none."""
    if not written:
        return ""
    if written == 1:
        return "One note has been written in these groups. It keeps the people it was written with."
    return f"{written} notes have been written in these groups. They keep the people they were written with."


def first_words(session: Session, step: Step | None, key: Callable[[str], str]) -> Content:
    """What to do where there are no groups yet; `key` gives the key of a command."""
    if step is None:
        return Content("This session's plan has no step in which people sit in pairs or groups.")
    here = rounds.present(session)
    home = rounds.home_step(session, step) or step
    if len(here) < 2:
        return Content(too_few(session, home))
    ticked = any(person.here is not None for person in session.people)
    everyone = f"from all {len(here)} on the list, as nobody is ticked off"
    who = f"from the {len(here)} who are here" if ticked else everyone
    again = Content.assemble(
        (key("pairs.last-time"), "bold $now"), "  puts people together as they were last time."
    )
    return Content("\n").join(
        [Content.assemble((key("pairs.make"), "bold $now"), f"  makes them {who}."), again]
    )


def too_few(session: Session, home: Step) -> str:
    count = len(rounds.present(session))
    many = groups.called(home, 2)[2:].capitalize() if home.together in ("pairs", "trios") else "Groups"
    if count == 1:
        return f"{many} need two people: 1 is here."
    if not session.people:
        return f"{many} need people, and nobody is on the list yet. Add them in Arrivals."
    return f"{many} need people: nobody is here yet. Tick them off in Arrivals."


def written_in(session: Session, step: Step, made: Round | None) -> int:
    """How many notes were written in these groups."""
    if made is None:
        return 0
    steps = {step.id, *(other.id for other in groups.sharing(session, step))}
    return sum(1 for note in session.notes if note.round == made.id or note.step in steps)


def listing(names: Sequence[str]) -> str:
    """Names in a row: "Alun, Mair and Siân"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
