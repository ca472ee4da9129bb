"""Franchise: whose votes count in an election in which others elect than whoever has a vote in the body.

Those who elect have no seats of their own, so persons are counted here one by one, and households once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from gremium.evaluate.condition import Subject, met
from gremium.evaluate.facts import attributes_of
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.scope import Scope
from gremium.model.meeting import Ballot, Barred
from gremium.norms.decision import Split
from gremium.norms.election import Voters
from gremium.values.condition import Either, Every, Holds
from gremium.values.count import UNSTATED_COUNT, Count, exactly, total
from gremium.values.crowd import Crowd, Persons
from gremium.values.days import on
from gremium.values.message import Message, message
from gremium.values.verdict import Outcome

# What a ballot tells of, beside candidates.
AGAINST, ABSTAIN, INVALID = "no", "abstain", "invalid"
KINDS = (AGAINST, ABSTAIN, INVALID)
ONE, PERHAPS = exactly(1), Count(0, 1)


@frozen(kw_only=True)
class Counted:
    """A ballot with numbers in place of persons, and why votes of some of them do not count.

    `doubtful`: of so many it is not known whether they may vote. `divided`: so many households voted differently, and no rule
    says what becomes of their vote.
    """

    ballot: Ballot
    refused: tuple[Message, ...] = ()
    doubtful: int = 0
    divided: int = 0


@frozen
class _Voter:
    """What somebody did: for whom, or how, they voted (more than one where a paper has several votes); `sure`: they may vote."""

    done: frozenset[str]
    sure: bool

    @property
    def votes(self) -> bool:
        """True if they voted for somebody, or against all."""
        return not self.done <= {ABSTAIN, INVALID}


def apart(voters: Voters | None) -> bool:
    """Return whether others elect than whoever has a vote in the body, or only some of them."""
    return voters is not None and (voters.who is not None or bool(voters.by) or voters.if_ is not None)


def entitled(scope: Scope, here: Occasion, ballot: Ballot, voters: Voters, day: date, *, single: bool) -> Counted:
    """Return a ballot with the votes of those who may vote, as numbers. `single`: everybody has one vote."""
    crowds: dict[str, Crowd] = dict(ballot.votes)
    crowds |= {kind: crowd for kind in KINDS if (crowd := getattr(ballot, kind)) is not None}
    done: dict[str, frozenset[str]] = {}
    for name, crowd in crowds.items():
        for person in crowd.ids if isinstance(crowd, Persons) else ():
            done[person] = done.get(person, frozenset()) | {name}
    barred = {one for fact in here.facts(Barred) if isinstance(fact.who, Persons) for one in fact.who.ids}
    refused: list[Message] = []
    may: dict[str, _Voter] = {}
    for person in sorted(done):
        outcome = Outcome.FAILS if person in barred else _may_vote(scope, here, voters, person, day)
        if outcome is Outcome.FAILS:
            refused.append(message("reason.vote-barred" if person in barred else "reason.no-franchise", party=person))
        else:
            may[person] = _Voter(done[person], outcome is Outcome.HOLDS)
    numbers: dict[str, list[Count]] = {name: [] for name, crowd in crowds.items() if isinstance(crowd, Persons)}
    divided = 0
    for several in _together(scope, voters, may):
        found, differ = _votes(several, voters.split or Split.UNSTATED, single=single)
        divided += differ
        for name, number in found.items():
            numbers.setdefault(name, []).append(number)
    return Counted(
        ballot=_numbered(ballot, {name: total(each) for name, each in numbers.items()}),
        refused=tuple(refused),
        doubtful=sum(not one.sure for one in may.values()),
        divided=divided,
    )


def _may_vote(scope: Scope, here: Occasion, voters: Voters, person: str, day: date) -> Outcome:
    """Return whether somebody has a vote on a day."""
    parts = [voters.if_] if voters.if_ is not None else []
    parts += [Either(tuple(Holds(ref) for ref in voters.by))] if voters.by else []
    return met(scope, Every(tuple(parts)), Subject(name=person, here=here.where, at=day, since=on(day)))[0]


def _together(scope: Scope, voters: Voters, may: Mapping[str, _Voter]) -> Iterator[tuple[_Voter, ...]]:
    """Yield those who have one vote together; of whom it is not told with whom they share it, theirs may count for nothing."""
    if voters.together is None:
        yield from ((one,) for one in may.values())
        return
    found: dict[str, list[_Voter]] = {}
    for person, one in may.items():
        value = dict(attributes_of(scope, person)).get(voters.together)
        if value is None:
            yield (evolve(one, sure=False),)
        else:
            found.setdefault(value, []).append(one)
    yield from map(tuple, found.values())


def _votes(several: Sequence[_Voter], split: Split, *, single: bool) -> tuple[dict[str, Count], bool]:
    """Return the one vote of several, by what each of them did; and whether no rule says what becomes of it.

    Whoever abstains leaves it to the others.
    """
    cast = [one for one in several if one.votes] if any(one.votes and one.sure for one in several) else list(several)
    names = sorted({name for one in cast for name in one.done})
    alike = {one.done for one in cast}
    if len(alike) == 1 and not (single and len(names) > 1):
        return dict.fromkeys(names, ONE if any(one.sure for one in cast) else PERHAPS), False
    sure = {one.done for one in cast if one.sure}
    if split is Split.VOID and len(sure) > 1:
        return {INVALID: ONE}, False
    if split is Split.MAJORITY and all(one.sure for one in cast):
        (first, most), *others = Counter(one.done for one in cast).most_common(2)
        if not others or most > others[0][1]:
            return dict.fromkeys(sorted(first), ONE), False
    return dict.fromkeys((*names, *((INVALID,) if split is Split.VOID else ())), PERHAPS), len(sure) > 1


def _numbered(ballot: Ballot, numbers: Mapping[str, Count]) -> Ballot:
    """Return a ballot with numbers in place of persons; invalid votes are added to those that are told."""
    invalid = ballot.invalid
    if INVALID in numbers:
        told = numbers[INVALID] if isinstance(invalid, Persons) else total((invalid or UNSTATED_COUNT, numbers[INVALID]))
        invalid = told
    return evolve(
        ballot,
        votes=tuple((one, numbers.get(one, crowd)) for one, crowd in ballot.votes),
        no=numbers.get(AGAINST, ballot.no),
        abstain=numbers.get(ABSTAIN, ballot.abstain),
        invalid=invalid,
    )
