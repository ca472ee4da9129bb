"""Checks of decision: each row says something, names only what there is, fits together, and can be met at all."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.aspects import says_nothing
from gremium.evaluate.ballots import word_of
from gremium.evaluate.majority import COUNT
from gremium.evaluate.need import Answer, Room, satisfied
from gremium.evaluate.scope import Located, Scope
from gremium.evaluate.tally import Cell
from gremium.lint.references import any_noun, any_reference
from gremium.lint.walk import Path, located, provisions, refs_of, tallies_of
from gremium.model.body import Body, Kind
from gremium.norms.decision import After, Breaks, Decision, Per, Stops, Treatment
from gremium.norms.seats import Seats, Standing
from gremium.values.count import Count
from gremium.values.finding import Finding, finding
from gremium.values.need import Need, tallies
from gremium.values.tally import Tally
from gremium.values.verdict import Outcome

# What somebody may do in a ballot; with abstentions and invalid votes counted as votes cast or not, a need may be met.
DONE = ("yes", "no", "abstain", "invalid", "")
TREATED = (Treatment.IGNORED, Treatment.COUNTED)
# Ties of which it makes a difference whose vote decides, or who decides instead.
NAMED = (Breaks.OWN_VOTE, Breaks.CASTING_VOTE, Breaks.REFERRED)


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, and names only what there is; what it says in several keys fits together."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Decision):
            continue
        norm: Decision = provision.norm
        if says_nothing(provision):
            yield finding("says-nothing", path, word=norm.word)
        here = located(scope, owner)
        yield from _nouns(here, norm, path, owner)
        for ref, keys in refs_of(norm):
            if isinstance(owner, Body) or not ref.bare:  # kinds may leave positions to their bodies
                yield from any_reference(scope, here, ref, (*path, *keys))
        yield from _rounds(norm, path)
        yield from _lacking(here, norm, path)
        yield from _unused(here, norm, path)


def _nouns(here: Located, norm: Decision, path: Path, owner: Body | Kind) -> Iterator[Finding]:
    """Whatever is counted is a word of the grammar or a position of the body; kinds may leave positions to their bodies."""
    for tally, keys in tallies_of(norm):
        for term in tally.terms:
            yield from any_noun(here, term.noun, (*path, *keys), owner)


def _rounds(norm: Decision, path: Path) -> Iterator[Finding]:
    """Ballots are counted from 1 without a gap, and the first one follows nothing."""
    numbers = [one.number for one in norm.rounds]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        yield finding("round-numbers", (*path, "rounds"), read=", ".join(map(str, numbers)))
    for index, one in enumerate(norm.rounds):
        for key, given in (("not_before", one.not_before is not None), ("after", one.after is not After.FAILED)):
            if one.number == 1 and given:
                yield finding("unused-key", (*path, "rounds", index, key), key=key, beside="number = 1")


def _lacking(here: Located, norm: Decision, path: Path) -> Iterator[Finding]:
    """Nothing is left out without which a row says nothing."""
    if norm.tie is not None and norm.tie.then is Breaks.REFERRED and norm.tie.by is None:
        yield finding("missing-key", (*path, "tie"), key="by")
    for index, demanded in enumerate(norm.on_demand):
        if not demanded.by and demanded.resolved is None:
            yield finding("missing-key", (*path, "on_demand", index), key="by")
    for index, one in enumerate(norm.veto):
        if one.effect is Stops.MOVES and one.to is None:
            yield finding("missing-key", (*path, "veto", index), key="to")
    if norm.vote_per is not None and norm.vote_per.who is Per.SHARED and norm.vote_per.attribute is None:
        yield finding("missing-key", (*path, "vote_per"), key="attribute")
    written = norm.written
    if written is not None and written.adopted_if is None and not written.no_objection and not _has_need(here):
        yield finding("missing-key", (*path, "written"), key="adopted_if")


def _has_need(here: Located) -> bool:
    """Return whether some row of a body or of its kinds says what a decision needs."""
    return any(norm.need is not None or norm.rounds for norm in _norms(here))


def _norms(here: Located) -> list[Decision]:
    return [p.norm for owner in here.owners for p in owner.provisions if isinstance(p.norm, Decision)]


def _unused(here: Located, norm: Decision, path: Path) -> Iterator[Finding]:
    """Nothing is said that another key of the row makes pointless."""
    if norm.need is not None and norm.rounds:
        yield finding("unused-key", (*path, "need"), key="need", beside="rounds")
    if norm.tie is not None and norm.tie.by is not None and not {norm.tie.then, norm.tie.again} & set(NAMED):
        yield finding("unused-key", (*path, "tie", "by"), key="by", beside=f"then = {norm.tie.then.value}")
    if norm.vote_per is not None and norm.vote_per.who is not Per.SHARED and norm.vote_per.attribute is not None:
        yield finding("unused-key", (*path, "vote_per", "attribute"), key="attribute", beside=f"who = {norm.vote_per.who.value}")
    together = any(one.vote_per is not None and one.vote_per.who is not Per.SEAT for one in _norms(here))
    if norm.split is not None and not together and not any(one.block is not None for one in groups_of(here).values()):
        yield finding("unused-key", (*path, "split"), key="split", beside="vote_per")


def groups_of(here: Located) -> dict[str, Seats]:
    """Return the seat groups of a body and of its kinds by id; of two the one nearer to the body."""
    found = [(str(p.slot), p.norm) for owner in reversed(here.owners) for p in owner.provisions if isinstance(p.norm, Seats)]
    return dict(found)


# ── can it ever be met ───────────────────────────────────────────────────────────────────────────────────────────────


def reachable(scope: Scope) -> Iterator[Finding]:
    """No body needs of a decision what it can never reach, however everybody votes; and nobody has to agree who has no vote."""
    for body in scope.charter.bodies:
        here = Located(charter=scope.charter, body=body)
        groups = groups_of(here)
        seats = every_vote(groups) if body.complete else ()
        for provision, path in body.rows:
            if isinstance(provision.norm, Decision):
                for need, keys in _needs(provision.norm):
                    if seats and never(need, provision.norm.count or COUNT, seats):
                        yield finding("decision-impossible", (*path, *keys), body=body.id)
                for index, one in enumerate(provision.norm.concurrence):
                    group = groups.get(one.of.target) if one.of.bare else None
                    if group is not None and group.standing in (Standing.ADVISORY, Standing.GUEST):
                        yield finding("decision-impossible", (*path, "concurrence", index, "of"), body=body.id)


def _needs(norm: Decision) -> Iterator[tuple[Need, Path]]:
    """Yield what the ballots of a row need, with the path of its keys."""
    if norm.need is not None:
        yield norm.need, ("need",)
    if norm.written is not None and norm.written.adopted_if is not None:
        yield norm.written.adopted_if, ("written", "adopted_if")
    yield from ((one.need, ("rounds", index, "need")) for index, one in enumerate(norm.rounds))


def every_vote(groups: dict[str, Seats]) -> tuple[Cell, ...]:
    """Return the seats of a body as if all were taken, and everybody voted in one way or another; none where a number is open."""
    cells: list[Cell] = []
    for slot, norm in groups.items():
        number, weight = norm.number, norm.weight
        sure = isinstance(number, Count) and number.stated and norm.each is None and not norm.at_times
        if not sure or not isinstance(number, Count) or not isinstance(weight, Count | None):
            return ()
        standing = norm.standing if norm.standing is not None else Standing.VOTING
        words = frozenset({"seats", "members", "filled", "present", slot, standing.value})
        if standing is not Standing.VOTING:
            cells.append(Cell(possible=(words,), number=number))
            continue
        voting = words | {"entitled"}
        possible = {voting | word_of(done, treated, treated): None for treated in TREATED for done in DONE}
        if norm.block is not None:
            cells.append(Cell(possible=(voting,), number=number))
            cells.append(Cell(possible=tuple(state - words - {"entitled"} for state in possible), votes=norm.block))
        else:
            cells.append(Cell(possible=tuple(possible), number=number, votes=weight or Count(1, 1)))
    return tuple(cells)


def never(need: Need, count: Tally, seats: tuple[Cell, ...]) -> bool:
    """Return whether a need fails however everybody votes; what is no number of votes or seats is left open."""
    return weighed(need, count, seats) is Outcome.FAILS


def weighed(need: Need, count: Tally, seats: tuple[Cell, ...]) -> Outcome:
    """Return whether a need is met by these votes; it is open where it asks for what is no number of votes or seats."""
    asked = {term.noun for tally in (count, *tallies(need)) for term in tally.terms}
    known = {word for cell in seats for state in cell.possible for word in state}
    states = {state for tally in (count, *tallies(need)) for term in tally.terms for state in term.states}
    if not asked <= {*known, "yes", "no", "abstentions", "invalid", "votes"} or states & {"barred", "remote"}:
        return Outcome.OPEN
    room = Room(
        cells=seats,
        count=count,
        found=lambda _: Outcome.OPEN,
        raised=lambda _: Outcome.OPEN,
        asked=lambda _: Answer(outcome=Outcome.OPEN),
    )
    return satisfied(need, room).outcome
