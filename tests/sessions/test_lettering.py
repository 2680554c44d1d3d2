"""Letters drawn from blocks: every sign is the font's own, or put together from it, or the text is not drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import lettering
from sessions.lettering import FONTS, SMALL, can, draw, glyph, set_in, used

WELSH = "Âi'r ŵyn i'r tŷ, Ŵyr Ŷd: âêîôûŵŷ ÂÊÎÔÛŴŶ ïöü éàç"
SIGNS = "‘’“”–—…•·½°£€→←↑↓✓×−"


@pytest.mark.parametrize("font", sorted(set(FONTS) - {SMALL}))
def test_letters_are_those_of_the_font(font: str) -> None:
    from pyfiglet import Figlet

    chars = Figlet(font).Font.chars
    for char in "Ay g0%@$~|" + WELSH:
        wide = FONTS[font]
        own = [row if char == "$" else row.replace("$", " ") for row in chars[ord(char)]]
        if not char.isspace():
            assert glyph(font, char) == tuple(row.ljust(wide) for row in own), char


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("char", sorted(set((WELSH + SIGNS).replace(" ", ""))))
def test_every_letter_and_sign_that_people_use_is_there_and_is_no_blank_and_no_empty_box(
    font: str, char: str
) -> None:
    found = glyph(font, char)
    assert found is not None
    assert any(row.strip() for row in found)
    assert found != draw(font, "漢")


@pytest.mark.parametrize("font", FONTS)
def test_letters_put_together_are_told_apart(font: str) -> None:
    assert len({glyph(font, char) for char in "€C=→←↑↓✓"}) == 8
    assert draw(font, "w\u0302") == draw(font, "ŵ")


@pytest.mark.parametrize("font", FONTS)
def test_a_bar_is_as_high_as_a_capital_and_a_half_block_half_as_long(font: str) -> None:
    high = sum(bool(row.strip()) for row in draw(font, "H"))
    whole, half = draw(font, "█"), draw(font, "▌")
    assert "".join(whole).count("█") == high * FONTS[font]
    assert "".join(half).count("█") == high * (FONTS[font] // 2)


def test_letters_at_twice_their_size_are_the_same_letters() -> None:
    small = draw("smmono9", "12:00 ŵ")
    large = lettering.twice(small)
    assert (len(large), {len(row) for row in large}) == (2 * len(small), {2 * len(small[0])})
    quarters = sum(bin(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".index(char)).count("1") for row in small for char in row)
    assert "".join(large).count("█") == quarters


def test_what_no_font_has_is_not_drawn_at_all() -> None:
    for text in ("漢字", "a 🙂 b", "zero\u200bwidth", "\x80"):
        assert not any(can(font, text) for font in FONTS), text
        assert set_in("smmono9", text, 200) is None


@given(st.text(max_size=40), st.sampled_from(sorted(FONTS)))
def test_a_drawn_line_is_as_wide_as_its_letters_and_cuts_none(text: str, font: str) -> None:
    rows = draw(font, text)
    assert {len(row) for row in rows} == {len(lettering.spelt(text)) * FONTS[font]}
    if can(font, text):
        first, last = used(font, text)
        assert not any(row.strip() for row in (*rows[:first], *rows[last:]))
