"""apportion: seats shared by strengths, by one method or by several side by side. Arithmetic alone: no rule is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import frozen

from gremium.values.allotment import Allotment, Flawed, Method, NoRoom, Rank, allot, flaws, sequence
from gremium.values.errors import Misuse
from gremium.values.message import Parameter, message
from gremium.values.phrases import did_you_mean

# Beyond any assembly, any election and any list of parties: what is asked for so much is a slip of the pen.
MOST_SEATS, MOST_STRENGTH, MOST_PARTIES = 9_999, 10**15 - 1, 999
LONGEST_NAME = 60
ALL = "all"
_NUMBER = re.compile(r"[0-9]{1,16}")


@frozen(kw_only=True)
class Computed:
    """The seats by one method, and what may be held against them."""

    method: Method
    shared: Allotment
    flaws: tuple[Flawed, ...] = ()


@frozen(kw_only=True)
class Ordered:
    """The turns by one method: the order of the highest quotients, None if the method has none."""

    method: Method
    ranks: tuple[Rank, ...] | None


@frozen(kw_only=True)
class Compared:
    """Seats (`results`), or turns (`orders`), shared by one method or by several; `weights` are the strengths by party."""

    seats: int
    weights: Mapping[str, int]
    minimum: int = 0
    majority: bool = False
    results: tuple[Computed, ...] = ()
    orders: tuple[Ordered, ...] = ()

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods by which seats or turns are shared."""
        return (*(one.method for one in self.results), *(one.method for one in self.orders))


def apportion(
    seats: int,
    weights: Mapping[str, int],
    methods: Iterable[Method] = tuple(Method),
    *,
    minimum: int = 0,
    majority: bool = False,
    turns: bool = False,
) -> Compared:
    """Return how seats are shared by strengths, for each method; `turns`: the order of the highest quotients instead.

    `minimum`: so many seats each gets at least; `majority`: more than half of the strength brings more than half of the seats.

    Raises `Misuse` if nobody has a strength, if more is guaranteed than there is, for a minimum or a majority beside turns, and
    for turns by a method without an order.
    """
    listed = tuple(methods)
    if not any(weights.values()):
        raise Misuse(message("misuse.apportion-nobody"))
    if turns and (minimum or majority):
        raise Misuse(message("misuse.apportion-turns"))
    if turns and listed == (Method.HARE_NIEMEYER,):
        raise Misuse(message("misuse.apportion-order", method=Method.HARE_NIEMEYER.value))
    if turns:
        return Compared(seats=seats, weights=weights, orders=tuple(_turns(one, weights, seats) for one in listed))
    made = tuple(_seats(one, weights, seats, minimum, majority=majority) for one in listed)
    return Compared(seats=seats, weights=weights, minimum=minimum, majority=majority, results=made)


def _turns(method: Method, weights: Mapping[str, int], picks: int) -> Ordered:
    return Ordered(method=method, ranks=None if method is Method.HARE_NIEMEYER else sequence(method, weights, picks))


def _seats(method: Method, weights: Mapping[str, int], seats: int, minimum: int, *, majority: bool) -> Computed:
    try:
        shared = allot(method, weights, seats, minimum=minimum, majority=majority)
    except NoRoom:  # by whichever method
        raise Misuse(message("misuse.apportion-room", seats=seats)) from None
    return Computed(method=method, shared=shared, flaws=flaws(shared))


# ── what somebody has typed ──────────────────────────────────────────────────────────────────────────────────────────


def strengths(words: Iterable[str]) -> dict[str, int]:
    """Read strengths from `NAME=NUMBER`, in their order; the last sign of equality parts them.

    Raises `Misuse` for anything else, for a name that comes twice, and if there is nothing to read.
    """
    found: dict[str, int] = {}
    for word in words:
        name, sign, number = word.rpartition("=")
        name, number = name.strip(), number.strip()
        known = bool(sign and name) and name.isprintable() and len(name) <= LONGEST_NAME
        if not known or not _NUMBER.fullmatch(number) or int(number) > MOST_STRENGTH:
            read = "".join(sign if sign.isprintable() else "?" for sign in word[: 2 * LONGEST_NAME])
            raise Misuse(message("misuse.apportion-strength", read=read, most=MOST_STRENGTH))
        if name in found:
            raise Misuse(message("misuse.apportion-twice", name=name))
        found[name] = int(number)
    if not found or len(found) > MOST_PARTIES:
        raise Misuse(message("misuse.apportion-parties", most=MOST_PARTIES))
    return found


def whole(option: str, text: str | None, least: int = 0) -> int:
    """Read the number of an option, at least `least`; raise `Misuse` for anything else, and if it is not given."""
    if text is None or not _NUMBER.fullmatch(text.strip()) or not least <= int(text) <= MOST_SEATS:
        code = "misuse.apportion-missing" if text is None else "misuse.apportion-number"
        said: dict[str, Parameter] = {"option": option, "least": least, "most": MOST_SEATS}
        raise Misuse(message(code, **(said if text is None else {**said, "read": text[:LONGEST_NAME]})))
    return int(text)


def methods(name: str) -> tuple[Method, ...]:
    """Return the method of this name, all of them for "all"; raise `Misuse` for anything else."""
    known = {method.value: (method,) for method in Method} | {ALL: tuple(Method)}
    if name not in known:
        known_names = ", ".join((ALL, *(method.value for method in Method)))
        raise Misuse(message("misuse.apportion-method", read=name[:LONGEST_NAME], known=known_names), did_you_mean(name, known))
    return known[name]
