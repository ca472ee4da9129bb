"""Text of an election: what is filled, who is elected with how many votes, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gremium.evaluate.balloting import Elected, Elects
from gremium.plugins.parts import Context
from gremium.values.count import in_words
from gremium.values.verdict import Outcome
from gremium_adapters.writers.layout import row, table

if TYPE_CHECKING:
    from rich.table import Table

ANSWERS = {Outcome.HOLDS: "elected.yes", Outcome.FAILS: "elected.no", Outcome.OPEN: "elected.not-yet"}
# Of what came of an election, what does not name persons between whom something is to be decided.
OVER = (Elects.ELECTED, Elects.PARTLY, Elects.NOBODY, Elects.VOID, Elects.RECALLED, Elects.STAYS)


def elected(value: Elected, context: Context) -> Iterator[object]:
    """Yield the lines and the table of an election."""
    yield from _posts(value, context)
    if value.round is not None and value.tallies:
        yield _votes(value, context)
    if value.result not in (Elects.PENDING, Elects.RECALLED, Elects.STAYS):
        yield context.language.term("elected.persons", who=_persons(value.elected, _hidden(value), context))
    if value.reserve:
        yield context.language.term("elected.reserve", who=_persons(value.reserve, 0, context))
    yield from _next(value, context)


def _posts(value: Elected, context: Context) -> Iterator[str]:
    say = context.language
    if value.post is not None and value.posts is not None:
        yield say.term("elected.posts", post=value.post, n=value.posts)
    elif value.post is not None:
        yield say.term("elected.posts-unknown", post=value.post)
    if value.guaranteed is not None and value.posts is not None:
        rest = max(value.posts - value.guaranteed, 0)
        yield say.term("elected.guaranteed", n=value.guaranteed, rest=rest)


def _votes(value: Elected, context: Context) -> Table:
    """Return the votes of the last ballot, the most first, those against all at the end."""
    say = context.language
    made = table(say.term("elected.ballot", n=value.round or 0), say.term("elected.votes"), say.term("elected.result"))
    for one in value.tallies:
        name = context.names.get(one.candidate, one.candidate)
        row(made, name, say.say(in_words(one.votes)), say.term(ANSWERS[one.elected]))
    if value.no is not None and value.no.high != 0:
        row(made, say.term("elected.against"), say.say(in_words(value.no)), "")
    return made


def _hidden(value: Elected) -> int:
    """Return how many are elected whom the reader may not see, as far as that follows from the rest."""
    return value.posts - len(value.elected) if value.result is Elects.ELECTED and value.posts is not None else 0


def _persons(ids: Sequence[str], hidden: int, context: Context) -> str:
    say = context.language
    names = [context.names.get(one, one) for one in ids]
    if hidden:
        note = say.term("show.withheld", audience=say.term(f"audience.{context.audience.name.lower()}"))
        names.append(say.term("elected.withheld", n=hidden, note=note))
    return ", ".join(names) or say.term("elected.nobody")


def _next(value: Elected, context: Context) -> Iterator[str]:
    """Yield between whom something is still to be decided, and when the next ballot may be taken."""
    say = context.language
    if value.between and value.result not in OVER:
        code = f"elected.between-{value.result.value}"
        yield say.term(code, who=_persons(value.between, 0, context), n=value.places or 0)
    if value.next is not None and value.not_before is not None:
        yield say.term("elected.next-from", n=value.next, day=value.not_before.isoformat())
    elif value.next is not None:
        yield say.term("elected.next", n=value.next)
