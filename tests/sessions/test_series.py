"""Sessions that follow one another: what one leaves, and the next one made from it."""

from datetime import date, timedelta

from msgspec.structs import replace

from sessions import forms, notes, people, series
from sessions.forms import Form
from sessions.known_names import known_names
from sessions.model import ActionDetail, Field, Note, Ref, Session, Step
from sessions.topics import earlier_ref, topic
from tests import build
from tests.build import NOW

DAY = date(2026, 12, 1)

TALK = Step(
    id="log",
    title="Log",
    source="person",
    capture=(
        Field(key="learned", name="What I learned", kind="learning"),
        Field(key="trial", name="What I will try", kind="action"),
        Field(key="sign", name="How I will know", kind="progress"),
        Field(key="aside", name="Aside"),
    ),
)
REVIEW = Step(
    id="review",
    title="What became of it",
    source="person",
    for_each="earlier",
    earlier=("action",),
    capture=(
        Field(key="state", name="What became of it", kind="state"),
        Field(key="what", name="What happened", kind="evidence"),
    ),
)
LOG = Step(
    id="practice",
    title="Into practice",
    source="person",
    for_each="earlier",
    earlier=("learning",),
    capture=(Field(key="practice", name="How I used it", kind="practice"),),
)


def held(*steps: Step, people: int = 2) -> Session:
    """A session with these steps, of people p1, p2…"""
    session = build.session(people)
    return replace(session, steps=steps, meta=replace(session.meta, steps=tuple(one.id for one in steps)))


def write(
    session: Session, step: str, note_id: str, person: int = 0, minutes: int = 0, **fields: str
) -> Session:
    """A person's form filled in: the first one due that has no note yet, else another note."""
    at = session.step(step)
    assert at is not None
    who = session.people[person].id
    mine: list[Form] = [form for form in forms.due(session, at) if form.subject.id == who]
    form = next((one for one in mine if one.note is None), mine[0])
    for key, text in fields.items():
        session = notes.put_field(session, form, note_id, key, text, NOW + timedelta(minutes=minutes))
    return session


def next_one(before: Session, weeks: int = 3) -> Session:
    return series.again(before, day=before.meta.date + timedelta(weeks=weeks), now=NOW)


def test_a_session_leaves_what_later_sessions_go_on_with_and_nothing_else():
    before = write(
        held(TALK),
        "log",
        "n1",
        learned="Ask first",
        trial="Ask twice a day",
        sign="Fewer memos",
        aside="Nice tea",
    )
    assert [(item.kind, item.text, item.id) for item in series.left(before)] == [
        ("learning", "Ask first", "n1.learned"),
        ("action", "Ask twice a day", "n1.trial"),
        ("progress", "Fewer memos", "n1.sign"),
    ]
    (action,) = [item for item in series.left(before) if item.kind == "action"]
    assert action.people == (before.people[0].id,)
    assert (action.owner, action.due) == (before.people[0].id, before.meta.review_date)
    assert (action.day, action.step, action.field) == (before.meta.date, "Log", "What I will try")


def test_same_again_has_the_plan_as_it_was_changed_the_people_and_what_was_left():
    before = write(held(replace(TALK, minutes=33), LOG), "log", "n1", learned="Ask first")
    before = replace(before, people=tuple(replace(one, here=True) for one in before.people))
    after = next_one(before)
    assert [(step.title, step.minutes) for step in after.steps] == [("Log", 33), ("Into practice", 5)]
    assert not {step.id for step in after.steps} & {step.id for step in before.steps}
    assert after.meta.steps == tuple(step.id for step in after.steps)
    assert [(one.id, one.here) for one in after.people] == [(one.id, None) for one in before.people]
    assert [item.text for item in after.earlier] == ["Ask first"]
    assert (after.meta.follows, after.meta.status, after.notes, after.rounds) == (
        before.id,
        "planned",
        (),
        (),
    )
    assert after.id != before.id


def test_same_again_is_reviewed_and_deleted_as_long_after_as_the_last_one():
    before = held(TALK)
    meta = replace(before.meta, date=DAY, review_date=date(2026, 12, 15), delete_by=date(2027, 12, 1))
    after = series.again(replace(before, meta=meta), day=date(2026, 12, 15), now=NOW)
    assert after.meta.review_date == date(2026, 12, 29)
    assert after.meta.delete_by == date(2027, 12, 15)


def test_each_person_is_asked_about_what_is_theirs_and_somebody_without_anything_gets_one_empty_form():
    before = write(held(TALK, REVIEW, LOG), "log", "n1", trial="Ask twice a day")
    before = write(before, "log", "n2", trial="Visit a class")
    after = next_one(before)
    review = after.steps[1]
    mine = [form for form in forms.due(after, review) if form.subject.id == after.people[0].id]
    assert [
        found.text for form in mine if (found := topic(after, form.about or Ref(framework="", ref="")))
    ] == [
        "Ask twice a day",
        "Visit a class",
    ]
    (other,) = [form for form in forms.due(after, review) if form.subject.id == after.people[1].id]
    assert other.about is None


