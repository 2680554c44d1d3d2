"""The prices that exact matching begins with: the nearer they are to the last ones, the less is left to do."""

from __future__ import annotations

# More than any cost.
FAR = 1 << 256


def first_prices(cost: list[list[int]]) -> list[int]:
    """Prices to begin with: for nearly everyone half of what their cheapest pair costs.

    Where a pair is worth more than nothing (people who are wanted together), half each would be wrong as soon as
    somebody is in two such pairs: one of the pairs gets nothing, and prices would have to change by all that a wish
    is worth. So whoever others wait for bears the whole worth of it, and those at the ends of such a chain none.
    """
    wanted = {
        p: {q for q, one in enumerate(row) if one < 0 and q != p}
        for p, row in enumerate(cost)
        if min(row) < 0
    }
    bearing: set[int] = set()
    ends = [p for p, others in wanted.items() if len(others) == 1]
    while ends:
        end = ends.pop()
        for middle in wanted[end]:
            bearing.add(middle)
            for other in wanted[middle]:
                wanted[other] = wanted[other] - {middle}
                if len(wanted[other]) == 1:
                    ends.append(other)
            wanted[middle] = set()
    whole = {p: min(cost[p][:p] + cost[p][p + 1 :]) for p in bearing}
    rest = [p for p in range(len(cost)) if p not in whole]
    prices = []
    for p, row in enumerate(cost):
        if p in whole:
            prices.append(whole[p])
            continue
        half = min([row[q] for q in rest if q != p], default=FAR) // 2
        prices.append(min([half, *(row[q] - price for q, price in whole.items())]))
    return prices
