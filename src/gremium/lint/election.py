"""Checks of election: each row says something, names only what there is, fits together, and somebody can be elected by it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gremium.evaluate.aspects import says_nothing
from gremium.evaluate.ballots import word_of
from gremium.evaluate.majority import COUNT
from gremium.evaluate.posts import is_office, posts_of
from gremium.evaluate.scope import Located, Scope
from gremium.evaluate.tally import Cell
from gremium.lint.composition import days_asked
from gremium.lint.decision import every_vote, groups_of, never, weighed
from gremium.lint.references import any_noun, any_reference
from gremium.lint.walk import Path, located, misspelt_day, provisions, refs_of, tallies_of
from gremium.model.body import Body, Kind
from gremium.norms.decision import Treatment
from gremium.norms.election import Attempt, Election, Equal, Guaranteed, Level, Nomination, Unopposed, Voters
from gremium.values.count import Count
from gremium.values.finding import Finding, finding
from gremium.values.mandate import Mandate, Most, need_of
from gremium.values.need import Need
from gremium.values.quota import Quota
from gremium.values.verdict import Outcome

# Between equals somebody draws the lot or decides; after another ballot, or if both are of one age, something else may follow.
DECIDED = (Level.LOT, Level.CASTING_VOTE)
AGAIN = (Level.RUN_OFF, Level.REPEAT, Level.OLDEST)
# What says who stands in a further ballot, and so nothing of the first.
FURTHER = ("more_than", "best", "drops", "entry", "crowded", "not_before", "should_wait")
HALF = Fraction(1, 2)
# What voters can do without voting for somebody.
NOT_FOR = ("no", "abstain", "invalid", "")


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, and names only what there is; what it says in several keys fits together."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Election):
            continue
        norm: Election = provision.norm
        if says_nothing(provision):
            yield finding("says-nothing", path, word=norm.word)
        here = located(scope, owner)
        yield from _nouns(here, norm, path, owner)
        yield from _days(scope, norm, path)
        for ref, keys in refs_of(norm):
            if isinstance(owner, Body) or not ref.bare:  # kinds may leave positions to their bodies
                yield from any_reference(scope, here, ref, (*path, *keys))
        for key in ("rounds", "single"):
            yield from _rounds(getattr(norm, key), (*path, key))
        yield from _equals(norm, path)
        yield from _tables(norm, path)
        yield from _beside(here, norm, path)


def _nouns(here: Located, norm: Election, path: Path, owner: Body | Kind) -> Iterator[Finding]:
    """Whatever is counted is a word of the grammar or a position of the body; kinds may leave positions to their bodies."""
    for tally, keys in tallies_of(norm):
        for term in tally.terms:
            yield from any_noun(here, term.noun, (*path, *keys), owner)


def _days(scope: Scope, norm: Election, path: Path) -> Iterator[Finding]:
    """No age is asked on a day with a name that looks like one the charter declares, and is not."""
    for key, part in (("voters", norm.voters), ("nomination", norm.nomination)):
        for day in days_asked(part.if_ if part is not None else None):
            hint = misspelt_day(scope.charter, day)
            if hint is not None:
                yield finding("unknown-date", (*path, key, "if"), day=day, hint=hint)


def _rounds(attempts: tuple[Attempt, ...], path: Path) -> Iterator[Finding]:
    """Ballots are counted from 1 without a gap; who stands in the first follows from no ballot before."""
    numbers = [one.number for one in attempts]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        yield finding("round-numbers", path, read=", ".join(map(str, numbers)))
    for index, one in enumerate(attempts):
        place = (*path, index)
        for key in FURTHER:
            if one.number == 1 and getattr(one, key) is not None:
                yield finding("unused-key", (*place, key), key=key, beside="number = 1")
        if one.best is not None and one.drops is not None:
            yield finding("unused-key", (*place, "best"), key="best", beside="drops")
        for key in ("entry", "crowded"):
            if getattr(one, key) is not None and one.best is None and one.drops is None:
                yield finding("missing-key", place, key="best")
        if one.repeats and one.number < max(numbers):
            yield finding("unused-key", (*place, "repeats"), key="repeats", beside=f"number = {one.number + 1}")
        for key in ("best", "drops"):
            yield from _at_least_one(getattr(one, key), (*place, key), key)


def _at_least_one(number: int | None, path: Path, key: str) -> Iterator[Finding]:
    """A number of candidates, votes or posts is at least 1."""
    if number is not None and number < 1:
        yield finding("below-one", path, key=key, read=str(number))


def _equals(norm: Election, path: Path) -> Iterator[Finding]:
    """Of equal votes nothing is said that cannot follow, and nothing that has no effect."""
    told: list[tuple[Equal | None, Path]] = [(norm.tie, ("tie",))]
    for name, attempts in (("rounds", norm.rounds), ("single", norm.single)):
        for index, one in enumerate(attempts):
            told += [(one.entry, (name, index, "entry")), (one.crowded, (name, index, "crowded"))]
    for equal, keys in told:
        if equal is None:
            continue
        then = f"then = {equal.then.value}"
        if equal.by is not None and not {equal.then, equal.again} & set(DECIDED):
            yield finding("unused-key", (*path, *keys, "by"), key="by", beside=then)
        if equal.again is not None and equal.then not in AGAIN:
            yield finding("unused-key", (*path, *keys, "again"), key="again", beside=then)
        if keys == ("tie",) and Level.ALL in (equal.then, equal.again):
            yield finding("unused-key", (*path, *keys), key=Level.ALL.value, beside="tie")


def _tables(norm: Election, path: Path) -> Iterator[Finding]:
    """No table is empty, and its numbers are those of something."""
    if norm.voters == Voters():
        yield finding("missing-key", (*path, "voters"), key="who")
    elif norm.voters is not None and norm.voters.split is not None and norm.voters.together is None:
        yield finding("unused-key", (*path, "voters", "split"), key="split", beside="voters")
    if norm.nomination == Nomination():
        yield finding("missing-key", (*path, "nomination"), key="by")
    for index, demanded in enumerate(norm.on_demand):
        if not demanded.by and demanded.resolved is None:
            yield finding("missing-key", (*path, "on_demand", index), key="by")
    yield from _at_least_one(norm.votes_each, (*path, "votes_each"), "votes_each")
    if norm.guaranteed is not None:
        yield from _at_least_one(norm.guaranteed.posts, (*path, "guaranteed", "posts"), "posts")


def _beside(here: Located, norm: Election, path: Path) -> Iterator[Finding]:
    """What a row says fits with what the other rows of the body say of the same posts."""
    others = [p.norm for owner in here.owners for p in owner.provisions if isinstance(p.norm, Election)]
    same = [one for one in others if not one.of or not norm.of or one.of == norm.of]
    if norm.single and any(one.unopposed is Unopposed.ELECTED for one in same):
        yield finding("unused-key", (*path, "single"), key="single", beside="unopposed = elected")
    if norm.single and not any(one.rounds for one in same):
        yield finding("missing-key", path, key="rounds")
    silent = {topic for owner in here.owners for topic in owner.unstated} & {"election", "election.tie"}
    unsaid = not silent and not any(one.tie is not None for one in same)
    if unsaid and any(_may_be_equal(one.need) for one in norm.rounds):
        yield finding("equals-unsaid", path, key="tie")
    for index, one in enumerate(norm.rounds):
        if (one.best is not None or one.drops is not None) and one.entry is None:
            yield finding("equals-unsaid", (*path, "rounds", index), key="entry")


def _may_be_equal(mandate: Mandate) -> bool:
    """Return whether two may have what it takes with as many votes: only more than half of something excludes it for sure."""
    if isinstance(mandate, Most):
        return True
    return isinstance(mandate, Quota) and (mandate.share is None or mandate.share < HALF)


# ── can somebody be elected ──────────────────────────────────────────────────────────────────────────────────────────


def reachable(scope: Scope) -> Iterator[Finding]:
    """What it takes can be reached, and not without any vote; no more posts go first to groups than there are."""
    for body in scope.charter.bodies:
        here = Located(charter=scope.charter, body=body)
        seats = every_vote(groups_of(here)) if body.complete else ()
        nobody = tuple(_without_yes(cell) for cell in seats)
        for provision, path in body.rows:
            if not isinstance(provision.norm, Election):
                continue
            norm: Election = provision.norm
            apart = norm.voters is not None and norm.voters != Voters(together=norm.voters.together, split=norm.voters.split)
            for need, keys in _needs(norm) if seats and not apart else ():
                if never(need, COUNT, seats):
                    yield finding("election-impossible", (*path, *keys), body=body.id)
                elif weighed(need, COUNT, nobody) is Outcome.HOLDS:
                    yield finding("election-always", (*path, *keys))
            if norm.guaranteed is not None:
                yield from _guaranteed(scope, here, norm, norm.guaranteed, (*path, "guaranteed"))


def _needs(norm: Election) -> Iterator[tuple[Need, Path]]:
    """Yield what the ballots of a row need, with the path of its keys."""
    for name, attempts in (("rounds", norm.rounds), ("single", norm.single)):
        for index, one in enumerate(attempts):
            need = need_of(one.need)
            if need is not None:
                yield need, (name, index, "need")
    if norm.recall is not None:
        yield norm.recall.need, ("recall", "need")


def _without_yes(cell: Cell) -> Cell:
    """Return seats of which nobody voted for the one who is to be elected, though everybody was there."""
    words = frozenset({"yes", "no", "abstentions", "invalid", "votes"})
    bare = {state - words for state in cell.possible}
    cast = {word_of(kind, Treatment.IGNORED, Treatment.IGNORED) for kind in NOT_FOR}
    return Cell(possible=tuple(state | done for state in sorted(bare, key=sorted) for done in cast), number=cell.number)


def _guaranteed(scope: Scope, here: Located, norm: Election, rule: Guaranteed, path: Path) -> Iterator[Finding]:
    """Yield a finding where more posts go first to groups than there are, as far as both numbers are fixed."""
    number = rule.posts * max(len(rule.among), 1)
    for post, there in posts_of(scope, here, norm.of):
        fixed = _fixed(there, post.position)
        if fixed is not None and number > fixed:
            yield finding("guaranteed-too-many", path, number=number, seats=fixed)


def _fixed(there: Located, position: str | None) -> int | None:
    """Return how many seats a group has, or holders an office; None where that is not fixed, or a body as a whole is meant."""
    group = groups_of(there).get(str(position))
    if group is None:
        return 1 if is_office(there, position) else None
    return group.number.low if isinstance(group.number, Count) and group.number.exact else None