def test_what_is_done_or_dropped_is_not_left_again_and_what_is_open_is_with_what_was_said():
    before = write(held(TALK, REVIEW, LOG), "log", "n1", trial="Ask twice a day")
    before = write(before, "log", "n2", minutes=1, trial="Visit a class")
    second = next_one(before)
    review = second.steps[1].id
    second = write(second, review, "m1", minutes=60, state="done", what="Every day in March")
    second = write(second, review, "m2", minutes=61, state="still open", what="Next week")
    (left,) = series.left(second)
    assert left.text == "Visit a class"
    assert [(one.text, one.state) for one in left.reviews] == [("Next week", "still open")]
    assert left.day == before.meta.date


def test_a_learning_log_grows_over_the_sessions_and_keeps_how_it_was_turned_into_practice():
    first = write(held(TALK, LOG), "log", "n1", learned="Ask first")
    second = next_one(first)
    second = write(second, second.steps[1].id, "m1", practice="With the new head of maths")
    second = write(second, second.steps[0].id, "m2", minutes=5, learned="Wait ten seconds")
    third = next_one(second)
    third = write(third, third.steps[1].id, "k1", practice="In every meeting")
    log = [item for item in series.left(third) if item.kind == "learning"]
    assert [item.text for item in log] == ["Ask first", "Wait ten seconds"]
    assert [review.text for review in log[0].reviews] == ["With the new head of maths", "In every meeting"]
    assert [item.session for item in log] == [first.id, second.id]


def test_what_was_settled_about_an_action_goes_with_it():
    before = write(held(TALK), "log", "n1", trial="Ask twice a day")
    settled = ActionDetail(id="n1.trial", owner="the governors", due=date(2027, 1, 8), state="open")
    (action,) = series.left(replace(before, actions=(settled,)))
    assert (action.owner, action.due) == ("the governors", date(2027, 1, 8))
    assert series.left(replace(before, actions=(replace(settled, state="done"),))) == ()


def test_what_is_typed_up_later_is_brought_anew_until_the_session_begins():
    before = held(TALK, REVIEW)
    after = next_one(before)
    assert after.earlier == ()
    before = write(before, "log", "n1", trial="Ask twice a day")
    after = series.bring(after, before)
    assert [item.text for item in after.earlier] == ["Ask twice a day"]
    begun = replace(after, progress=replace(after.progress, started_at=NOW))
    more = write(before, "log", "n2", trial="Visit a class")
    assert series.bring(begun, more) is begun
    written = write(after, after.steps[1].id, "m1", what="Every day")
    assert [item.text for item in series.bring(written, more).earlier] == ["Ask twice a day", "Visit a class"]
    # What a note is about stays, even when it is not there any more.
    assert [item.text for item in series.bring(written, held(TALK)).earlier] == ["Ask twice a day"]
    assert series.bring(series.bring(written, more), more) == series.bring(written, more)


def test_a_new_session_that_follows_takes_the_people_unless_it_was_given_its_own():
    before = write(held(TALK), "log", "n1", learned="Ask first")
    new = replace(held(LOG), people=(), meta=replace(before.meta, id="2027-01-12-cwm-b2c3"))
    assert series.follow(new, before).people == tuple(replace(one, here=None) for one in before.people)
    given = replace(new, people=before.people[:1])
    assert series.follow(given, before).people == before.people[:1]


def test_a_group_is_asked_about_what_all_in_it_gave_and_a_school_about_its_own():
    before = held(TALK, people=4)
    a, b, c, _ = (one.id for one in before.people)
    given = [
        Note(id="n1", step="log", people=(a,), fields={"trial": "alone"}, at=NOW, changed=NOW),
        Note(
            id="n2", step="log", people=(a, b), group="g", fields={"trial": "together"}, at=NOW, changed=NOW
        ),
        Note(id="n3", step="log", people=(a, c), group="h", fields={"trial": "others"}, at=NOW, changed=NOW),
        Note(
            id="n4",
            step="log",
            school="Ysgol A",
            people=(a, c),
            fields={"trial": "school"},
            at=NOW,
            changed=NOW,
        ),
        Note(id="n5", step="log", fields={"trial": "room"}, shared="room", at=NOW, changed=NOW),
    ]
    after = next_one(replace(before, notes=tuple(given)))

    def asked(**subject: object) -> list[str]:
        found = forms.left_by(after, forms.Subject(id="x", label="", **subject), ("action",))  # type: ignore[arg-type]
        return [item.text for item in found]

    assert asked(kind="group", people=(a, b)) == ["together"]
    assert asked(kind="school", school="ysgol a") == ["school"]
    assert "school" in asked(kind="person", school="ysgol a")
    assert "school" not in asked(kind="person", school="ysgol b")
    assert asked(kind="room") == ["room"]
    assert (
        forms.left_by(after, forms.Subject(kind="person", id=b, label=""), ("action",))[0].text == "together"
    )


