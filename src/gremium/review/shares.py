"""Shared seats in a record: no lot without a tie, no choice out of turn or of what was taken, nobody on two lists.

Which lots and choices fit is what the rules say: the evaluator of the word is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gremium.evaluate.apportionment import Shared, Shares, apportionment_of
from gremium.evaluate.balloting import name_of
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.posts import Post, posts_of
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.model.meeting import Chosen, Item, Lot, Nominated, OfMeeting
from gremium.model.record import Record
from gremium.norms.apportionment import Draw, Manner
from gremium.review.events import Numbered, Path, located
from gremium.values.finding import Finding, finding
from gremium.values.phrases import one_of

# Results of which it is known whose lots were needed.
DECIDED = (Shares.SHARED, Shares.LOT)
BY_STRENGTH = (Manner.NAMING, Manner.LISTS)


def check(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Yield what is wrong with lots, choices and lists, item by item."""
    index_of = {id(event): index for event, index in numbered}
    for item in record.item_by_id.values():
        told = [one for one in record.of_meeting.get(item.meeting, ()) if getattr(one, "item", None) == item.id]
        places = [(one, ("events", index_of[id(one)])) for one in told]
        yield from _lists(places)
        if any(isinstance(one, Lot | Chosen) for one in told):
            yield from _shared(scope, record, item, places)


def _lists(told: Iterable[tuple[OfMeeting, Path]]) -> Iterator[Finding]:
    """Yield a finding for everybody who stands on two lists of an item, or twice on one."""
    seen: set[str] = set()
    for event, path in told:
        if isinstance(event, Nominated) and event.list is not None:
            for number, candidate in enumerate(event.candidates):
                if candidate in seen:
                    place = (*path, "candidates") if len(event.candidates) == 1 else (*path, "candidates", number)
                    yield finding("listed-twice", place, party=candidate, list=event.list)
                seen.add(candidate)


def _shared(scope: Scope, record: Record, item: Item, told: Sequence[tuple[OfMeeting, Path]]) -> Iterator[Finding]:
    where = located(scope, record.meeting_by_id[item.meeting].body)
    if where is None:
        return
    here = occasion(scope, where, item.meeting, item.id)
    posts = posts_of(scope, where, item.fills)
    choices = [(one, path) for one, path in told if isinstance(one, Chosen)]
    yield from _posts(scope, where, posts, choices)
    values = _values(scope, here)
    if values:
        yield from _lots(values, [(one, path) for one, path in told if isinstance(one, Lot)])
        yield from _order(values[0], choices)


def _values(scope: Scope, here: Occasion) -> tuple[Shared, ...]:
    """Return what was shared by strength, body by body; nothing where that is not known, or depends on how rules are read."""
    read = worlds(scope, lambda chosen: apportionment_of(chosen, here, here.day))
    value = read[0][1].value if len(read) == 1 else None
    parts = (value.parts or (value,)) if isinstance(value, Shared) else ()
    return parts if all(part.manner in BY_STRENGTH for part in parts) else ()


def _lots(values: Iterable[Shared], lots: Iterable[tuple[Lot, Path]]) -> Iterator[Finding]:
    """Yield a finding for every lot that decides nothing: nobody is tied, or somebody was drawn who is not."""
    listed = tuple(values)
    if not all(value.result in DECIDED for value in listed):
        return
    used = Counter(party for value in listed for claim in value.claims if claim.by is Draw.LOT for party in claim.won)
    for one, path in lots:
        if used[one.drawn]:
            used[one.drawn] -= 1
        else:
            yield finding("lot-without-tie", path, party=one.drawn)


def _order(value: Shared, choices: Iterable[tuple[Chosen, Path]]) -> Iterator[Finding]:
    """Yield a finding for the first choice that was not the turn of whoever chose, as far as turns are known."""
    if not value.turns:
        return
    turns = [turn.party for turn in value.turns]
    for number, (one, path) in enumerate(choices):
        due = turns[number] if number < len(turns) else ""
        if due is None:
            return
        if due != one.party:
            yield finding("choice-out-of-turn", (*path, "party"), party=one.party, number=number + 1)
            return


def _posts(
    scope: Scope, where: Located, posts: Iterable[tuple[Post, Located]], choices: Iterable[tuple[Chosen, Path]]
) -> Iterator[Finding]:
    """Yield a finding for every choice of a post that the item does not fill, or that was taken before."""
    listed = dict(posts)
    taken: set[Post] = set()
    for one, path in choices:
        meant = {post for post, _ in posts_of(scope, where, (one.takes,))}
        found = [post for post in listed if post in meant or Post(post.jurisdiction, post.body) in meant]
        if not found:
            known = [name_of(post, where) for post in listed]
            yield finding("choice-of-nothing", (*path, "takes"), post=str(one.takes), hint=one_of(str(one.takes), known))
        elif taken.issuperset(found):
            yield finding("choice-twice", (*path, "takes"), post=str(one.takes))
        taken.update(found[:1])
