"""A session with a name in every place that can hold one: with names removed none leaves, whatever is written."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from exports import handout, markdown
from exports.formats import FORMATS
from exports.names import Names
from exports.planned import For
from exports.write import export
from sessions.model import (
    ActionDetail,
    Bond,
    Field,
    Group,
    Kind,
    Note,
    Parked,
    Person,
    PointDetail,
    Review,
    Session,
    Shared,
    Swap,
    Theme,
)
from tests.exports.awkward import AT, NOW, SESSION
from tests.exports.later import LATER

# Each told from every other word of a hand-out, and from each other.
PEOPLE = tuple(
    Person(
        id=f"p{number}",
        name=f"Vorname{mark} Nachname{mark}",
        school=f"Ysgol Zeta{mark}",
        role=f"Rolle{mark}",
        here=True,
        aliases=(f"Anders{mark} Nachname{mark}",),
    )
    for number, mark in enumerate(("ab", "cd", "ef", "gh"), 1)
)
OF_SOMEBODY = ("vorname", "nachname", "ysgol", "zeta", "rolle", "anders")
OF_OTHERS = ("helferin", "besitzer", "dritter", "frueher", "altschule", "spitzname", "@mail", "gastschule")
TEXT = (
    "Vornameab's plan: Nachnamecd, Zetaef; Helferin Hilf, Besitzer Besitz, Dritter Mann, Frueher Fort, the "
    "Altschule school, ab.cd@mail.example, Spitzname, and Ysgol Gastschule"
)
ASKED: tuple[tuple[Kind, str], ...] = (
    ("help", "Helferin Hilf"),
    ("person", "Dritter Mann"),
    ("action", TEXT),
    ("owner", "Besitzer Besitz"),
    ("due", "when Vornamegh can"),
    ("lines", f"{TEXT}\n{TEXT}"),
    ("point", TEXT),
    ("objective", TEXT),
    ("progress", TEXT),
    ("learning", TEXT),
    ("practice", TEXT),
    ("state", "Vornameab"),
)
SAID = Review(
    at=AT, text=TEXT, state="as Vornameab says", people=("p2",), school="Ysgol Zetaab", shared="room"
)


def _note(note: Note) -> Note:
    fields = dict.fromkeys(note.fields, TEXT) | {f"x-{kind}": text for kind, text in ASKED}
    return replace(note, fields=fields, school="Ysgol Zetaab" if note.school else "")


def _named(session: Session, id: str) -> Session:
    """The session with names wherever somebody may type one."""
    also = tuple(Field(key=f"x-{kind}", name=f"{kind} of Vornameab", kind=kind) for kind, _ in ASKED)
    notes = tuple(map(_note, SESSION.notes))
    owners = ("p1", "Besitzer Besitz", "p3", "", "p2", "p4", "p1", "p1", "p2")
    meta = replace(
        session.meta,
        id=id,
        title="An evening with Vornameab, Helferin Hilf, Zetacd and Besitzer Besitz",
        former_names=("Frueher Fort",),
        former_schools=("Ysgol Altschule",),
        names_also=("Spitzname",),
        link="https://example.org/notes",
    )
    return replace(
        session,
        meta=meta,
        people=PEOPLE,
        steps=tuple(
            replace(
                step,
                title=f"{step.title} with Vornameab",
                prompt="Hear Vornameab",
                private="private-words for Vornameab",
                roles=("Vornameab speaks", "listen"),
                capture=(
                    *(replace(one, name=f"{one.name} of Zetacd", hint=TEXT) for one in step.capture),
                    *also,
                ),
            )
            for step in session.steps
        ),
        rounds=(
            replace(
                SESSION.rounds[0],
                groups=(
                    Group(id="g1", label="Pair Vornameab", people=("p1", "p2"), reason="private-words"),
                    Group(id="g2", label="Pair Nachnamecd", people=("p3", "p4")),
                ),
            ),
        ),
        notes=notes,
        actions=tuple(
            ActionDetail(id=f"{note.id}.x-action", owner=owner)
            for note, owner in zip(notes, owners, strict=True)
        ),
        points=tuple(PointDetail(id=f"{note.id}.x-point", reviews=(SAID,)) for note in notes),
        swaps=(
            Swap(
                id="s1",
                person="p1",
                partner="p2",
                home="Ysgol Zetaab",
                host="Ysgol Zetacd",
                dates=(date(2027, 1, 18),),
            ),
            Swap(
                id="s2", person="p4", home="Ysgol Zetagh", host="Ysgol Gastschule", dates=(date(2027, 2, 8),)
            ),
        ),
        themes=(Theme(id="t1", name=TEXT, dots=3),),
        parked=(Parked(id="k1", text=TEXT, step="talk", at=AT),),
        bonds=(Bond(id="b1", people=("p1", "p2"), apart=True),),
        earlier=tuple(
            replace(
                item,
                text=TEXT,
                step="Step of Vornameab",
                field="Field of Nachnamecd",
                title="Last time with Vornameab",
                school="Ysgol Zetaab" if item.school else "",
                owner="Besitzer Besitz" if item.owner else "",
                reviews=(SAID,),
            )
            for item in LATER.earlier
        ),
    )


NAMED = _named(SESSION, SESSION.id)
COMING = _named(LATER, LATER.id)


def _read(folder: Path) -> dict[str, str]:
    """Every file with its name, as one reads it."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".png"]
    found = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}
    unfolded = {
        name: text.replace("\n ", "") if name.endswith(".ics") else text for name, text in found.items()
    }
    return {name: f"{name}\n{text}".lower() for name, text in unfolded.items()}


