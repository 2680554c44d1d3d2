"""One awkward session: everything that people really type, and everything that once broke a renderer."""

from datetime import UTC, date, datetime

from frameworks.model import Area, Framework, Prompts, Statement
from frameworks.model import Group as StatementGroup
from sessions.model import (
    ActionDetail,
    Choice,
    Cite,
    CiteRule,
    Field,
    Group,
    Meta,
    Note,
    Person,
    PointDetail,
    Progress,
    Ref,
    Review,
    Round,
    Session,
    Step,
    Swap,
    UsedFramework,
    Visit,
)

NOW = datetime(2026, 12, 2, 17, 30, tzinfo=UTC)
AT = datetime(2026, 12, 1, 10, 15, tzinfo=UTC)

WATER = Framework(
    id="water",
    title="Leading water | *wet*",
    coded=("areas", "statements"),
    statement="ripple",
    area="stream",
    status="words made up for the tests; there is no official wording",
    source="The book of water, https://example.org/water_(book).",
    areas=(
        Area(
            ref="1",
            code="1",
            title="Springs <b>& sources</b>",
            definition="Where water *begins*.\n\nAnd why.",
            groups=(
                StatementGroup(
                    title="Knowledge",
                    lead_in="Knows about…",
                    statements=(
                        Statement(ref="1.1", code="1.1", text="wells and `buckets`"),
                        Statement(ref="1.1a", code="1.1a", text="ropes, however long"),
                    ),
                ),
                StatementGroup(
                    title="Actions",
                    statements=(Statement(ref="1.4", code="1.4", text="Digs where # nobody dug"),),
                ),
            ),
        ),
        Area(
            ref="2",
            code="2",
            title="Rivers",
            groups=(StatementGroup(statements=(Statement(ref="2.1", code="2.1", text="Follows the bed."),)),),
        ),
    ),
    prompts=Prompts(opening=("Tell someone about a **well**.",), reflection=("What did you draw?",)),
)
PLAIN = Framework(
    id="plain",
    title="Plain questions",
    areas=(
        Area(
            ref="#1",
            title="Asking",
            groups=(
                StatementGroup(
                    statements=(
                        Statement(
                            ref="#1.1", text="What evidence is there of people asking before they dig?"
                        ),
                    )
                ),
            ),
        ),
    ),
)

STEPS = (
    Step(id="welcome", title="Welcome", minutes=5, private="Rhian Jones speaks first"),
    Step(
        id="talk",
        title="Talk [in] pairs",
        minutes=12,
        framework="water",
        together="pairs",
        schools="different",
        choose="person",
    ),
    Step(
        id="write",
        title="Write it down",
        minutes=14,
        framework="water",
        together="same",
        same_as="talk",
        source="person",
        for_each="chosen statement",
        cite=CiteRule(what="ripple", at_least=1),
        shared="own",
        capture=(
            Field(key="seen", name="What was *seen*", kind="evidence", hint="where, how and when"),
            Field(key="next", name="What comes next", kind="action"),
            Field(key="who", name="Who helps", kind="help"),
        ),
    ),
    Step(
        id="reflect",
        title="Reflect",
        minutes=10,
        source="person",
        shared="own",
        capture=(
            Field(key="mean", name="What it means"),
            Field(key="less", name="Less of"),
            Field(key="one", name="First point", kind="point"),
        ),
    ),
    Step(
        id="harvest",
        title="Harvest | plenary",
        minutes=12,
        framework="water",
        together="same",
        same_as="talk",
        source="group",
        cite=CiteRule(what="ripple", at_least=1),
        shared="room",
        capture=(
            Field(key="line", name="Headline"),
            Field(key="do", name="We will", kind="action"),
            Field(key="aid", name="With whom", kind="help"),
        ),
    ),
    Step(
        id="room",
        title="Parking lot",
        minutes=3,
        source="room",
        shared="room",
        capture=(Field(key="item", name="To come back to"), Field(key="learn", name="Learn", kind="point")),
    ),
)

RHIAN = Person(id="p1", name="Rhian Jones", school="Ysgol Tŷ Gwyn", role="Headteacher", here=True)
SION = Person(
    id="p2", name="Siôn ap Owain", school="Cae-glas Primary School", role="Deputy | acting", here=True
)
WILL = Person(id="p3", name="Will Price-Ŵyn", school="Ysgol Tŷ Gwyn", here=True)
NIAMH = Person(id="p4", name="Mrs Niamh O'Driscoll", school="St Mary's C.P. School", here=True)
ABSENT = Person(
    id="p5", name="Mair Jones", school="Cae-glas Primary School", here=False, aliases=("Mari Rhos",)
)


def _cite(ref: str) -> Cite:
    found = WATER.find_statement(ref)
    return Cite(
        framework="water", ref=ref, text=found[1].text if found else "Words no framework has [any](more)"
    )


