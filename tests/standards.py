"""A made-up framework as long as the longest there is: 6 areas, each with four groups that have the same titles in
all of them, 172 statements, no 2.12, some with an "a"."""

from __future__ import annotations

from frameworks.model import Area, Framework, Group, Statement

TITLES = ("Direction", "Teaching", "People", "Running the school", "Answering for it", "The community")
GROUPS = (("Knows", "Knows about…"), ("Is like", ""), ("Does", ""), ("Actions", ""))
# How many statements each area has in each group: 172 in all.
COUNTS = ((8, 5, 6, 9), (9, 6, 14, 12), (7, 3, 11, 12), (8, 4, 12, 11), (7, 3, 4, 8), (4, 2, 4, 3))
HOSTILE = "[@click=app.quit]x[/] [/oops]"
SPOKEN = {
    "1.4": "how a vision is shared out among many",
    "3.2": f"people who write {HOSTILE} into what they say",
    "4.1": "the law that a school has to keep to",
    "4.10": "keeps the buildings safe",
    "5.2": "works with governors so that they can do their part",
    "6.1a": "Asks families what they think, and acts on it",
}


def framework(id: str = "standards") -> Framework:
    """The framework; every statement that is not spoken for has words of its own."""
    return Framework(
        id=id,
        title="Made-up standards",
        coded=("areas", "statements"),
        statement="standard",
        area="key area",
        status="draft, 2011",
        source="A source, https://example.org/standards",
        wording="own",
        opening="What these standards are for.",
        areas=tuple(_area(number, title) for number, title in enumerate(TITLES, 1)),
    )


def _area(number: int, title: str) -> Area:
    groups, plain = [], 0
    for (name, lead), count in zip(GROUPS, COUNTS[number - 1], strict=True):
        statements = []
        for at in range(1, count + 1):
            if name == "Actions":
                code = f"{number}.{at}a"
            else:
                plain += 2 if f"{number}.{plain + 1}" == "2.12" else 1
                code = f"{number}.{plain}"
            text = SPOKEN.get(code, f"what {name.lower()} number {at} of {title.lower()} comes to")
            statements.append(Statement(ref=code, code=code, text=text))
        groups.append(Group(title=name, lead_in=lead, statements=tuple(statements)))
    return Area(
        ref=str(number),
        code=str(number),
        title=title,
        definition=f"All about {title.lower()}.",
        groups=tuple(groups),
    )