def test_what_one_person_wrote_for_themselves_comes_up_for_nobody_else():
    before = held(TALK, people=2)
    one, other = (person.id for person in before.people)
    own = Note(id="n1", step="log", people=(one,), fields={"trial": "mine"}, at=NOW, changed=NOW)

    def asked(note: Note, **subject: object) -> list[str]:
        after = next_one(replace(before, notes=(note,)))
        found = forms.left_by(after, forms.Subject(id="x", label="", **subject), ("action",))  # type: ignore[arg-type]
        return [item.text for item in found]

    both = {"people": (one, other), "school": before.people[0].school}
    assert asked(own, kind="group", **both) == []
    assert asked(own, kind="school", **both) == []
    assert asked(own, kind="room") == []
    shared = replace(own, shared="group")
    assert asked(shared, kind="group", **both) == ["mine"]
    assert asked(shared, kind="school", **both) == ["mine"]


def test_the_same_words_are_found_again_by_their_ref():
    after = next_one(write(held(TALK), "log", "n1", learned="Ask first"))
    found = topic(after, earlier_ref(after.earlier[0]))
    assert found is not None
    assert (found.kind, found.text) == ("earlier", "Ask first")
    assert found.within.startswith("Learning log, ")
    assert topic(after, Ref(framework="", ref="gone")) is None


def test_what_was_said_of_an_item_keeps_who_said_it_and_who_may_see_it():
    before = write(held(TALK, REVIEW, LOG), "log", "n1", trial="Ask twice a day")
    after = next_one(before)
    (step,) = [one for one in after.steps if one.title == REVIEW.title]
    after = write(after, step.id, "n2", state="still open", what="Twice, on a good day")
    (item,) = series.left(after)
    (review,) = item.reviews
    assert (review.text, review.state) == ("Twice, on a good day", "still open")
    assert (review.people, review.shared) == ((after.people[0].id,), "own")


def test_who_helped_is_not_said_of_an_item_and_dates_are_said_as_dates():
    fields = (
        Field(key="what", name="What happened"),
        Field(key="aid", name="Who helped", kind="help"),
        Field(key="when", name="When", kind="date"),
    )
    before = write(held(TALK, replace(REVIEW, capture=fields)), "log", "n1", trial="Ask twice a day")
    after = next_one(before)
    (step,) = [one for one in after.steps if one.title == REVIEW.title]
    after = write(after, step.id, "n2", what="We met", aid="Siân Parry", when="2027-01-05")
    assert series.left(after)[0].reviews[0].text == "What happened: We met\nWhen: Tuesday 5 January 2027"


def test_names_of_people_who_come_no_more_stay_known():
    before = write(held(TALK), "log", "n1", learned="Ask first")
    gone, stays = before.people
    gone = replace(gone, name="Gethin Môn", aliases=("Geth Môn",), school="Ysgol Arall")
    before = replace(before, people=(gone, stays))
    after = series.follow(replace(held(TALK, LOG), people=(stays,)), before)
    assert set(after.meta.former_names) == {"Gethin Môn", "Geth Môn"}
    assert after.meta.former_schools == ("Ysgol Arall",)
    assert series.bring(after, before) is after
    assert series.follow(held(TALK, LOG), replace(before, people=())).meta.former_names == ()


def test_what_was_to_be_deleted_by_now_stays_behind():
    before = write(held(TALK), "log", "n1", learned="Ask first")
    before = replace(before, meta=replace(before.meta, delete_by=date(2027, 1, 1)))
    after = series.again(before, day=date(2026, 12, 31), now=NOW)
    assert [item.delete_by for item in after.earlier] == [date(2027, 1, 1)]
    assert series.again(before, day=date(2027, 1, 2), now=NOW).earlier == ()
    # A later session's own date never makes it later.
    third = series.again(after, day=date(2027, 1, 1), now=NOW)
    assert [item.delete_by for item in third.earlier] == [date(2027, 1, 1)]
    assert series.again(third, day=date(2027, 1, 8), now=NOW).earlier == ()


def test_names_that_only_the_earlier_session_knows_are_found_where_names_are_removed():
    helped = replace(TALK, capture=(*TALK.capture, Field(key="who", name="Help", kind="help")))
    before = write(held(helped), "log", "n1", trial="Sit with Delyth Probert", who="Delyth Probert")
    after = next_one(before)
    before = people.correct(before, before.people[0].id, "Ann Pritchard", "Hill Primary", "")
    after = series.bring(after, before)
    for text in ("Sit with Delyth Probert", "Ask Pritchard", "at Hill Primary"):
        assert list(known_names(before).search(text))
        assert list(known_names(after).search(text)), text


