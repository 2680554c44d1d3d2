"""The run sheet as the console and the plan show it: pure rows of words."""

from datetime import datetime

from msgspec.structs import replace

from facilitator.screens import plan_sheet
from facilitator.widgets.console import sheet_rows
from sessions import planning, progress
from sessions.model import Session
from sessions.runsheet import run_sheet
from tests.build import NOW, after, session, titled


def with_coffee() -> Session:
    made = session()
    coffee = replace(planning.blank_step(None), id="coffee", title="Coffee", at="09:40", minutes=15)
    return planning.add_step(made, coffee, 3)


def rows(made: Session, now: datetime, width: int = 36, looking: str = "", height: int = 30) -> list[str]:
    return [row.plain.rstrip() for row, _ in sheet_rows(made, now, looking, width, height)]


def left_out_and_late() -> Session:
    state = progress.begin(with_coffee(), NOW)
    state = progress.skip(state, after(7))
    return progress.leave_out(state, titled(state, "Swap roles").id, after(7))


def test_two_times_side_by_side_say_which_is_which():
    state = left_out_and_late()
    shown = rows(state, after(7))
    assert shown[0] == "  plan  now"
    assert shown[2].startswith("▸ 09:05 09:07 Talk in pairs")
    assert rows(progress.begin(with_coffee(), NOW), NOW)[0].startswith("▸ 09:00 Welcome")
    scrolled = rows(state, after(7), looking=titled(state, "Harvest").id, height=4)
    assert (scrolled[0], "Harvest" in scrolled[3], len(scrolled)) == ("  plan  now", True, 4)


def test_what_was_left_out_has_no_time_among_the_others():
    state = left_out_and_late()
    for width, dash in ((36, "  09:00   –   Welcome"), (29, "    –   Welcome")):
        shown = rows(state, after(7), width)
        assert any(row.startswith(dash) for row in shown)
        assert any("  –   Swap roles" in row for row in shown)


def test_a_fixed_time_has_one_sign_in_the_plan_and_on_the_console():
    made = with_coffee()
    (coffee,) = (row for row in rows(progress.begin(made, NOW), NOW) if "Coffee" in row)
    assert coffee.startswith(" @09:40 Coffee")
    sheet = run_sheet(made, NOW)
    planned = [plan_sheet.draw(row, 76).plain for row in sheet.rows]
    assert [row[0] for row in planned] == [" ", " ", " ", "@", " ", " "]
    assert planned[3].startswith("@09:40  Coffee")
