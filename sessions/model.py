"""What a session is made of: the records of a session file.

Every record is frozen; a change makes new records (`msgspec.structs.replace`) and the store writes the ones
that differ. Ids are random text of ours. Instants are UTC; dates and times of day are local to the session's
time zone. The tables and fields are described, with an example, in docs/session-file.md.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from frameworks.model import Framework

SCHEMA = 3

# A record may have a field called `date`; its type goes by another name then.
Day = date

Status = Literal["planned", "running", "finished"]
Together = Literal["everyone", "alone", "pairs", "trios", "groups", "school", "role", "same"]
Schools = Literal["any", "different", "same"]
Chooser = Literal["", "room", "pair", "person"]
Source = Literal["", "person", "group", "school", "room"]
# What is chosen: a framework's areas, its groups, its statements, or any of these.
Choosable = Literal["area", "group", "statement", "anything"]
ForEach = Literal["", "chosen statement", "statement", "area", "choice", "earlier"]
Shared = Literal["own", "group", "room"]
Kind = Literal[
    "text", "lines", "scale", "date", "yes/no", "person",
    "evidence", "action", "owner", "due", "help", "point", "objective", "rating",
    "progress", "learning", "practice", "state",
]  # fmt: skip
# What a session leaves for the next one, by the kind of the field it was written in.
LEFT: tuple[Kind, ...] = ("action", "progress", "point", "objective", "learning")
ActionState = Literal["open", "done", "dropped"]
ShownKind = Literal["step", "wall", "note", "qr", "blank"]
# How the wall is ordered: by the framework's areas and statements, or by themes named by hand.
WallOrder = Literal["statement", "theme"]
# The show of hands in the wall's place: what the room votes on, then how many hands went up.
Vote = Literal["", "ask", "result"]


class Field(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One field of a step's form. Code reads `kind`, never `name` or `key`; `options` are a scale's points.

    An owner or a due date belongs to the action before it in the form. A state says what became of the earlier
    item that the form is about, and practice how an earlier learning was used.
    """

    key: str
    name: str
    kind: Kind = "text"
    hint: str = ""
    options: tuple[str, ...] = ()


class CiteRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a form's note may cite: what it is called, and how many at least and at most (None: no limit)."""

    what: str = ""
    at_least: int = 0
    at_most: int | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item of a run sheet, of a template or of a session's own copy of it.

    `prompt` is what the room sees and `private` what the facilitator alone sees, both Markdown. `minutes` are
    whole minutes, `at` a fixed time of day ("12:30") or "". `size` counts for ``together: groups``; `same_as`
    is the id of the step whose round this one shares. `framework` is the id of the framework it works on.

    `choose` says who chooses and `choosable` what; `choose_most` is how many are suggested at most (0: any
    number). `earlier` are the kinds of earlier items a form is repeated for with ``for each: earlier``. `examples`
    is the title of the groups of statements that are shown as examples, and not asked themselves.
    """

    id: str
    title: str
    minutes: int = 5
    at: str = ""
    template: str = ""
    framework: str = ""
    together: Together = "everyone"
    size: int = 0
    same_as: str = ""
    schools: Schools = "any"
    roles: tuple[str, ...] = ()
    choose: Chooser = ""
    choosable: Choosable = "area"
    choose_most: int = 0
    source: Source = msgspec.field(default="", name="from")
    for_each: ForEach = ""
    earlier: tuple[Kind, ...] = ()
    examples: str = ""
    cite: CiteRule = CiteRule()
    shared: Shared = "own"
    capture: tuple[Field, ...] = ()
    prompt: str = ""
    private: str = ""


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """A reusable session plan: steps in order, no people, no notes. Step ids are slugs of their titles."""

    id: str
    title: str
    language: str = "en"
    framework: str = ""
    intro: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def minutes(self) -> int:
        """The planned length in minutes."""
        return sum(step.minutes for step in self.steps)


class Ref(msgspec.Struct, frozen=True, kw_only=True):
    """An area, group or statement of one of the session's frameworks.

    Where `framework` is "" it is what an earlier session left, and `ref` the id of that record.
    """

    framework: str
    ref: str


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that a note cites, with its words as they were when it was cited."""

    framework: str
    ref: str
    text: str


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A leader in the session. `here` is None until arrivals are ticked, then True or False.

    `aliases` are other spellings of the name that were joined to this person.
    """

    id: str
    name: str
    school: str = ""
    role: str = ""
    here: bool | None = None
    aliases: tuple[str, ...] = ()


class Group(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """People who talk together. `reason` says, to the facilitator alone, which rule had to give, or ``""``."""

    id: str
    label: str
    people: tuple[str, ...]
    reason: str = ""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One arrangement of people in groups, made for `step`; later steps may share it."""

    id: str
    step: str
    groups: tuple[Group, ...]
    made_at: datetime


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Which areas, groups or statements someone works on: `by` is the id of a person or a group."""

    id: str
    step: str
    by: str
    areas: tuple[Ref, ...]


class Hands(msgspec.Struct, frozen=True, kw_only=True):
    """How many hands went up for one thing to choose from, at the step where the room was asked."""

    id: str
    step: str
    ref: Ref
    count: int


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was captured from someone by a step's form.

    Whose note it is: `people` (fixed when it is written), and `group` in `round` where a group gave it,
    `school` where a school did, none of them where the room did. `about` is what the form was repeated for: an
    area, a group, a statement, or what an earlier session left. `fields` maps a field's key to the words typed,
    `kinds` to what the field was if not plain text: so much is known of it even when its step is taken out.
    On the wall: `starred` are the ones to read out, `theme` is the id of the theme it was put under, `dots` how
    many votes it got by show of hands.
    """

    id: str
    step: str
    round: str = ""
    group: str = ""
    school: str = ""
    people: tuple[str, ...] = ()
    about: Ref | None = None
    cites: tuple[Cite, ...] = ()
    fields: dict[str, str] = msgspec.field(default_factory=dict)
    kinds: dict[str, Kind] = msgspec.field(default_factory=dict)
    shared: Shared = "own"
    starred: bool = False
    theme: str = ""
    dots: int = 0
    at: datetime
    changed: datetime


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A heading that notes on the wall are put under by hand, and the votes it got by show of hands."""

    id: str
    name: str
    dots: int = 0


class Parked(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in the parking lot: said at `step`, kept for later so that the talk could go on."""

    id: str
    text: str
    step: str
    at: datetime
    settled: bool = False


