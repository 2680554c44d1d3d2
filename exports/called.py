"""What hand-outs say of themselves: which round a group is of, and what became of the names."""

from __future__ import annotations

from msgspec.structs import replace

from exports import names as hiding
from exports.names import Names
from exports.whose import concerns_group
from exports.words import round_said
from sessions import rounds
from sessions.model import Round, Session

_GROUP_WORDS = ("Pair", "Trio", "Group")


def rounds_to_write(session: Session) -> tuple[Round, ...]:
    """The rounds whose groups get notes of their own: those in force, and of those made anew since the groups
    that something was written in."""
    newest = rounds.in_force(session)
    found = []
    for made in session.rounds:
        if made not in newest:
            made = replace(
                made,
                groups=tuple(
                    group
                    for group in made.groups
                    if any(concerns_group(session, note, made, group) for note in session.notes)
                ),
            )
        if made.groups:
            found.append(made)
    return tuple(found)


def in_round(session: Session, made: Round, label: str) -> str:
    """What a group is called: with its round where there are several."""
    written = [one.id for one in rounds_to_write(session)]
    if len(written) < 2 or made.id not in written:
        return label
    word, _, rest = label.partition(" ")
    label = f"{word.lower()} {rest}" if word in _GROUP_WORDS and rest else label
    return f"{round_said(written.index(made.id) + 1)}, {label}"


def names_said(names: Names | None) -> str:
    """In a few words at the top; what that means stands at the foot."""
    if names == "kept":
        return "Names kept."
    whose = "Names" if names == "removed" else "Other people's names"
    return f"{whose} removed; see the foot."


def foot_said(names: Names | None, *, swaps: bool = False) -> str:
    """What became of the names, in full; `swaps` says that those stay whom somebody changes places with."""
    if names == "kept":
        return ""
    if names == "removed":
        return hiding.STAND_INS_SAY
    return hiding.SWAP_SAYS if swaps else hiding.OTHERS_SAY
