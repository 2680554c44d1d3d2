"""The session that goes on from the awkward one: what that left, what was said of it, and every kind of field."""

from datetime import UTC, date, datetime
from typing import Any

from sessions.model import (
    Choice,
    Cite,
    Earlier,
    Field,
    Group,
    Hands,
    Kind,
    Meta,
    Note,
    Ref,
    Review,
    Round,
    Session,
    Step,
    UsedFramework,
)
from tests.exports.awkward import ABSENT, NIAMH, PLAIN, RHIAN, SION, WATER, WILL

NOW = datetime(2027, 1, 13, 17, 30, tzinfo=UTC)
AT = datetime(2027, 1, 12, 9, 15, tzinfo=UTC)
BETWEEN = datetime(2026, 12, 15, 9, 15, tzinfo=UTC)
BEFORE = "2026-12-01-cwm-test-k7f3"
DAY = date(2026, 12, 1)

STEPS = (
    Step(
        id="back",
        title="Look back",
        minutes=10,
        source="person",
        for_each="earlier",
        earlier=("action", "point", "progress"),
        capture=(
            Field(key="stands", name="Where it stands", kind="state"),
            Field(key="what", name="What happened"),
            Field(key="aid", name="Who helped", kind="help"),
        ),
    ),
    Step(
        id="log",
        title="From log to practice",
        minutes=8,
        source="person",
        for_each="earlier",
        earlier=("learning", "objective"),
        capture=(Field(key="use", name="How I used it", kind="practice"),),
    ),
    Step(
        id="show",
        title="What others saw",
        minutes=8,
        framework="water",
        source="person",
        for_each="earlier",
        earlier=("progress",),
        shared="room",
        prompt="## What *others* saw\n\n{opening}\n\n- One of {area}\n- By {review_date} | <b>",
        private="Say: **one** only.\n\n1. Wait\n2. {area} is not filled in here <script>",
        capture=(Field(key="saw", name="What they saw", kind="evidence"),),
    ),
    Step(
        id="new",
        title="What comes now",
        minutes=12,
        source="person",
        capture=(
            Field(key="aim", name="My aim", kind="objective"),
            Field(key="sign", name="How I will know", kind="progress"),
            Field(key="days", name="Steps on the way", kind="lines"),
            Field(key="learned", name="What I learned", kind="learning"),
            Field(key="done", name="What I do already", kind="practice"),
            Field(key="begins", name="It begins", kind="date"),
            Field(key="deep", name="How deep", kind="rating", options=("a little", "quite", "very")),
            Field(key="sure", name="How sure", kind="scale", options=("not", "so so", "sure")),
            Field(key="role", name="Applies to my role", kind="yes/no"),
            Field(key="with", name="With whom", kind="person"),
        ),
    ),
    Step(
        id="ask",
        title="Ask the room",
        minutes=5,
        framework="water",
        together="school",
        choose="room",
        choosable="anything",
        choose_most=3,
    ),
    Step(
        id="audit",
        title="School by school",
        minutes=20,
        framework="water",
        together="same",
        same_as="ask",
        source="school",
        for_each="choice",
        examples="Actions",
        shared="group",
        capture=(
            Field(key="have", name="Evidence", kind="evidence"),
            Field(key="do", name="Action", kind="action"),
            Field(key="whose", name="Owner", kind="owner"),
            Field(key="by", name="By when", kind="due"),
        ),
    ),
)


def _earlier(id: str, kind: Kind, text: str, *people: str, **more: Any) -> Earlier:
    return Earlier(
        id=id,
        session=BEFORE,
        day=DAY,
        kind=kind,
        step="Write",
        field="Field",
        text=text,
        people=people,
        **more,
    )


EARLIER = (
    _earlier(
        "n1.next",
        "action",
        "Ring *Niamh* | every\n# day",
        "p1",
        owner="p1",
        due=date(2027, 1, 5),
        reviews=(Review(at=BETWEEN, text="Rang once", state="still open", people=("p1",)),),
    ),
    _earlier(
        "n3.do",
        "action",
        "Rhian and Siôn swap keys",
        "p1",
        "p2",
        owner="Siân Parry",
        shared="group",
        reviews=(
            Review(at=BETWEEN, text="secret of p2 about the keys", people=("p2",)),
            Review(at=BETWEEN, text="both say so", people=("p1", "p2"), shared="group"),
        ),
    ),
    _earlier("n4.do", "action", "Everyone digs at Tŷ Gwyn", shared="room", owner="everyone"),
    _earlier("n5.one", "point", "How O'Driscoll runs a meeting", "p1"),
    _earlier("n5.aim", "objective", "Fewer | memos", "p1"),
    _earlier("n5.sign", "progress", "Nobody prints", "p1"),
    _earlier("n6.sign", "progress", "Will waits", "p3"),
    _earlier(
        "n1.log",
        "learning",
        "Ask first",
        "p1",
        reviews=(Review(at=BETWEEN, text="asked twice", people=("p1",)),),
    ),
    _earlier("n8.log", "learning", "Mair's secret entry", "p5"),
    _earlier("n9.act", "action", "The school paints", school="Ysgol Tŷ Gwyn", shared="group"),
    _earlier("n0.gone", "action", "Somebody who came no more digs", "p9"),
)


