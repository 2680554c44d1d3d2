"""Swaps and visits, and the learning points that belong to them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sessions import swaps
from sessions.model import Meta, Person, PointDetail, Review, Session

MAIR = Person(id="p1", name="Mair Pugh", school="Ysgol Gwern")
ALUN = Person(id="p2", name="Alun Rees", school="Ysgol Bryn")
GLENYS = Person(id="p3", name="Glenys Hopkin", school="ysgol  GWERN")
NEW = Person(id="p4", name="Someone New")
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
SESSION = Session(
    meta=Meta(
        id="2026-12-01-c-aaaa",
        title="T",
        cluster="C",
        date=date(2026, 12, 1),
        start="09:00",
        zone="UTC",
        created=AT,
    ),
    people=(MAIR, ALUN, GLENYS, NEW),
)
FIFTH, SIXTH = date(2027, 1, 5), date(2027, 1, 6)


def test_a_swap_is_between_the_schools_of_both_on_days_in_order() -> None:
    (swap,) = swaps.add(SESSION, "w1", MAIR, partner=ALUN, dates=(SIXTH, FIFTH, SIXTH)).swaps
    assert (swap.id, swap.person, swap.partner) == ("w1", "p1", "p2")
    assert (swap.home, swap.host, swap.dates) == ("Ysgol Gwern", "Ysgol Bryn", (FIFTH, SIXTH))


def test_a_visit_has_no_partner_and_calls_a_known_school_by_its_name() -> None:
    (swap,) = swaps.add(SESSION, "w1", MAIR, host="ysgol bryn").swaps
    assert (swap.partner, swap.home, swap.host) == ("", "Ysgol Gwern", "Ysgol Bryn")


@pytest.mark.parametrize(
    ("partner", "host", "said"),
    [
        (GLENYS, "", "both of Ysgol Gwern"),
        (MAIR, "", "with themselves"),
        (NEW, "", "does not say of which school Someone New is"),
        (None, "YSGOL GWERN", "of Ysgol Gwern already"),
        (None, " ", "name it"),
    ],
)
def test_nobody_swaps_within_a_school(partner: Person | None, host: str, said: str) -> None:
    with pytest.raises(swaps.CannotSwap, match=said):
        swaps.add(SESSION, "w1", MAIR, partner=partner, host=host)


def test_both_sides_of_a_swap_take_part_in_it() -> None:
    session = swaps.add(SESSION, "w1", MAIR, partner=ALUN)
    assert [swap.id for who in ("p1", "p2", "p3") for swap in swaps.of_person(session, who)] == ["w1", "w1"]


def test_tying_a_point_to_a_swap_keeps_its_reviews() -> None:
    reviews = (Review(at=AT, text="Seen"),)
    session = swaps.link(swaps.link(SESSION, "n1.a", "w1"), "n2.a", "w1")
    assert session.points == (PointDetail(id="n1.a", swap="w1"), PointDetail(id="n2.a", swap="w1"))
    before = Session(meta=SESSION.meta, points=(PointDetail(id="n1.a", reviews=reviews),))
    assert swaps.link(before, "n1.a", "w2").points == (PointDetail(id="n1.a", swap="w2", reviews=reviews),)