class Bond(msgspec.Struct, frozen=True, kw_only=True):
    """Two people (ids) to keep `apart`, or together, when groups are made. For the facilitator alone."""

    id: str
    people: tuple[str, str]
    apart: bool


class ActionDetail(msgspec.Struct, frozen=True, kw_only=True):
    """What was settled about an action beyond its words, which stay in the note. `id` is ``NOTE.KEY``."""

    id: str
    owner: str = ""
    due: date | None = None
    state: ActionState = "open"


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What was said later of a learning point, or of anything that an earlier session left.

    `people` said it (nobody: it is not known who), for their `school` where it was the school that was asked, and
    `shared` says who may see it.
    """

    at: datetime
    text: str
    state: str = ""
    people: tuple[str, ...] = ()
    school: str = ""
    shared: Shared = "own"


class PointDetail(msgspec.Struct, frozen=True, kw_only=True):
    """What belongs to a learning point beyond its words, which stay in the note. `id` is ``NOTE.KEY``."""

    id: str
    swap: str = ""
    reviews: tuple[Review, ...] = ()


class Earlier(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an earlier session left for this one: an action, a sign of progress, a learning point, an objective or
    an entry of someone's learning log, with what was said of it since.

    `id` is the ``NOTE.KEY`` it was first written under, `session` and `day` the session it is from, `step` and
    `field` what it was asked under. Whose it is: `people` (ids), or `school`, or the room where both are empty.
    `title` is what that session was called. `by_review` says that nobody agreed the due date: it is the day of that
    session's review. `delete_by` is what the room was told then: a later session's date never makes it later.
    """

    id: str
    session: str
    day: Day
    kind: Kind
    step: str
    field: str
    text: str
    people: tuple[str, ...] = ()
    school: str = ""
    shared: Shared = "own"
    owner: str = ""
    due: Day | None = None
    by_review: bool = False
    state: ActionState = "open"
    delete_by: Day | None = None
    title: str = ""
    reviews: tuple[Review, ...] = ()


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """Two leaders who change places on the same days; a visit where nobody comes in return (`partner` is "").

    `home` is the school the person leaves, `host` the one they go to.
    """

    id: str
    person: str
    partner: str = msgspec.field(default="", name="with")
    home: str = msgspec.field(default="", name="from")
    host: str = ""
    dates: tuple[date, ...] = ()


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """The session's clock: never ticks into the file.

    `step` is the step it was started for ("" when there is none), `allowance` seconds it was given,
    `elapsed` milliseconds that had run before `running_since` (None while it stands still).
    """

    id: str = "clock"
    step: str = ""
    allowance: int = 0
    elapsed: int = 0
    running_since: datetime | None = None


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """When a step was first entered and last left. `skipped` is one that was left out, or is going to be."""

    step: str
    entered: datetime
    left: datetime | None = None
    skipped: bool = False


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """When a step was planned to begin, as the plan stood when the session began; step "" is the finish."""

    step: str
    at: datetime


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the room sees now: the current step's face, the wall, one note (`ref`), a QR code (`ref`), nothing.

    `word` is the first word on the page of what is shown in the step's place. A blank keeps what it is `over`, with its
    `ref` and `word`, so that the same key brings that back.
    """

    kind: ShownKind = "step"
    ref: str = ""
    word: int = 0
    over: ShownKind = "step"


class Wall(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the wall is shown: in which order, how much of it, and whether with the names of those who said it.

    `area` narrows it to what cites an area's statements, `theme` to one theme (by id), `words` to what has them,
    `starred` to what is to be read out; `counts` shows how many notes there are under each heading as bars, not the
    notes, and `vote` the show of hands.
    """

    by: WallOrder = "statement"
    area: Ref | None = None
    theme: str = ""
    words: str = ""
    starred: bool = False
    names: bool = False
    counts: bool = False
    vote: Vote = ""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """Where the session is: saved like any note, so that a crash resumes where the room was.

    `face` is the index of the current step's face, `word` the first word (or list entry) on its page, so that
    stages of different sizes turn to the page that holds the same words. `timetable` is the plan as it stood at
    the start: minutes changed on the way never move the finish that late and early are measured against. `clock_ran`
    says that the end stopped a running clock, so that going back lets it run on.
    """

    id: str = "progress"
    step: str = ""
    face: int = 0
    word: int = 0
    shown: Shown = Shown()
    wall: Wall = Wall()
    visits: tuple[Visit, ...] = ()
    timetable: tuple[Planned, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None
    clock_ran: bool = False


class UsedFramework(msgspec.Struct, frozen=True, kw_only=True):
    """The session's own copy of a framework, with the hash of the words it was made from."""

    id: str
    digest: str
    framework: Framework


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """A session's own particulars. `start` is local wall time ``"09:00"`` in `zone` (an IANA name).

    `focus` are the areas the whole room works on. `sample` marks the demo's made-up data. `screens` is 0 until
    the facilitator was asked whether there is one screen or two. `follows` is the id of the session that this one
    goes on from, or "". `former_names` and `former_schools` are of people
    who were taken out or corrected: notes may name them, and names removed takes them out too; `names_also` are words
    that the facilitator said are somebody's name (a nickname), `names_not` words found that are none. `link` is the
    address at which the group's notes are to be found, from `link_from` on. `ahead` is by how many minutes the time of
    a rehearsal is ahead of the real one, 0 of every other session.
    """

    id: str
    schema: int = SCHEMA
    title: str
    cluster: str
    date: Day
    start: str
    zone: str
    language: str = "en"
    status: Status = "planned"
    templates: tuple[str, ...] = ()
    focus: tuple[Ref, ...] = ()
    review_date: Day | None = None
    delete_by: Day | None = None
    steps: tuple[str, ...] = ()
    screens: int = 0
    sample: bool = False
    created: datetime
    follows: str = ""
    former_names: tuple[str, ...] = ()
    former_schools: tuple[str, ...] = ()
    names_also: tuple[str, ...] = ()
    names_not: tuple[str, ...] = ()
    link: str = ""
    link_from: Day | None = None
    ahead: int = 0


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """One record as it was before a change (None: it was not there) and the digest of what it became.

    Of the particulars, the progress and the clock `was` has only the fields that changed. `place` is where the
    record stood in its table (from 0) when it was removed or moved, else -1.
    """

    table: str
    id: str
    was: dict[str, object] | None
    now: str
    place: int = -1


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change in words, with what it takes to undo it. `by` is who made it: undo is for one's own."""

    id: str
    at: datetime
    label: str
    by: str
    visit: str = ""
    undone: bool = False
    images: tuple[Image, ...] = ()


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One workshop with one cluster on one date: everything in its file, the undo record aside."""

    meta: Meta
    progress: Progress = Progress()
    clock: Clock = Clock()
    steps: tuple[Step, ...] = ()
    frameworks: tuple[UsedFramework, ...] = ()
    people: tuple[Person, ...] = ()
    rounds: tuple[Round, ...] = ()
    choices: tuple[Choice, ...] = ()
    hands: tuple[Hands, ...] = ()
    notes: tuple[Note, ...] = ()
    themes: tuple[Theme, ...] = ()
    parked: tuple[Parked, ...] = ()
    bonds: tuple[Bond, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    actions: tuple[ActionDetail, ...] = ()
    points: tuple[PointDetail, ...] = ()
    swaps: tuple[Swap, ...] = ()

    @property
    def id(self) -> str:
        """The session's id, e.g. ``2026-12-01-cwm-test-k7f3``."""
        return self.meta.id

    def step(self, id: str) -> Step | None:
        """The step with this id, or None."""
        return next((step for step in self.steps if step.id == id), None)

    def person(self, id: str) -> Person | None:
        """The person with this id, or None."""
        return next((person for person in self.people if person.id == id), None)

    def note(self, id: str) -> Note | None:
        """The note with this id, or None."""
        return next((note for note in self.notes if note.id == id), None)

    def framework(self, id: str) -> Framework | None:
        """The session's copy of this framework, or None."""
        return next((used.framework for used in self.frameworks if used.id == id), None)