def _about(id: str) -> Ref:
    return Ref(framework="", ref=id)


NOTES = (
    Note(
        id="m1",
        step="back",
        people=("p1",),
        about=_about("n1.next"),
        fields={"stands": "done", "what": "She rang back | twice\n- truly", "aid": "Siân Parry"},
        at=AT,
        changed=AT,
    ),
    Note(
        id="m2",
        step="back",
        people=("p2",),
        about=_about("n3.do"),
        fields={"stands": "dropped", "what": "p2 alone says this of the keys"},
        at=AT,
        changed=AT,
    ),
    Note(
        id="m3",
        step="log",
        people=("p1",),
        about=_about("n1.log"),
        fields={"use": "In every meeting with Siôn"},
        at=AT,
        changed=AT,
    ),
    Note(
        id="m4",
        step="show",
        people=("p3",),
        about=_about("n6.sign"),
        cites=(Cite(framework="water", ref="1.4", text="Digs where # nobody dug"),),
        fields={"saw": "He waited"},
        shared="room",
        at=AT,
        changed=AT,
    ),
    Note(
        id="m5",
        step="new",
        people=("p1",),
        fields={
            "aim": "Dig less",
            "sign": "More sleep",
            "days": "first\n# second\n\nthird",
            "learned": "Wells are deep",
            "done": "Lunch away from Niamh",
            "begins": "2027-02-01",
            "deep": "quite",
            "sure": "so so",
            "role": "yes",
            "with": "Siôn ap Owain",
        },
        at=AT,
        changed=AT,
    ),
    Note(
        id="m6",
        step="audit",
        school="Ysgol Tŷ Gwyn",
        people=("p1", "p3"),
        about=Ref(framework="water", ref="1/1"),
        fields={"have": "A shelf", "do": "Read it", "whose": "Will Price-Ŵyn", "by": "2027-02-12"},
        shared="group",
        at=AT,
        changed=AT,
    ),
    Note(
        id="m7",
        step="audit",
        school="Ysgol Tŷ Gwyn",
        people=("p1", "p3"),
        about=Ref(framework="water", ref="2"),
        fields={"have": "A bridge"},
        shared="group",
        at=AT,
        changed=AT,
    ),
    Note(
        id="m8",
        step="back",
        people=("p3",),
        about=_about("nowhere"),
        fields={"what": "of something that is gone"},
        at=AT,
        changed=AT,
    ),
)

LATER = Session(
    meta=Meta(
        id="2027-01-12-cwm-test-b2c4",
        title="What became of it",
        cluster="Cwm <Test>",
        date=date(2027, 1, 12),
        start="09:00",
        zone="Europe/London",
        status="finished",
        focus=(Ref(framework="water", ref="1/1"), Ref(framework="water", ref="2")),
        review_date=date(2027, 3, 2),
        steps=tuple(step.id for step in STEPS),
        created=AT,
        follows=BEFORE,
        former_names=("Gethin Môn",),
    ),
    steps=STEPS,
    frameworks=(
        UsedFramework(id="water", digest=WATER.digest(), framework=WATER),
        UsedFramework(id="plain", digest=PLAIN.digest(), framework=PLAIN),
    ),
    people=(RHIAN, SION, WILL, NIAMH, ABSENT),
    rounds=(
        Round(
            id="r1",
            step="ask",
            groups=(
                Group(id="g1", label="Pair 1", people=("p1", "p2")),
                Group(id="g2", label="Pair 2", people=("p3", "p4")),
            ),
            made_at=AT,
        ),
    ),
    choices=(Choice(id="c1", step="ask", by="g1", areas=(Ref(framework="water", ref="1/1"),)),),
    hands=(
        Hands(id="ask:water:1/1", step="ask", ref=Ref(framework="water", ref="1/1"), count=3),
        Hands(id="ask:water:2", step="ask", ref=Ref(framework="water", ref="2"), count=5),
        Hands(id="ask:water:1.4", step="ask", ref=Ref(framework="water", ref="1.4"), count=0),
    ),
    notes=NOTES,
    earlier=EARLIER,
)
