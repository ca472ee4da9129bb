"""Text of shared seats: the calculation as a council office puts it into its minutes, who takes the seats, whose turn it is.

Numbers are exact; where a table shows fewer places than they have, a line below it says so. A sign of equality marks equal
claims, a plus what is given whatever the number is.

The room is longer than 300 lines because the calculation in an answer and the one of the command are the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from gremium.evaluate.apportionment import Shared, mixed
from gremium.evaluate.claims import Claim
from gremium.explain.language import Language
from gremium.plugins.parts import Context
from gremium.values.allotment import Allotment, Flaw, Flawed, Line, Method, Quotient, Remainder, Takes, calculation
from gremium.workbench.apportion import Compared, Computed, Ordered
from gremium_adapters.writers.layout import printed, row, table

if TYPE_CHECKING:
    from rich.table import Table

PLACES = 3  # decimal places of a quota or quotient
SHIFT = 5  # the divisors 7, 15, 25 … stand for 1.4, 3, 5 …
EQUAL, GIVEN = "=", "+"
AGAINST_QUOTA = (Flaw.OVER_ROUNDED, Flaw.LOST_SAFE_SEAT)
AGAINST_MAJORITY = (Flaw.MAJORITY_LOST, Flaw.MAJORITY_MADE)


# ── an answer ────────────────────────────────────────────────────────────────────────────────────────────────────────


def shares(value: Shared, context: Context) -> Iterator[object]:
    """Yield the lines and tables of shared seats or turns; of the seats of several bodies one after another."""
    say = context.language
    for part in value.parts:
        yield say.term("shares.part", of=", ".join(part.of))
        yield from shares(part, context)
    if value.parts:
        return
    yield "; ".join(_heading(value, say))
    final = {one.party: one.sure for one in value.portions}
    if value.trace:
        weights = {one.party: one.weight for one in value.portions if one.weight is not None}
        yield from _calculation(value.trace, value.method, weights or None, final or None, context)
    elif value.portions:
        simple = _numbers(say.term("shares.party"), say.term("shares.seats"))
        for one in value.portions:
            row(simple, _name(one.party, context), str(one.sure))
        yield simple
    for claim in value.claims:
        yield _claim(claim, context)
    if value.tied:
        yield say.term("shares.tied", parties=_names(value.tied, context), seats=value.open)
    yield from _people(value, context)
    yield from _turns(value, context)


def _heading(value: Shared, say: Language) -> Iterator[str]:
    if value.manner is not None:
        yield say.term("shares.manner", manner=say.term(f"manner.{value.manner.value}"))
    if value.method is not None:
        yield say.term("apportionment.method", method=say.term(f"method.{value.method.value}"))
    yield say.term("shares.number", number=value.seats if value.seats is not None else say.term("show.open"))


def _claim(claim: Claim, context: Context) -> str:
    say = context.language
    return say.term(
        "shares.claim",
        parties=_names(claim.between, context),
        seats=claim.places,
        by=say.term(f"draw.{claim.by.value}"),
        won=_names(claim.won, context),
    )


def _people(value: Shared, context: Context) -> Iterator[object]:
    """Yield who takes the seats, where the record names them."""
    say = context.language
    named = [one for one in value.portions if one.members or one.reserve or one.vacant]
    if not named or value.turns:
        return
    people = table(*(say.term(f"shares.{one}") for one in ("party", "seats", "members", "substitutes", "reserve")))
    for one in named:
        vacant = (say.term("shares.vacant", number=one.vacant),) if one.vacant else ()
        members = ", ".join((*(_name(party, context) for party in one.members), *vacant))
        standing = _names(one.substitutes, context)
        row(people, _name(one.party, context), str(one.sure), members, standing, _names(one.reserve, context))
    yield people


def _turns(value: Shared, context: Context) -> Iterator[object]:
    """Yield whose turn it is, and what was chosen."""
    if not value.turns:
        return
    say = context.language
    turns = table(*(say.term(f"shares.{one}") for one in ("turn", "party", "quotient", "post", "person")))
    for turn in value.turns:
        party = _name(turn.party, context) if turn.party is not None else f" {EQUAL} ".join(_each(turn.tied, context))
        quotient = _decimal(turn.quotient, say) if turn.quotient is not None else ""
        names = _name(turn.names, context) if turn.names is not None else ""
        row(turns, str(turn.place), party, quotient, turn.takes or "", names)
    yield turns


def _name(party: str, context: Context) -> str:
    return context.names.get(party, party)


def _each(parties: Iterable[str], context: Context) -> list[str]:
    return [_name(party, context) for party in parties]


def _names(parties: Iterable[str], context: Context) -> str:
    return ", ".join(_each(parties, context))


# ── the calculation ──────────────────────────────────────────────────────────────────────────────────────────────────


def _calculation(
    lines: Sequence[Line],
    method: Method | None,
    weights: Mapping[str, int] | None,
    final: Mapping[str, int] | None,
    context: Context,
) -> Iterator[object]:
    """Yield the tables of a calculation, and what its signs mean. `final` are the seats after lots; None: turns are shared."""
    remainders = [one for one in lines if isinstance(one, Remainder)]
    quotients = [one for one in lines if isinstance(one, Quotient)]
    if remainders:
        yield _remainders(remainders, weights or {}, final or {}, context)
    else:
        yield from _quotients(quotients, method, weights, final, context)
    say = context.language
    shown = [one.quota for one in remainders] + [one.quotient * _shift(method) for one in quotients]
    taken = {one.takes for one in lines}
    told = {"rounded": any(_rounds(one) for one in shown), "equal": Takes.TIED in taken, "given": Takes.GIVEN in taken}
    yield from (say.term(f"shares.note-{name}") for name, there in told.items() if there)


def _remainders(lines: Sequence[Remainder], weights: Mapping[str, int], final: Mapping[str, int], context: Context) -> Table:
    """Return a calculation by largest remainders: party by party, with the sums where all of them may be seen."""
    say = context.language
    names = ("party", "strength", "quota", "whole", "remainder", "for-remainder", "seats")
    made = _numbers(*(say.term(f"shares.{name}") for name in names))
    marks = {Takes.SEAT: "1", Takes.TIED: EQUAL, Takes.GIVEN: GIVEN, Takes.NONE: say.term("shares.nothing")}
    for one in lines:
        row(
            made,
            _name(one.party, context),
            str(weights.get(one.party, "")),
            _decimal(one.quota, say),
            str(one.whole),
            _decimal(one.remainder, say),
            marks[one.takes],
            str(final.get(one.party, "")),
        )
    sums = (weights.values(), (one.quota for one in lines), (one.whole for one in lines))
    strength, quota, whole = (sum(values, Fraction(0)) for values in sums)
    more = sum(final.values()) - whole
    cells = (strength, quota, whole, quota - whole, more, sum(final.values()))
    made.add_section()
    row(made, say.term("shares.sum"), *(_decimal(Fraction(cell), say) for cell in cells))
    return made


def _quotients(
    lines: Sequence[Quotient],
    method: Method | None,
    weights: Mapping[str, int] | None,
    final: Mapping[str, int] | None,
    context: Context,
) -> Iterator[Table]:
    """Yield a calculation by highest quotients: a column for each party, a row for each divisor, in as many tables as needed."""
    say = context.language
    shift = _shift(method)
    columns = {party: [_quotient(one, shift, say) for one in mine] for party, mine in groupby(lines, key=lambda one: one.party)}
    divisors = max(([one.divisor for one in mine] for _, mine in groupby(lines, key=lambda one: one.party)), key=len)
    first = [say.term("shares.divisor"), *(_decimal(Fraction(divisor, shift), say) for divisor in divisors)]
    head = [] if weights is None else [say.term("shares.strength")]
    foot = [] if final is None else [say.term("shares.seats")]
    rows = [*head, *first[1:], *foot]
    cells = {
        party: [
            *([str(weights[party])] if weights is not None else []),
            *mine,
            *[""] * (len(divisors) - len(mine)),
            *([str(final[party])] if final is not None else []),
        ]
        for party, mine in columns.items()
    }
    wide = max(map(len, (first[0], *rows)))
    for parties in _fitting(cells, context.width - wide - 4, context):
        made = _numbers(first[0], *_each(parties, context))
        for number, label in enumerate(rows):
            if number == len(rows) - len(foot) and foot:
                made.add_section()
            row(made, label, *(cells[party][number] for party in parties))
        yield made


def _fitting(cells: Mapping[str, Sequence[str]], width: int, context: Context) -> Iterator[list[str]]:
    """Yield the columns in groups that fit into a width, at least one in each."""
    group: list[str] = []
    left = width
    for party, column in cells.items():
        needed = max(map(len, (_name(party, context), *column))) + 2
        if group and needed > left:
            yield group
            group, left = [], width
        group.append(party)
        left -= needed
    yield group


def _quotient(line: Quotient, shift: int, say: Language) -> str:
    """Return a quotient with its place in brackets, if it takes a seat or may take one."""
    number = _decimal(line.quotient * shift, say)
    match line.takes:
        case Takes.SEAT:
            return f"{number} ({line.place})"
        case Takes.TIED:
            return f"{number} ({line.place}{EQUAL})"
        case Takes.GIVEN:
            return f"{number} ({GIVEN})"
        case Takes.NONE:
            return number


def _shift(method: Method | None) -> int:
    return SHIFT if method is Method.SAINTE_LAGUE_MODIFIED else 1


def _rounds(number: Fraction) -> bool:
    return bool(10**PLACES % number.denominator)


def _decimal(number: Fraction, say: Language) -> str:
    """Return a number with at most three places, rounded half up, and the sign that the language puts before them."""
    scaled = (2 * number.numerator * 10**PLACES + number.denominator) // (2 * number.denominator)
    whole, rest = divmod(scaled, 10**PLACES)
    places = f"{rest:0{PLACES}}".rstrip("0")
    return f"{whole}{say.term('shares.point')}{places}" if places else str(whole)


def _numbers(*headings: str) -> Table:
    """Return an empty table of which all columns but the first hold numbers."""
    made = table(*headings)
    for column in made.columns[1:]:
        column.justify = "right"
    return made


# ── methods side by side ─────────────────────────────────────────────────────────────────────────────────────────────


def apportioned(answer: Compared, context: Context) -> bytes:
    """Return seats or turns by one method with the whole calculation, or by several side by side."""
    return printed(_apportioned(answer, context), context)


def _apportioned(answer: Compared, context: Context) -> Iterator[object]:
    say = context.language
    yield "; ".join(_asked(answer, say))
    if answer.orders:
        yield from _orders(answer, context)
    elif len(answer.results) == 1:
        yield from _single(answer, answer.results[0], context)
    else:
        yield from _side_by_side(answer, context)
    yield say.term("show.legal")


def _asked(answer: Compared, say: Language) -> Iterator[str]:
    yield say.term("shares.number-turns" if answer.orders else "shares.number", number=answer.seats)
    yield say.term("shares.total", number=sum(answer.weights.values()))
    if answer.minimum:
        yield say.term("apportionment.minimum", number=answer.minimum)
    if answer.majority:
        yield say.term("apportionment.majority-yes")
    if len(answer.methods) == 1:
        yield say.term("apportionment.method", method=say.term(f"method.{answer.methods[0].value}"))


def _single(answer: Compared, made: Computed, context: Context) -> Iterator[object]:
    """Yield the whole calculation by one method, who is tied, and what may be held against the result."""
    say = context.language
    yield from _calculation(calculation(made.shared), made.method, answer.weights, dict(made.shared.sure), context)
    yield from _lots(made.shared, say)
    for one in made.flaws:
        code = f"reason.flaw-{one.flaw.value}"
        flaw = say.term(code, candidate=one.party, seats=one.seats, ideal=mixed(one.ideal))
        yield flaw if one.sure else say.term("shares.perhaps", flaw=flaw)


def _lots(shared: Allotment, say: Language) -> Iterator[str]:
    if shared.majority is not None:
        yield say.term("reason.sharing-majority", candidate=shared.majority)
    if shared.open:
        yield say.term("shares.tied", parties=", ".join(shared.tied), seats=shared.open)


def _side_by_side(answer: Compared, context: Context) -> Iterator[object]:
    """Yield a column for each method: seats, as a range where a lot decides, and two checks."""
    say = context.language
    methods = [say.term(f"method.{made.method.value}") for made in answer.results]
    narrow = [name.replace("/", " / ") for name in methods]  # so that a long name can be broken
    names = [say.term(f"shares.{name}") for name in ("party", "strength", "ideal")]
    made = _numbers(*names, *narrow)
    total = sum(answer.weights.values())
    for party, weight in answer.weights.items():
        ideal = _decimal(Fraction(weight * answer.seats, total), say)
        row(made, party, str(weight), ideal, *(_range(one.shared, party, say) for one in answer.results))
    made.add_section()
    for label, cell in (("by-lot", _open), ("keeps-quota", _keeps_quota), ("keeps-majority", _keeps_majority)):
        row(made, say.term(f"shares.{label}"), "", "", *(cell(one, say) for one in answer.results))
    yield made
    if any(_rounds(Fraction(weight * answer.seats, total)) for weight in answer.weights.values()):
        yield say.term("shares.note-rounded")
    for method, one in zip(methods, answer.results, strict=True):
        yield from (say.term("shares.of-method", method=method, said=line) for line in _lots(one.shared, say))


def _range(shared: Allotment, party: str, say: Language) -> str:
    """Return the seats of a party, as a range if a lot decides about one of them."""
    seats = dict(shared.sure)[party]
    return say.term("shares.range", low=seats, high=seats + 1) if party in shared.tied else str(seats)


def _open(made: Computed, _say: Language) -> str:
    return str(made.shared.open)


def _keeps_quota(made: Computed, say: Language) -> str:
    return _keeps(made, AGAINST_QUOTA, say)


def _keeps_majority(made: Computed, say: Language) -> str:
    return _keeps(made, AGAINST_MAJORITY, say)


def _keeps(made: Computed, against: tuple[Flaw, ...], say: Language) -> str:
    """Return whether a result has none of these flaws: yes, no with the parties, or that a lot decides it."""
    found: list[Flawed] = [one for one in made.flaws if one.flaw in against]
    if not found:
        return say.term("shares.yes")
    parties = ", ".join(dict.fromkeys(one.party for one in found))
    return say.term("shares.no" if any(one.sure for one in found) else "shares.by-lot-no", parties=parties)


def _orders(answer: Compared, context: Context) -> Iterator[object]:
    """Yield whose turn it is, with a column for each method; of one method with the quotients."""
    say = context.language
    single = len(answer.orders) == 1
    headings = [say.term(f"method.{made.method.value}") for made in answer.orders]
    made = table(say.term("shares.turn"), *([say.term("shares.party"), say.term("shares.quotient")] if single else headings))
    columns = [_order(one, answer.seats, say, quotients=single) for one in answer.orders]
    for place in range(answer.seats):
        row(made, str(place + 1), *(cell for column in columns for cell in column[place]))
    yield made
    ranks = [rank for one in answer.orders for rank in one.ranks or ()]
    if any(len(rank.parties) > 1 for rank in ranks):
        yield say.term("shares.note-equal")
    if single and any(_rounds(rank.quotient * _shift(answer.orders[0].method)) for rank in ranks):
        yield say.term("shares.note-rounded")


def _order(made: Ordered, picks: int, say: Language, *, quotients: bool) -> list[tuple[str, ...]]:
    """Return the cells of a method for each place."""
    if made.ranks is None:
        return [(say.term("shares.nothing"),)] * picks
    cells = [
        (f" {EQUAL} ".join(rank.parties), *([_decimal(rank.quotient * _shift(made.method), say)] if quotients else []))
        for rank in made.ranks
        for _ in rank.parties
    ]
    return cells[:picks]
