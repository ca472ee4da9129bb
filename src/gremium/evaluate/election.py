"""election: who is elected, between whom a further ballot or a lot is needed, and what holds in the next ballot.

Ballot by ballot: who stands in it, whether each of them has what it takes, and if nobody has, who stands in the next (`rounds`).
For each candidate the ballot is a vote like any other (`contest`), counted by intervals. A lot is a fact of the record: where one
is needed and none is told, the answer is OPEN and says between whom. Where it is not known whether somebody stands, the election
is looked at with and without them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from attrs import evolve

from gremium.evaluate.aspects import Aspect, Ruled, merged, ruled_by_post, ways
from gremium.evaluate.balloting import Elected, Elects, Posts
from gremium.evaluate.effective import rules
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.poll import FAILS, OPEN
from gremium.evaluate.posts import posts_of
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.rounds import RECALL, Rounds
from gremium.evaluate.scope import Located, Scope, exists, label
from gremium.evaluate.silence import not_there, silent
from gremium.model.meeting import Ballot
from gremium.norms.election import (
    Election,
)
from gremium.values.message import message
from gremium.values.verdict import Reason, Verdict

# Of so many persons of whom it is not known whether they stand, every combination is looked at; of more only some.
MOST_DOUBTFUL = 4


def election(
    scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None
) -> Verdict[Elected] | Verdict[tuple[Ruled, ...]]:
    """Return who was elected on an item of a meeting; without a meeting what the rules say of elections.

    HOLDS if every post is filled (or somebody was voted out), FAILS if not and no further ballot is provided for, OPEN if
    another ballot, a lot or a fact is needed: `value` tells which. Asked of the body that elects or of the one that has the post.
    The rules in force on the day of the meeting decide. Raises `Misuse` for a body, meeting or item that there is not.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: ruled_by_post(chosen, where, Election, at))
    here = meeting_of(scope, where, meeting, item)
    read = worlds(scope, lambda chosen: election_of(chosen, here, at))
    if len(read) == 1:
        return read[0][1]
    return under_readings(scope, lambda chosen: election_of(chosen, here, at), _alike)


def meeting_of(scope: Scope, where: Located, meeting: str, item: str | None) -> Occasion:
    """Return a meeting as the body sees it that votes in it: also where another body is asked that has the post it fills."""
    record = scope.record
    told = record.meeting_by_id.get(meeting) if record is not None else None
    called = record.item_by_id.get(item) if record is not None and item is not None else None
    if told is None or called is None or where.body.id in told.bodies or told.body not in scope.charter.body_by_id:
        return occasion(scope, where, meeting, item)
    votes = scope.locate(told.body)
    fills = posts_of(scope, votes, called.fills)
    mine = any((post.jurisdiction, post.body) == (where.charter.id, where.body.id) for post, _ in fills)
    return occasion(scope, votes if mine else where, meeting, item)


def election_of(scope: Scope, here: Occasion, at: date) -> Verdict[Elected]:
    """Return the same of an occasion that is at hand, under the readings that are chosen."""
    if exists(here.where.body, here.day) is FAILS:
        return not_there(here.where, here.day)
    posts, found = _rules(scope, here)
    if not posts and any(rules(scope, here.where, Election, here.day)):
        recalls = any(one.about == RECALL for one in here.facts(Ballot))
        if not found or not (recalls or (here.item is not None and here.item.posts is not None)):
            return _unnamed(here)
    if not found:
        return silent(here.where, "election")
    others = (merged(scope, here.where, Election, here.day, position=post, subject=here.subject) for post, _ in posts[1:])
    if any(_says(other) != _says(found) for other in others):
        reason = Reason(said=message("reason.election-posts-differ", body=label(here.where.body)))
        return Verdict(outcome=OPEN, reasons=(reason,), missing=(f"{here.meeting.id}.item.fills",))
    return _same_in_all([_with_and_without(scope, here, at, found, way, posts) for way in ways(found)], here, found)


def followed(scope: Scope, here: Occasion, at: date) -> tuple[Rounds, Verdict[Elected]] | None:
    """Return an election with its answer, to ask which of its facts decided something.

    None where no rule speaks of it, or where it is not known which rules hold or how they are read, and that matters.
    """
    read = [found for _, found in worlds(scope, lambda chosen: _followed(chosen, here, at))]
    first = read[0]
    if first is None or any(one is None or (one[1].value, one[0].stood) != (first[1].value, first[0].stood) for one in read):
        return None
    return first


