"""What can be handed out: what each is for, what may be done to names in it, and in which formats it can be had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exports.formats import FORMATS
from exports.names import Names
from exports.planned import For
from sessions.model import Session
from sessions.name_search import TITLES

WORKSHEETS, FRAMEWORKS, OWN = "worksheets", "frameworks", "own"


class Choice(NamedTuple):
    """One thing that may be done to names: what it is called, and what that means for whoever gets it."""

    names: Names | None
    said: str
    means: str = ""


class What(NamedTuple):
    """One thing to hand out: what it is called, what it is for and how it is written.

    `names` are the choices in order, the sensible one first; without any there is nothing to choose. What has no
    `kind` is a page to print, of which there is one format. `open` says that everybody may see it.
    """

    id: str
    title: str
    says: str
    kind: For | None = None
    names: tuple[Choice, ...] = ()
    open: bool = False


_GROUP = (Choice("removed", "removed"), Choice("kept", "kept", "Whoever gets it sees who said what."))
_RECORD = (
    Choice("kept", "all kept", "For you alone: it has private notes."),
    Choice("removed", "all removed"),
)

_RUN_SHEET = (
    Choice("kept", "kept", "Nothing that anybody wrote is in it."),
    Choice("removed", "removed", "Names in titles are replaced."),
)
_ATTENDANCE = (
    Choice("kept", "kept", "Names are what it is for; nothing that anybody wrote is in it."),
    Choice("removed", "removed", "It says how many there were, not who."),
)
# In these no code for the group's notes stands.
LINKLESS = {"run-sheet", "attendance", WORKSHEETS, FRAMEWORKS}


def _own(whose: str, those: str) -> tuple[Choice, ...]:
    return (
        Choice(None, f"{whose} kept, others removed"),
        Choice("kept", "all kept", "Other people are named in it too."),
        Choice("removed", "all removed", f"Files are numbered: nobody can tell which is {those}."),
    )


HAND_OUTS = (
    What("group", "Group notes", "what was shared with the room, and nothing else", "group", _GROUP),
    What(
        OWN,
        "A person's own notes",
        "everything of theirs, to give to them",
        "people",
        _own("theirs", "theirs"),
    ),
    What(
        "people",
        "Everyone's own notes",
        "a file for each person, to give to them",
        "people",
        _own("theirs", "whose"),
    ),
    What(
        "pairs",
        "Pairs",
        "a file for each pair or group, for those in it",
        "pairs",
        _own("theirs", "whose"),
    ),
    What("schools", "Schools", "a file for each school, for its people", "schools", _own("theirs", "whose")),
    What(
        "record",
        "The facilitator's record",
        "everything, private notes too",
        "record",
        _RECORD,
    ),
    What("run-sheet", "Run sheet", "the plan with its times, and how it went", "run-sheet", _RUN_SHEET),
    What("attendance", "Attendance", "who took part, for records of CPD", "attendance", _ATTENDANCE),
    What(WORKSHEETS, "Worksheets", "blank sheets, a page a person: to open and print", open=True),
    What(FRAMEWORKS, "Frameworks", "what people read from: to open and print", open=True),
)
BY_ID = {what.id: what for what in HAND_OUTS}


class Wanted(NamedTuple):
    """What is to be written: `whose` is the person of "A person's own notes", `formats` the ids of those chosen."""

    what: What
    choice: Choice
    whose: str = ""
    formats: tuple[str, ...] = ()

    @property
    def names(self) -> Names | None:
        """What is done to names."""
        return self.choice.names

    @property
    def searched(self) -> bool:
        """Whether it is said how many names were found in it: where there is nothing better to say of them."""
        return bool(self.what.names) and self.names != "kept" and not self.choice.means

    @property
    def open(self) -> bool:
        """Whether everybody may see it."""
        return self.what.open or (self.what.id == "group" and self.names == "removed")


def wanted(what: What, turned: int, whose: str, formats: Sequence[str]) -> Wanted:
    """What is wanted of this kind: with the choice about names that was `turned` to, in these formats."""
    choice = what.names[turned % len(what.names)] if what.names else Choice(None, "")
    chosen = tuple(one for one in FORMATS if one in formats) if what.kind else ()
    return Wanted(what, choice, whose if what.id == OWN else "", chosen)


def offered(action: str, wanted: Wanted, *, hidden: bool, several: bool) -> bool:
    """Whether there is anything to choose with an action: where it is `hidden`, and where there are `several` files."""
    what = wanted.what
    return {
        "whose": what.id == OWN,
        "show": hidden,
        "form": len(wanted.formats) > 1,
        "file": several,
        "names": bool(what.names),
        "look": what.id not in LINKLESS,
        "link": what.id not in LINKLESS,
        "format": what.kind is not None,
    }.get(action, True)


def whose_name(session: Session, id: str) -> str:
    """Whose own notes they are, "" where nobody was chosen or they are gone from the list."""
    person = session.person(id)
    return person.name if person else ""


def called(session: Session, id: str) -> str:
    """What somebody is called by the facilitator: "Niamh", "Mrs Pugh"; "" for nobody."""
    parts = whose_name(session, id).split()
    titled = len(parts) > 1 and parts[0].casefold().rstrip(".") in TITLES
    return " ".join(parts if titled else parts[:1])