def test_a_school_that_is_corrected_keeps_what_it_was_left():
    before = held(TALK)
    school = before.people[0].school
    note = Note(
        id="n1", step="log", school=school, people=(), fields={"trial": "Tidy up"}, at=NOW, changed=NOW
    )
    after = next_one(replace(before, notes=(note,)))
    one = after.people[0]
    after = people.correct(after, one.id, one.name, "Hill Primary", "")
    assert [item.school for item in after.earlier] == ["Hill Primary"]


def test_an_owner_who_comes_no_more_is_called_by_name():
    before = held(TALK)
    a, b = before.people[:2]
    note = Note(
        id="n1", step="log", people=(a.id, b.id), group="g", fields={"trial": "Visit"}, at=NOW, changed=NOW
    )
    settled = ActionDetail(id="n1.trial", owner=a.id)
    before = replace(before, notes=(note,), actions=(settled,))
    assert next_one(before).earlier[0].owner == a.id
    given = series.follow(replace(held(REVIEW), people=(b,)), before)
    assert given.earlier[0].owner == a.name
    assert people.take_out(next_one(before), a.id).earlier[0].owner == a.name


def test_the_words_of_people_who_are_not_on_the_list_stay_behind_unless_the_room_knows_them():
    before = held(TALK)
    a, b = before.people[:2]
    own = Note(id="n1", step="log", people=(a.id,), fields={"trial": "mine"}, at=NOW, changed=NOW)
    known = replace(own, id="n2", fields={"trial": "known"}, shared="room")
    given = series.follow(replace(held(REVIEW), people=(b,)), replace(before, notes=(own, known)))
    assert [item.text for item in given.earlier] == ["known"]


def test_what_the_room_gave_is_asked_of_the_room():
    before = held(TALK)
    note = Note(id="n1", step="log", fields={"trial": "ours"}, at=NOW, changed=NOW)
    after = next_one(replace(before, notes=(note,)))
    room = forms.Subject(kind="room", id="room", label="")
    assert [item.text for item in forms.left_by(after, room, ("action",))] == ["ours"]


def test_what_is_several_peoples_is_closed_only_if_all_who_were_asked_alone_agree():
    before = held(TALK, REVIEW)
    a, b = (one.id for one in before.people[:2])
    note = Note(id="n1", step="log", people=(a, b), group="g", fields={"trial": "ours"}, at=NOW, changed=NOW)
    second = next_one(replace(before, notes=(note,)))
    step = second.steps[1].id
    one = write(second, step, "m1", person=0, state="done")
    assert series.left(one) == ()
    about = earlier_ref(second.earlier[0])
    other = Form(step=second.steps[1], subject=forms.subjects(second, second.steps[1])[1], about=about)
    both = notes.put_field(one, other, "m2", "state", "still open", NOW)
    (item,) = series.left(both)
    assert item.state == "open"
    agreed = notes.put_field(both, other, "m3", "state", "done", NOW)
    assert series.left(agreed) == ()


def test_practice_without_an_entry_is_an_entry_of_the_log():
    practice = replace(LOG, for_each="", earlier=())
    before = write(held(practice), "practice", "n1", practice="Delegated the timetable")
    assert [(item.kind, item.text) for item in series.left(before)] == [
        ("learning", "Delegated the timetable")
    ]


def test_at_a_first_meeting_nobody_is_asked_what_became_of_anything():
    first = held(TALK, REVIEW, LOG)
    for step in (REVIEW, LOG):
        assert forms.due(first, step) == ()
        assert forms.given(first, step) == (0, 0)
    assert {form.step.id for form in forms.typing_up(first)} == {"log"}
    # What was written there all the same is never left out.
    asked = Form(step=REVIEW, subject=forms.subjects(first, REVIEW)[0])
    wrote = notes.put_field(first, asked, "n1", "what", "It went well", NOW)
    assert [form.note and form.note.id for form in forms.due(wrote, REVIEW)] == ["n1"]
    assert forms.given(wrote, REVIEW) == (1, 1)


def test_nothing_is_ever_brought_from_a_session_of_another_cluster():
    before = write(held(TALK), "log", "n1", trial="Ask twice a day")
    other = replace(held(REVIEW), meta=replace(held(REVIEW).meta, cluster="Dyffryn"))
    assert series.bring(other, before) is other
    assert series.follow(replace(other, people=before.people[:1]), before).earlier == ()
    alike = replace(other, meta=replace(other.meta, cluster=before.meta.cluster.upper()))
    assert series.bring(alike, before).earlier
