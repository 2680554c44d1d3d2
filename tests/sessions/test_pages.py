"""The stage's text: nothing cut, nothing lost, at every size."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.faces import Entry
from sessions.pages import page_at, pages, room_for_text, width_of
from sessions.prompts import render
from sessions.stage import StageView
from sessions.stage_size import Size

SIZES = [Size(60, 18), Size(80, 24), Size(120, 40), Size(200, 60), Size(240, 67)]


def view(markdown: str, first: int = 0) -> StageView:
    return StageView(kind="face", heading="A heading", blocks=render(markdown, {}), first=first)


def words_of(markdown: str, size: Size) -> list[str]:
    return [word for page in pages(view(markdown), size) for line in page.lines for word in line.text.split()]


PROMPT = (
    "Begin with *one* thing:\n\n- where it was\n- **when** it was, and how colleagues saw it "
    + "again " * 120
)


def test_every_word_is_on_some_page_in_order_at_every_size():
    expected = [word for word in words_of(PROMPT, SIZES[-1]) if word != "•"]
    for size in SIZES:
        assert [word for word in words_of(PROMPT, size) if word != "•"] == expected


@given(st.text(alphabet="abc ŵ—£漢 \n*-", max_size=900))
def test_no_row_is_wider_than_the_measure_nor_a_page_longer_than_its_room(text: str):
    for size in SIZES[:2]:
        shown = view(text)
        for page in pages(shown, size):
            assert len(page.lines) <= room_for_text(shown, size)
            assert all(width_of(line.text) <= size.measure for line in page.lines)


def test_stages_of_two_sizes_show_the_same_word():
    small = pages(view(PROMPT), SIZES[0])
    for page in small:
        index, found = page_at(view(PROMPT, page.first), SIZES[2])
        here = found[index]
        later = found[index + 1].first if index + 1 < len(found) else 10**6
        assert here.first <= page.first < later


def test_a_hundred_names_stand_in_columns_and_none_is_missing():
    entries = tuple(
        Entry(marker=str(n), text=f"Leader {n} Surname · Partner {n} Other") for n in range(1, 51)
    )
    shown = StageView(kind="face", heading="Find your partner", entries=entries)
    for size in SIZES:
        text = "\n".join(line.text for page in pages(shown, size) for line in page.lines)
        assert all(f"Leader {n} " in text and f"Partner {n} " in text for n in range(1, 51))
        assert all(
            width_of(line.text) <= size.width - 2 * size.left
            for page in pages(shown, size)
            for line in page.lines
        )


def test_a_heading_never_ends_a_page():
    text = "word " * 110 + "\n\n## Next part\n\n" + "more " * 60
    for page in pages(view(text), SIZES[0]):
        assert page.lines[-1].text != "Next part"