def _followed(scope: Scope, here: Occasion, at: date) -> tuple[Rounds, Verdict[Elected]] | None:
    posts, found = _rules(scope, here)
    listed = list(ways(found))
    if not found or len(listed) > 1:
        return None
    contest = Rounds(scope, here, at, found, listed[0], posts)
    return contest, contest.verdict()


def _rules(scope: Scope, here: Occasion) -> tuple[Posts, dict[str, Aspect]]:
    """Return what an election fills, and the rules about it."""
    posts = posts_of(scope, here.where, here.item.fills if here.item is not None else ())
    first = posts[0][0] if posts else None
    return posts, merged(scope, here.where, Election, here.day, position=first, subject=here.subject)


def _unnamed(here: Occasion) -> Verdict[Elected]:
    """Return that nobody told what an election fills."""
    reason = Reason(said=message("reason.election-fills", body=label(here.where.body)))
    return Verdict(outcome=OPEN, reasons=(reason,), missing=(f"{here.meeting.id}.item.fills",))


def _says(found: Mapping[str, Aspect]) -> dict[str, Any]:
    return {name: aspect.value for name, aspect in found.items()}


def _same_in_all(answers: Sequence[Verdict[Elected]], here: Occasion, found: Mapping[str, Aspect]) -> Verdict[Elected]:
    """Return the answer that holds in every way in which the rules may stand; OPEN where there is none."""
    first = answers[0]
    if all((one.outcome, _alike(one.value)) == (first.outcome, _alike(first.value)) for one in answers):
        return first
    opened = tuple(f"{here.where.body.id}.election.{aspect.name}" for aspect in found.values() if not aspect.certain)
    reasons = tuple(dict.fromkeys(reason for one in answers for reason in one.reasons))
    values = [one.value for one in answers if one.value is not None]
    return Verdict(outcome=OPEN, reasons=reasons, value=_in_common(values), missing=opened)


def _alike(value: Elected | None) -> Elected | None:
    """Return what has to be the same of two answers: what came of the election, not what single votes would have lacked."""
    return evolve(value, tallies=()) if value is not None else None


def _in_common(values: Sequence[Elected]) -> Elected | None:
    """Return what several answers have in common."""
    first = values[0]
    both = [one for one in first.elected if all(one in value.elected for value in values)]
    result = first.result if all(value.result is first.result for value in values) else Elects.OPEN
    same = all(value.next == first.next for value in values)
    return evolve(
        first, result=result, elected=tuple(both), reserve=(), between=(), places=None, next=first.next if same else None,
        not_before=None, tallies=tuple(evolve(one, elected=OPEN, needs=None) for one in first.tallies),
    )  # fmt: skip


def _with_and_without(
    scope: Scope, here: Occasion, at: date, found: Mapping[str, Aspect], way: Mapping[str, Any], posts: Posts
) -> Verdict[Elected]:
    """Return who was elected by rules of which each aspect is known, whether or not those stood of whom it is not known."""
    contest = Rounds(scope, here, at, found, way, posts)
    first = contest.verdict()
    doubtful = contest.field.doubtful
    value = first.value
    if not doubtful or value is None or value.result in (Elects.RECALLED, Elects.STAYS):
        return first
    names = [one for one, _ in doubtful]
    few = len(names) <= MOST_DOUBTFUL
    sizes = range(1, len(names) + 1) if few else (1, len(names))
    others = [
        Rounds(scope, here, at, found, way, posts, without=gone).verdict() for n in sizes for gone in combinations(names, n)
    ]
    reasons = tuple(answer.reason for _, answer in doubtful if answer.reason is not None)
    missing = tuple(dict.fromkeys(answer.missing for _, answer in doubtful))
    if few and all((one.outcome, _alike(one.value)) == (first.outcome, _alike(value)) for one in others):
        return evolve(first, reasons=(*first.reasons, *reasons))
    if value.result is Elects.PENDING:
        return evolve(first, reasons=(*first.reasons, *reasons), missing=(*first.missing, *missing))
    values = [value, *(one.value for one in others if one.value is not None)]
    said = Reason(said=message("reason.election-open", body=label(here.where.body)))
    return Verdict(outcome=OPEN, reasons=(said, *reasons), value=_in_common(values), missing=missing)
