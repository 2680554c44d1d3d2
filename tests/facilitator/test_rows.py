"""The long list: what is painted after it became another one, though only what changed is drawn again."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from facilitator.widgets.rows import Line, Rows
from tests.facilitator.live_app import painted


class Listed(App[None]):
    """One list on the screen."""

    def compose(self) -> ComposeResult:
        yield Rows()

    def get_css_variables(self) -> dict[str, str]:
        return {**super().get_css_variables(), "band": "#333333", "now": "#ffcc00"}


def lines(*words: str) -> list[Line]:
    return [Line(word, f"{word} [/oops]") for word in words]


async def test_a_list_is_painted_as_it_is_whatever_it_was_before() -> None:
    app = Listed()
    async with app.run_test(size=(40, 10)) as pilot:
        rows = app.query_one(Rows)

        async def shown(found: list[Line], *, keep: str = "", alike: bool = True) -> list[str]:
            rows.show(found, lambda item, _: Content(item), keep=keep, alike=alike)
            await pilot.pause()
            return [row.strip(" █▁▂▃▄▅▆▇") for row in painted(app).splitlines()]

        many = [f"n{number}" for number in range(100)]
        assert "n99 [/oops]" in await shown(lines(*many), keep="n99", alike=False)
        # Fewer, seen from their end: no empty rows below them.
        fewer = await shown(lines(*many[:50]), keep="n49", alike=False)
        assert fewer == [f"n{number} [/oops]" for number in range(40, 50)]
        # One has other words, one has another place.
        changed = await shown(lines(*many[:45], "new", *many[46:50]), keep="n49")
        assert changed == [f"{'new' if number == 45 else f'n{number}'} [/oops]" for number in range(40, 50)]
        await pilot.press("up")
        assert rows.current == "n48"
        # So few that nothing scrolls any more.
        few = await shown(lines("a", "b"), alike=False)
        assert (few[:2], set(few[2:])) == (["a [/oops]", "b [/oops]"], {""})
