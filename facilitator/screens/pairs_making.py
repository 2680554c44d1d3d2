"""Making the groups on the pairs screen: anew, as last time, and after saying who is kept apart or together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.dialogs.ask import Choose, Confirm
from facilitator.screens.pairs_words import listing, too_few, written_in, written_words
from facilitator.widgets import groups
from sessions import bonds, last_time, round_changes, rounds
from sessions.dates import long_date
from sessions.model import Round, Session, Step

if TYPE_CHECKING:
    from facilitator.screens.pairs import PairsScreen

# How many other arrangements are tried before it is said that there is none; mostly the first one differs.
_TRIES = 12


async def make(screen: PairsScreen) -> None:
    """Make the groups, or make them anew in another way."""
    found = _wanted(screen)
    if found is not None and await _agreed(screen, found[0]):
        await _make(screen, found[0])


async def as_last_time(screen: PairsScreen) -> None:
    """Put people together as they were in the session before."""
    found = _wanted(screen)
    if found is None:
        return
    step, home = found
    before = last_time.groups_before(screen.desk.session, step, await screen.desk.earlier())
    if before is None:
        what = groups.called(home, 0)[2:]
        screen.tell(f"No earlier session of this cluster has {what} with people of this list.")
        return
    if not await _agreed(screen, step):
        return
    now, met = screen.desk.now(), await screen.desk.who_met()
    label = f"Groups for {step.title} as last time"
    if await screen.change(label, lambda one: last_time.make(one, step, before.made, now, met)):
        screen.tell(f"As on {long_date(before.session.meta.date)}. {screen.key('app.undo')} takes it back.")


async def ask_for_bonds(screen: PairsScreen) -> None:
    """Open who is kept apart and together; where groups do not keep to what was added, offer to change
    only what must change, or to make them anew."""
    from facilitator.screens.bonds import BondsScreen

    known = {bond.id for bond in screen.desk.session.bonds}
    await screen.app.push_screen_wait(BondsScreen(screen.desk))
    session = screen.desk.session
    step, _ = groups.wanted(session)
    home = rounds.home_step(session, step) if step else None
    made = rounds.round_for(session, step) if step else None
    if step is None or home is None or made is None or home.together in ("school", "role"):
        return
    new = [bond for bond in bonds.broken(session, made) if bond.id not in known]
    if not new:
        return
    what = "what you have just asked" if len(new) == 1 else f"{len(new)} of the things you have just asked"
    why = f"As they are, they do not keep to {what}."
    met = await screen.desk.who_met()
    mended = round_changes.mended(session, made, met)
    if mended is None:
        if await _agreed(screen, step, why):
            await _make(screen, step)
        return
    moved = _moved(mended, made, rounds.round_for(mended, step))
    options = [("few", f"Only what must change: {moved}"), ("anew", "Make them all anew")]
    written = written_words(written_in(session, step, made))
    answer = await screen.app.push_screen_wait(Choose(why, options, hint=written))
    if answer == "anew":
        await _make(screen, step)
    elif answer == "few":
        await _mend(screen, step, moved)


async def _mend(screen: PairsScreen, step: Step, moved: str) -> None:
    met = await screen.desk.who_met()

    def apply(session: Session) -> Session:
        made = rounds.round_for(session, step)
        after = round_changes.mended(session, made, met) if made is not None else None
        return session if after is None else after

    if await screen.change(f"Groups for {step.title}, as little as must be", apply):
        screen.tell(f"{moved}; nobody else has moved. {screen.key('app.undo')} takes it back.")


def _moved(session: Session, before: Round, now: Round | None) -> str:
    """Who is in another group than before: "Alun Rees and Mair Pugh change places (Pair 2, Pair 7)"."""
    if now is None:
        return ""
    changed = [
        (new, [one for one in new.people if one not in old.people])
        for old, new in zip(before.groups, now.groups, strict=True)
        if new.people != old.people
    ]
    people = listing(rounds.names(session, (one for _, ones in changed for one in ones)))
    return f"{people} change places ({', '.join(group.label for group, _ in changed)})"


def _wanted(screen: PairsScreen) -> tuple[Step, Step] | None:
    """The step whose groups are made, and the one they belong to; None, and it is said why, where they cannot be."""
    session = screen.desk.session
    step, _ = groups.wanted(session)
    home = rounds.home_step(session, step) if step else None
    if step is None or home is None:
        screen.tell("No step of this session works in groups.")
        return None
    if len(rounds.present(session)) < 2:
        screen.tell(too_few(session, home))
        return None
    return step, home


async def _agreed(screen: PairsScreen, step: Step, why: str = "") -> bool:
    """Whether the groups may be made: asked where notes were written in the old ones, or there is something to say
    about it (`why`)."""
    session = screen.desk.session
    written = written_in(session, step, rounds.round_for(session, step))
    if not written and not why:
        return True
    detail = " ".join(words for words in (why, written_words(written)) if words)
    question = Confirm(f"Make the groups for {step.title} anew?", detail, yes="Make them anew")
    answer = await screen.app.push_screen_wait(question)
    return bool(answer)


async def _make(screen: PairsScreen, step: Step) -> None:
    session = screen.desk.session
    made = rounds.round_for(session, step)
    turn = await _other_turn(screen, session, step, made) if made else 0
    if turn is None:
        screen.tell("There is no other way to put these people in groups.")
        return
    now, met = screen.desk.now(), await screen.desk.who_met()
    label = f"New groups for {step.title}" if made else f"Groups for {step.title}"
    if await screen.change(label, lambda one: rounds.make(one, step, now, met, turn)):
        screen.turn = turn
        back = f"{screen.key('app.undo')} brings the groups from before back."
        screen.tell(f"Made anew. {back}" if made else "")


async def _other_turn(screen: PairsScreen, session: Session, step: Step, made: Round) -> int | None:
    """The next turn that puts people together otherwise than they are now; None where there is none."""
    now, met, before = screen.desk.now(), await screen.desk.who_met(), _together(made)
    for turn in range(screen.turn + 1, screen.turn + 1 + _TRIES):
        other = rounds.round_for(rounds.make(session, step, now, met, turn), step)
        if other is not None and _together(other) != before:
            return turn
    return None


def _together(made: Round) -> set[frozenset[str]]:
    return {frozenset(group.people) for group in made.groups}