@pytest.mark.parametrize("kind", get_args(For))
def test_with_names_removed_no_format_lets_one_out_in_its_words_or_its_name(
    kind: For, tmp_path: Path
) -> None:
    assert export(NAMED, tmp_path, kind, "removed", tuple(FORMATS), now=NOW, following=COMING)
    for name, said in _read(tmp_path).items():
        assert not [one for one in (*OF_SOMEBODY, *OF_OTHERS, "private-words") if one in said], name


@pytest.mark.parametrize("names", [None, "kept"])
@pytest.mark.parametrize("kind", get_args(For))
def test_what_the_facilitator_alone_reads_is_in_no_hand_out_for_others(
    kind: For, names: Names | None, tmp_path: Path
) -> None:
    export(NAMED, tmp_path, kind, names, ("md", "html", "csv", "ics"), now=NOW, following=COMING)
    assert not [name for name, said in _read(tmp_path).items() if "private-words" in said]


def test_ones_own_notes_name_nobody_else(tmp_path: Path) -> None:
    export(NAMED, tmp_path, "people", None, tuple(FORMATS), now=NOW, following=COMING, only="p3")
    for name, said in _read(tmp_path).items():
        others = [f"{word}{mark}" for mark in ("ab", "cd", "gh") for word in OF_SOMEBODY]
        assert not [one for one in others if one in said], name


@pytest.mark.parametrize(
    ("shared", "group", "pair", "own"),
    [("own", False, False, True), ("group", False, True, True), ("room", True, True, True)],
)
def test_what_was_said_later_of_a_point_is_read_by_those_it_was_shared_with(
    shared: Shared, *, group: bool, pair: bool, own: bool
) -> None:
    """Whoever may read the point itself."""
    note = next(one for one in SESSION.notes if one.id == "n5")
    said = replace(SAID, text="word-of-it", state="", people=("p1",), school="", shared=shared)
    session = replace(
        SESSION,
        notes=(replace(note, shared="room", round="r1"),),
        points=(PointDetail(id="n5.one", reviews=(said,)),),
    )
    told = {
        "group": handout.group_notes(session, NOW),
        "pair": handout.pair_notes(session, "r1", "g1", NOW),
        "own": handout.own_notes(session, "p1", NOW),
    }
    found = {name: "word-of-it" in markdown.render(document) for name, document in told.items()}
    assert found == {"group": group, "pair": pair, "own": own}
    school = markdown.render(handout.school_notes(session, "Ysgol Tŷ Gwyn", NOW))
    assert ("word-of-it" in school) is group