NOTES = (
    Note(
        id="n1",
        step="write",
        round="r1",
        people=("p1",),
        about=Ref(framework="water", ref="1.4"),
        cites=(_cite("1.4"),),
        fields={
            "seen": "[@click=app.quit]x[/] and [red]red[/red] | pipe `tick` ŵ Ŷ\n\n# not a heading\n===",
            "next": '=cmd("calc") <script>alert(1)</script> & co',
            "who": "Siôn, and Siân Parry\n- the deputy",
        },
        at=AT,
        changed=AT,
    ),
    Note(
        id="n2",
        step="write",
        round="r1",
        people=("p2",),
        about=Ref(framework="water", ref="1.1"),
        cites=(_cite("1.1"), _cite("2.1")),
        fields={
            "seen": "    four blanks\n1. one\n2) two\n* star\n\t+ tab\n> quoted\n---\n```\ncode",
            "next": "Ask RHIAN JONES's deputy; see [x]: http://evil.example/ <http://evil.example>",
        },
        at=AT,
        changed=AT,
    ),
    Note(
        id="n3",
        step="harvest",
        round="r1",
        group="g1",
        people=("p1", "p2"),
        cites=(_cite("1.4"), _cite("1.1a")),
        fields={
            "line": "Rhian’s idea: Sion and Tŷ Gwyn swap. The Cae-glas school will \u202elanrete\u202c \ufeffok\x07",
            "do": "Mr ap Owain rings St Mary's | every | Monday\nand Rhians pupils sing",
            "aid": "Siân Parry",
        },
        shared="room",
        at=AT,
        changed=AT,
    ),
    Note(
        id="n4",
        step="harvest",
        round="r1",
        group="g2",
        people=("p3", "p4"),
        cites=(_cite("9.9"),),
        fields={
            "line": "Will will say: \\| \\\\ &amp; &#35; ![i](u) **bold** _it_ ~~no~~ www.x.org a@b.org :tada:"
        },
        shared="room",
        at=AT,
        changed=AT,
    ),
    Note(
        id="n5",
        step="reflect",
        people=("p1",),
        fields={
            "mean": "Rhian alone knows this: secret-one",
            "one": "How Niamh O’Driscoll runs a | meeting\n# now",
        },
        at=AT,
        changed=AT,
    ),
    Note(
        id="n6",
        step="reflect",
        people=("p3",),
        fields={"mean": "secret-three", "less": "e-mail\n\n\n\nand e-mail", "one": "  Reading"},
        at=AT,
        changed=AT,
    ),
    Note(
        id="n7",
        step="room",
        fields={
            "item": "Who pays? Mari Rhos, Jones & Siân Parry ask. {area} %s $HOME ${x}",
            "learn": "Asking",
        },
        shared="room",
        at=AT,
        changed=AT,
    ),
    Note(
        id="n8",
        step="gone",
        people=("p4",),
        fields={"old-words": "from a step no longer there"},
        at=AT,
        changed=AT,
    ),
    Note(
        id="n9",
        step="talk",
        school="Ysgol Tŷ Gwyn",
        people=("p1", "p3"),
        about=Ref(framework="plain", ref="#1.1"),
        fields={"note": "our school's words"},
        shared="own",
        at=AT,
        changed=AT,
    ),
)

SESSION = Session(
    meta=Meta(
        id="2026-12-01-cwm-test-k7f3",
        title='Springs & "rivers" | #1 `day`',
        cluster="Cwm <Test>",
        date=date(2026, 12, 1),
        start="09:00",
        zone="Europe/London",
        status="finished",
        templates=("made-up",),
        focus=(Ref(framework="water", ref="1"),),
        review_date=date(2027, 1, 12),
        delete_by=date(2027, 12, 1),
        steps=tuple(step.id for step in STEPS),
        sample=True,
        created=AT,
    ),
    progress=Progress(
        step="room", visits=(Visit(step="welcome", entered=datetime(2026, 12, 1, 9, 2, tzinfo=UTC)),)
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
            step="talk",
            groups=(
                Group(id="g1", label="Pair 1", people=("p1", "p2")),
                Group(id="g2", label="Pair 2", people=("p3", "p4"), reason="they met before"),
            ),
            made_at=AT,
        ),
    ),
    choices=(Choice(id="c1", step="talk", by="g1", areas=(Ref(framework="water", ref="2"),)),),
    notes=NOTES,
    actions=(
        ActionDetail(id="n1.next", owner="p1", due=date(2027, 1, 5)),
        ActionDetail(id="n3.do", owner="Bethan Lloyd", state="done"),
        ActionDetail(id="n2.next", state="dropped"),
    ),
    points=(
        PointDetail(
            id="n5.one",
            swap="s1",
            reviews=(Review(at=AT, text="Went | well with Niamh\n# truly", state="going *well*"),),
        ),
    ),
    swaps=(
        Swap(
            id="s1",
            person="p1",
            partner="p2",
            home="Ysgol Tŷ Gwyn",
            host="Cae-glas Primary School",
            dates=(date(2027, 1, 18), date(2027, 1, 25)),
        ),
        Swap(id="s2", person="p4", home="St Mary's C.P. School", host="Nant | High School"),
    ),
)
