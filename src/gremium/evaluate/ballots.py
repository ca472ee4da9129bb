"""Ballots: the votes of one ballot as cells, to be counted by `tally`.

A record tells votes by persons or by numbers. Votes of persons stand in the seats on which they were cast, so that the presence
of a seat and its vote are never counted as if they were independent; numbers are cells of their own. Numbers are numbers of
votes; only where a group has one vote together they are numbers of its members. What is not recorded is unknown: it may be any
vote of whoever could have cast one. Whoever has no seat, or is barred, casts no vote that counts: what happened is kept, and said
in the reasons.

Where several have one vote together (a group, a household), it is what those of them say who vote for or against, if they agree.
What becomes of it otherwise is what a rule says; where none does, it may be anything.

This room is longer than 300 lines because persons and numbers, seats and those who vote together are ways of telling one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TypeAlias

from attrs import evolve, frozen

from gremium.evaluate.attendance import Attendance, Taken
from gremium.evaluate.condition import Number
from gremium.evaluate.facts import attributes_of
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.occasion import Occasion, means
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import GroupOnDay, roster_as_read
from gremium.evaluate.tally import ONE, POWER, Cell, Choice, State, counted
from gremium.model.meeting import Ballot, Barred, GroupVotes
from gremium.norms.decision import Per, Silence, Split, Treatment, VotePer
from gremium.norms.seats import Standing
from gremium.values.count import Count, exactly, hull
from gremium.values.crowd import Persons
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.tally import parse_tally
from gremium.values.verdict import Reason

# What somebody did in a ballot.
Kind: TypeAlias = str
YES, NO, ABSTAIN, INVALID, NOTHING = "yes", "no", "abstain", "invalid", ""
KINDS = (YES, NO, ABSTAIN, INVALID)
VOTES = "votes"
BARE: State = frozenset()
EACH_SEAT = VotePer(who=Per.SEAT)
MAY_VOTE = parse_tally("present entitled voting members")
MAY_ANSWER = parse_tally("entitled voting members")
# How many did something: at least, at most (None: no bound).
Range: TypeAlias = tuple[int, int | None]
SILENT: Mapping[Silence, tuple[Kind, ...]] = {
    Silence.YES: (YES,),
    Silence.NO: (NO,),
    Silence.ABSTENTION: (ABSTAIN,),
    Silence.NO_VOTE: (NOTHING,),
    Silence.UNSTATED: (YES, NO, ABSTAIN, NOTHING),
}


@frozen(kw_only=True)
class Franchise:
    """Who has a vote, and what of it matters.

    `matters` are the kinds of votes on which the need depends: of others it makes no difference that they are not recorded.
    `wide`: what is true of the seats is asked, too, not only their votes. `written`: the vote was taken in writing, without a
    meeting. `silence`: what may be true of those of whom no vote is recorded although all votes are. `barred`: votes of those who
    are barred count, too. `marked`: attributes of whoever voted are asked as well.
    """

    vote_per: VotePer = EACH_SEAT
    split: Split = Split.UNSTATED
    matters: frozenset[Kind] = frozenset(KINDS)
    wide: bool = False
    written: bool = False
    silence: tuple[Kind, ...] = (NOTHING,)
    barred: bool = False
    marked: bool = False


@frozen(kw_only=True)
class Entry:
    """So many voters alike: what may be true of each and what each may have done, of which group, with how many votes.

    `part`: this is only such a part of the votes of a group. `outside`: of somebody not of the body, who has to agree as well.
    """

    possible: tuple[tuple[State, Kind], ...]
    number: Count = ONE
    votes: Count = ONE
    part: Fraction | None = None
    group: str = ""
    outside: bool = False


@frozen(kw_only=True)
class Votes:
    """The votes of a ballot (`entries`), the seats beside them (`seats`), and where the record tells them (`parts`).

    `numbers` are how many votes of each kind were cast, in bounds, before a rule makes of them what it does. `unknown` are the
    kinds of votes that are not recorded. `divided`: how many groups or households voted differently where no rule says what
    becomes of their vote.
    """

    entries: tuple[Entry, ...]
    numbers: Mapping[Kind, tuple[Number, Number | None]]
    parts: tuple[Ballot | GroupVotes, ...] = ()
    seats: tuple[Cell | Choice, ...] = ()
    unknown: tuple[Kind, ...] = ()
    divided: int = 0
    reasons: tuple[Reason, ...] = ()

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Kind, ...]]:
        """What each person did whom the ballot names."""
        return _named(self.parts)


def told(number: tuple[Number, Number | None]) -> str:
    """Return a number of votes, or its range."""
    low, high = number
    return str(low) if low == high else f"{low}..{'' if high is None else high}"


def _numbers(entries: Iterable[Entry]) -> dict[Kind, tuple[Number, Number | None]]:
    """Return how many votes of each kind were cast, in bounds."""
    found: dict[Kind, tuple[Number, Number | None]] = dict.fromkeys(KINDS, (0, 0))
    for one in entries:
        kinds = set[Kind]() if one.outside else {done for _, done in one.possible}
        part = 1 if one.part is None else one.part
        least = part * one.number.low * one.votes.low if len(kinds) == 1 else 0
        most = None if one.number.high is None or one.votes.high is None else part * one.number.high * one.votes.high
        for kind in kinds - {NOTHING}:
            low, high = found[kind]
            found[kind] = (low + least, None if high is None or most is None else high + most)
    return found


def cells(votes: Votes, abstentions: Treatment, invalid: Treatment, group: str | None = None) -> tuple[Cell | Choice, ...]:
    """Return votes and seats as cells, for what a rule makes of abstentions and invalid votes; `group`: only its votes count."""
    found: list[Cell] = []
    alike: Counter[tuple[tuple[State, ...], Count]] = Counter()
    for one in votes.entries:
        mine = not one.outside if group is None else one.group == group
        states = [state | word_of(kind, abstentions, invalid) if mine else state for state, kind in one.possible]
        possible = tuple(dict.fromkeys(states)) if len(states) > 1 else tuple(states)
        if possible == (BARE,):
            continue
        if one.number is ONE and one.part is None:  # seats are many, and most of them alike
            alike[possible, one.votes] += 1
        else:
            found.append(Cell(possible=possible, number=one.number, votes=one.votes, part=one.part))
    found += [Cell(possible=states, number=exactly(n), votes=weight) for (states, weight), n in alike.items()]
    return (*found, *votes.seats)


@lru_cache(maxsize=256)
def word_of(kind: Kind, abstentions: Treatment, invalid: Treatment) -> State:
    """Return the words that are true of a vote of a kind."""
    if kind in (YES, NO):
        return frozenset({kind, VOTES})
    if kind == NOTHING:
        return BARE
    treatment, own = (abstentions, "abstentions") if kind == ABSTAIN else (invalid, INVALID)
    if treatment is Treatment.AS_NO:
        return frozenset({NO, VOTES})
    return frozenset({own, VOTES} if treatment is Treatment.COUNTED else {own})


def voters(ballot: Ballot) -> frozenset[str]:
    """Return the persons whom a ballot names."""
    return frozenset(_named((ballot, *ballot.groups)))


def group_of(here: Occasion, of: Ref) -> str:
    """Return of whom votes are told: a seat group by its id, somebody outside by the reference; "" for a body as a whole."""
    found = means(here, of)
    if found == "" and (of.position is not None or str(of) not in here.meeting.bodies):
        return str(of)
    return found or ""


def is_outside(group: str) -> bool:
    """Return whether votes told of a group are those of somebody who is not of the body."""
    return "@" in group or "/" in group


def _named(parts: Iterable[Ballot | GroupVotes]) -> dict[str, tuple[Kind, ...]]:
    """Return what each person did whom a ballot names; more than one thing where the record contradicts itself."""
    found: dict[str, dict[Kind, None]] = {}
    for told in parts:
        crowds = (told.yes, told.no, told.abstain, told.invalid)
        if Persons in map(type, crowds):
            for kind, crowd in zip(KINDS, crowds, strict=True):
                for one in crowd.ids if isinstance(crowd, Persons) else ():
                    found.setdefault(one, {})[kind] = None
    return {person: tuple(kinds) for person, kinds in found.items()}


def votes_of(scope: Scope, here: Occasion, ballot: Ballot, how: Franchise, there: Callable[[], Attendance]) -> Votes:
    """Return the votes of a ballot. `there` tells who was there when it was taken; it is asked only where that matters.

    Most ballots are plain: numbers of which all that matters is told, or persons who all have a seat of their own.
    """
    plain = _plain_numbers(ballot, how, there)
    if plain is not None:
        return plain
    count = _Count(scope, here, ballot, how, there)
    if not any(isinstance(getattr(part, kind), Persons) for part in count.parts for kind in KINDS):
        return count.by_numbers()
    return count.plainly() or count.by_persons()


def _plain_numbers(ballot: Ballot, how: Franchise, there: Callable[[], Attendance]) -> Votes | None:
    """Return the votes of a ballot that tells nothing but numbers, and all of them that matter; None of any other."""
    crowds = (ballot.yes, ballot.no, ballot.abstain, ballot.invalid)
    told = [(kind, crowd) for kind, crowd in zip(KINDS, crowds, strict=True) if isinstance(crowd, Count)]
    unknown = tuple([kind for kind, crowd in zip(KINDS, crowds, strict=True) if crowd is None])
    if ballot.groups or not told or len(told) + len(unknown) < len(KINDS) or how.silence != (NOTHING,):
        return None
    if not how.matters.isdisjoint(unknown):
        return None
    numbers: dict[Kind, tuple[Number, Number | None]] = dict.fromkeys(KINDS, (0, 0))
    numbers.update({kind: (crowd.low, crowd.high) for kind, crowd in told})
    return Votes(
        entries=tuple([Entry(possible=((BARE, kind),), number=crowd) for kind, crowd in told]),
        numbers=numbers,
        seats=tuple(map(bare, there().cells)) if how.wide else (),
        unknown=unknown,
    )


@frozen(kw_only=True)
class _Placed:
    """A person who voted, on the seat where they vote: its group and its votes, and its place in the attendance (-1: in none).

    `sure` is False where nobody knows whether they have a seat at all.
    """

    group: str
    votes: Count
    place: int
    sure: bool = True


class _Count:
    """Counts one ballot."""

    def __init__(
        self, scope: Scope, here: Occasion, ballot: Ballot, how: Franchise, there: Callable[[], Attendance]
    ) -> None:
        self.scope, self.here, self.ballot, self.how, self._there = scope, here, ballot, how, there
        told = {group_of(here, one.of): one for one in ballot.groups} if ballot.groups else {}
        self.told: dict[str, GroupVotes] = {group: one for group, one in told.items() if group and not is_outside(group)}
        self.outside = {group: one for group, one in told.items() if is_outside(group)}
        self.parts: tuple[Ballot | GroupVotes, ...] = (ballot, *self.told.values())
        self.reasons: list[Reason] = []
        self.divided = 0

    @cached_property
    def named(self) -> Mapping[str, tuple[Kind, ...]]:
        """What each person did whom the ballot names."""
        return _named(self.parts)

    @cached_property
    def there(self) -> Attendance:
        """Who was there: asked once, and only if it matters."""
        return self._there()

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The seats of which the record names those who were there."""
        return self.there.taken

    def roster(self) -> tuple[GroupOnDay, ...]:
        """Return the groups of which the seats may have a vote."""
        return tuple(one for one in self.groups() if one.standing in (Standing.VOTING, None))

    def groups(self) -> tuple[GroupOnDay, ...]:
        """Return all seat groups of the body."""
        found: tuple[GroupOnDay, ...] = self.scope.remembered(
            ("roster", self.here.where.charter.id, self.here.where.body.id, self.here.day),
            lambda: getattr(roster_as_read(self.scope, self.here.where, self.here.day).value, "groups", ()),
        )
        return found

    @cached_property
    def voteless(self) -> frozenset[str]:
        """The groups of which no seat has a vote."""
        return frozenset(one.id for one in self.groups()) - {one.id for one in self.roster()}

    def blocks(self) -> tuple[GroupOnDay, ...]:
        """Return the groups that have one vote together; none where the ballot tells numbers of votes itself."""
        ballot = self.ballot
        if any(isinstance(one, Count) for one in (ballot.yes, ballot.no, ballot.abstain, ballot.invalid)):
            return ()
        every = self.how.vote_per.who is Per.GROUP
        return tuple(one for one in self.roster() if every or one.block is not None)

    def unknown_of(self, group: str) -> tuple[Kind, ...]:
        """Return the kinds of votes that are not recorded of a group."""
        told = self.told.get(group)
        whole = [kind for kind in KINDS if getattr(self.ballot, kind) is None]
        return tuple(whole if told is None else [kind for kind in whole if getattr(told, kind) is None])

    @cached_property
    def unknown(self) -> tuple[Kind, ...]:
        """The kinds of votes that are not recorded, be it of one group."""
        if not self.told:
            return self.unknown_of("")
        groups = {one.id for one in self.roster()} or set(self.told)
        return tuple(kind for kind in KINDS if any(kind in self.unknown_of(group) for group in groups))

    def _votes(self, entries: Iterable[Entry], seats: Iterable[Cell | Choice] = ()) -> Votes:
        listed = (*entries, *self._outside())
        return Votes(
            entries=listed,
            numbers=_numbers(listed),
            parts=self.parts,
            seats=tuple(seats),
            unknown=self.unknown,
            divided=self.divided,
            reasons=tuple(self.reasons),
        )

    def _outside(self) -> Iterator[Entry]:
        """Yield the votes of those who are not of the body."""
        for group, told in self.outside.items():
            for kind in KINDS:
                crowd = getattr(told, kind)
                if crowd is not None:
                    number = exactly(len(crowd.ids)) if isinstance(crowd, Persons) else crowd
                    yield Entry(possible=((BARE, kind),), number=number, group=group, outside=True)

    # ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def by_numbers(self) -> Votes:
        """Return the votes of a ballot that names nobody."""
        blocks = self.blocks()
        entries = [entry for group in blocks for entry in self._block(group, {})]
        entries += self._numbers({group.id for group in blocks})
        if not blocks:
            entries += self._rest(entries, None)
        return self._votes(entries, map(bare, self.there.cells) if self.how.wide else ())

    def _numbers(self, blocks: set[str]) -> Iterator[Entry]:
        """Yield the votes of which numbers are told: of the whole body, or else group by group, of those that have votes."""
        for kind in KINDS:
            whole = getattr(self.ballot, kind)
            if isinstance(whole, Count):
                yield from self._shared_out(kind, whole)
            else:
                for group, told in self.told.items():
                    number = getattr(told, kind)
                    if not isinstance(number, Count) or group in blocks:
                        continue
                    if group in self.voteless:
                        self.reasons.append(Reason(said=message("reason.votes-without-right", group=group, number=str(number))))
                    else:
                        yield Entry(possible=((BARE, kind),), number=number, group=group)

    def _shared_out(self, kind: Kind, whole: Count) -> Iterator[Entry]:
        """Yield a number of votes of the whole body: those that groups are told to have cast, and the rest."""
        if not self.told:
            yield Entry(possible=((BARE, kind),), number=whole)
            return
        low, high = whole.low, whole.high
        for group, told in self.told.items():
            number = getattr(told, kind)
            if isinstance(number, Count) and number.exact and number.low <= low:
                yield Entry(possible=((BARE, kind),), number=number, group=group)
                low, high = low - number.low, None if high is None else high - number.low
        if high != 0:
            yield Entry(possible=((BARE, kind),), number=Count(low, high))

    def _rest(self, known: list[Entry], beside: tuple[Cell | Choice, ...] | None) -> Iterator[Entry]:
        """Yield those who could have voted beside the votes that are told, and what each of them may have done.

        `beside` are those who are not known one by one (None: all who were there).
        """
        kinds = tuple(dict.fromkeys((*(k for k in self.unknown if k in self.how.matters), *self.how.silence)))
        if kinds == (NOTHING,):
            return
        there = self.there.cells if beside is None else beside
        low, high = counted(there, MAY_ANSWER if self.how.written else MAY_VOTE)
        each = hull([one.votes for one in _flat(there)] or [ONE])
        told = sum(one.number.low for one in known)
        tells = [one.number.high for one in known]
        most = None if high is None or each.high is None else max(0, int(high) * each.high - told)
        least = 0 if low is None or None in tells else max(0, int(low) * each.low - sum(end or 0 for end in tells))
        if most != 0:
            yield Entry(possible=tuple((BARE, kind) for kind in kinds), number=Count(0 if NOTHING in kinds else least, most))

    # ── persons ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def plainly(self) -> Votes | None:
        """Return the votes of persons who all have a seat of their own, where all that matters is recorded; None otherwise.

        Then nothing ties a vote to the presence of its seat but that whoever voted was there, which the attendance knows.
        """
        how = self.how
        facts = () if how.barred else self.here.facts(Barred)
        numbers = any(isinstance(fact.who, Count) for fact in facts)
        if numbers or how.marked or how.vote_per.who is not Per.SEAT or how.silence != (NOTHING,) or self.blocks():
            return None
        crowds = [(kind, getattr(part, kind)) for part in self.parts for kind in KINDS]
        named = [(kind, crowd.ids) for kind, crowd in crowds if isinstance(crowd, Persons)]
        every = {one for _, ids in named for one in ids}
        place_of, places = self._plain_seats()
        if sum(len(ids) for _, ids in named) > len(every) or not how.matters.isdisjoint(self.unknown):
            return None
        barred = {one for fact in facts if isinstance(fact.who, Persons) for one in fact.who.ids} & every
        if not place_of.keys() >= every - barred:
            return None
        self.reasons += [Reason(said=message("reason.vote-barred", party=one)) for one in sorted(barred)]
        entries = []
        for kind, ids in named:
            for place, n in Counter([place_of[one] for one in ids if one not in barred]).items():
                group, votes, may = places[place]
                if may:
                    entries.append(Entry(possible=((BARE, kind),), number=exactly(n), votes=votes, group=group))
                else:
                    mine = [one for one in ids if place_of.get(one) == place and one not in barred]
                    self.reasons += [Reason(said=message("reason.vote-without-right", party=one)) for one in mine]
        return self._votes((*entries, *self._numbers(set())), map(bare, self.there.cells) if how.wide else ())

    def _plain_seats(self) -> tuple[Mapping[str, int], tuple[tuple[str, Count, bool], ...]]:
        """Return who surely has a seat, by its sort; and the sorts of seats: the group, the votes, and whether it has a vote."""
        return self.scope.remembered(
            ("plain-seats", self.here.where.charter.id, self.here.where.body.id, self.here.day), self._find_seats
        )

    def _find_seats(self) -> tuple[Mapping[str, int], tuple[tuple[str, Count, bool], ...]]:
        sorts: dict[tuple[str, Count, bool], int] = {}
        found: dict[str, tuple[str, Count, bool]] = {}
        doubtful: set[str] = set()
        for group in self.groups():
            may = group.standing in (Standing.VOTING, None)
            for seat in group.seats:
                if seat.holder is None:
                    continue
                if seat.state is not SeatState.FILLED or not seat.certain or not group.certain:
                    doubtful.add(seat.holder)
                elif may or seat.holder not in found:
                    found[seat.holder] = (group.id, seat.votes or ONE, may)
        places = {who: sorts.setdefault(sort, len(sorts)) for who, sort in found.items() if who not in doubtful}
        return places, tuple(sorts)

    def by_persons(self) -> Votes:
        """Return the votes of a ballot that names persons."""
        placed = self._placed()
        blocks = self.blocks()
        together = {group.id for group in blocks}
        entries = [entry for group in blocks for entry in self._block(group, placed)]
        numbers = list(self._numbers(together))
        shared = self.how.vote_per.who is Per.SHARED
        if shared:
            entries += self._households({who: seat for who, seat in placed.items() if seat.group not in together})
        entries += self._seats({} if shared else placed, together, voting=not shared)
        if not shared:
            numbers += self._unseated(placed, together)
            entries += self._rest(numbers, self.there.beside)
        entries += numbers
        return self._votes(entries, map(bare, self.there.beside) if self.how.wide else ())

    def _placed(self) -> dict[str, _Placed]:
        """Return the persons who voted with the seats on which they did; whose vote does not count is left out, with a reason."""
        facts = () if self.how.barred else self.here.facts(Barred)
        barred = {one for fact in facts if isinstance(fact.who, Persons) for one in fact.who.ids}
        found: dict[str, _Placed] = {}
        used: set[int] = set()
        for look in (self._own, self._acting, self._substitute, self._unsaid):
            for person in self.named:
                seat = look(person, used) if person not in found and person not in barred else None
                if seat is not None:
                    found[person] = seat
                    used.add(seat.place)
        for person in self.named:
            if person not in found:
                code = "reason.vote-barred" if person in barred else "reason.vote-without-seat"
                self.reasons.append(Reason(said=message(code, party=person)))
            elif found[person].place >= 0 and not self._may(self.taken[found[person].place]):
                found.pop(person)
                self.reasons.append(Reason(said=message("reason.vote-without-right", party=person)))
        return found

    def _own(self, person: str, _used: set[int]) -> _Placed | None:
        """Return the seat of which somebody is the member; of two one that has a vote."""
        mine = [place for place, one in enumerate(self.taken) if one.holder == person]
        if mine:
            place = next((place for place in mine if self._may(self.taken[place])), mine[0])
            return _Placed(group=self.taken[place].group, votes=self.taken[place].votes, place=place)
        for group in self.roster():
            for seat in group.seats:
                if seat.holder == person and not self._listed(group):
                    return _Placed(group=group.id, votes=seat.votes or ONE, place=-1)
        return None

    def _acting(self, person: str, used: set[int]) -> _Placed | None:
        """Return the seat on which somebody acts as a substitute; if its member votes, too, the substitute only stands by."""
        for place, one in enumerate(self.taken):
            if one.occupant == person and place not in used:
                return _Placed(group=one.group, votes=one.votes, place=place)
        return None

    def _substitute(self, person: str, used: set[int]) -> _Placed | None:
        """Return a seat whose member did not vote, and for whom somebody may stand in."""
        for group in self.roster():
            beside = any(one.holder == person for one in group.substitutes)
            for seat in group.seats:
                if seat.holder in self.named or not (beside or any(one.holder == person for one in seat.substitutes)):
                    continue
                if not self._listed(group):
                    return _Placed(group=group.id, votes=seat.votes or ONE, place=-1)
                for place, one in enumerate(self.taken):
                    if one.group == group.id and one.holder == seat.holder and place not in used:
                        return _Placed(group=one.group, votes=one.votes, place=place)
        return None

    def _unsaid(self, person: str, _used: set[int]) -> _Placed | None:
        """Return that somebody may have a seat of which nobody knows who sits in it."""
        known = any(person in (one.holder, one.occupant) for one in self.taken)
        groups = [group for group in self.roster() if _has_strangers(group)]
        if known or (self.roster() and not groups):
            return None
        votes = hull([seat.votes or ONE for group in groups for seat in group.seats] or [ONE])
        return _Placed(group="", votes=votes, place=-1, sure=False)

    def _listed(self, group: GroupOnDay) -> bool:
        """Return whether the attendance knows the seats of a group one by one."""
        return any(one.group == group.id for one in self.taken)

    def _may(self, one: Taken) -> bool:
        """Return whether whoever acts on a seat may have a vote."""
        return any(self._votes_in(state) for state in one.states)

    def _votes_in(self, state: State) -> bool:
        """Return whether a seat in this state may have a vote, wherever its holder is."""
        return "voting" in state and "members" in state and (self.how.barred or "barred" not in state)

    def _seats(self, placed: Mapping[str, _Placed], together: set[str], *, voting: bool) -> Iterator[Entry]:
        """Yield the seats one by one, each with the vote that was cast on it, or those that may have been."""
        cast = {seat.place: person for person, seat in placed.items() if seat.place >= 0}
        for place, one in enumerate(self.taken):
            if place in cast and one.group not in together:
                person = cast[place]
                possible = tuple(self._with_vote(one, self.named[person]))
            elif voting and one.group not in together:
                possible = tuple(self._without_vote(one))
            else:
                possible = tuple((state, NOTHING) for state in one.states)
            yield self._entry(possible, one.group, one.votes, certain=one.certain)

    def _unseated(self, placed: Mapping[str, _Placed], together: set[str]) -> Iterator[Entry]:
        """Yield the votes of persons of whose seats only the number is known that were there."""
        for person, seat in placed.items():
            if seat.place < 0 and seat.group not in together:
                kinds = self.named[person] if seat.sure else (*self.named[person], NOTHING)
                yield Entry(possible=tuple((BARE, kind) for kind in kinds), votes=seat.votes, group=seat.group)

    def _entry(self, possible: Iterable[tuple[State, Kind]], group: str, votes: Count, *, certain: bool) -> Entry:
        """Return a seat as an entry; what is true of it beside its vote is left out where nobody asks."""
        words = dict.fromkeys((_bare_state(state) if self.how.wide else BARE, kind) for state, kind in possible)
        return Entry(possible=tuple(words), number=ONE if certain else Count(0, 1), votes=votes, group=group)

    def _with_vote(self, one: Taken, kinds: tuple[Kind, ...]) -> Iterator[tuple[State, Kind]]:
        """Yield the states of a seat on which a vote was cast: whoever voted was there, if they can have been.

        If they are barred, or do not have the seat at all, which may be open, the vote does not count.
        """
        able = [state for state in one.states if self._votes_in(state)]
        there = able if self.how.written else [state for state in able if {"present", "remote"} & state] or able
        yield from ((state, kind) for state in there for kind in kinds)
        perhaps_not = [state for state in one.states if state not in able and ("barred" in state or "members" not in state)]
        yield from ((state, NOTHING) for state in perhaps_not)

    def _without_vote(self, one: Taken) -> Iterator[tuple[State, Kind]]:
        """Yield the states of a seat of which no vote is told, with each that may have been cast on it."""
        kinds = [kind for kind in self.unknown_of(one.group) if kind in self.how.matters]
        for state in one.states:
            able = self._votes_in(state) and (self.how.written or bool({"present", "remote"} & state))
            for kind in dict.fromkeys((*kinds, *self.how.silence)) if able else (NOTHING,):
                yield state, kind

    # ── those who have one vote together ─────────────────────────────────────────────────────────────────────────────

    def _block(self, group: GroupOnDay, placed: Mapping[str, _Placed]) -> Iterator[Entry]:
        """Yield the vote that a group has together, by what its members did."""
        did = {kind: self._did(group, kind, placed) for kind in KINDS}
        number = ONE if group.certain else Count(0, 1)
        for kinds, part in self._one_vote(did):
            possible = tuple((self._power(kind), kind) for kind in kinds)
            yield Entry(possible=possible, number=number, votes=group.block or ONE, part=part, group=group.id)

    def _power(self, kind: Kind) -> State:
        if not self.how.wide:
            return BARE
        return frozenset({"voting", "entitled", POWER, *(("present",) if kind != NOTHING else ())})

    def _did(self, group: GroupOnDay, kind: Kind, placed: Mapping[str, _Placed]) -> Range:
        """Return how many members of a group voted in one way."""
        strangers = _has_strangers(group)
        mine = [who for who, seat in placed.items() if seat.group == group.id]
        known = sum(self.named[who] == (kind,) for who in mine)
        also = [who for who, seat in placed.items() if not seat.sure] if strangers else []
        perhaps = sum(kind in self.named[who] for who in (*mine, *also))
        told = getattr(self.told.get(group.id), kind, None)
        if isinstance(told, Count):
            return told.low, told.high
        return known, group.number.high if kind in self.unknown_of(group.id) else perhaps

    def _one_vote(self, did: Mapping[Kind, Range]) -> Iterator[tuple[tuple[Kind, ...], Fraction | None]]:
        """Yield the one vote of several by what each of them did: each part of it, with the kinds that it may be of."""
        yes, no = did[YES], did[NO]
        found: dict[Kind, None] = {}
        if yes[1] != 0 and no[0] == 0:
            found[YES] = None
        if no[1] != 0 and yes[0] == 0:
            found[NO] = None
        if yes[0] == no[0] == 0:
            found |= dict.fromkeys(_neither(did[ABSTAIN], did[INVALID]))
        if yes[1] != 0 and no[1] != 0:
            if self.how.split is Split.PROPORTIONAL and yes[0] == yes[1] and no[0] == no[1]:
                yield (YES,), Fraction(yes[0], yes[0] + no[0])
                yield (NO,), Fraction(no[0], yes[0] + no[0])
                return
            apart = tuple(_apart(self.how.split, yes, no))
            self.divided += yes[0] > 0 and no[0] > 0 and len(apart) > 1
            found |= dict.fromkeys(apart)
        yield tuple(found), None

    def _households(self, placed: Mapping[str, _Placed]) -> Iterator[Entry]:
        """Yield the votes of those who share an attribute, together one each.

        Of somebody who has no such attribute nobody knows with whom they share a vote: theirs may be one of its own, or join any
        other and divide it.
        """
        attribute = self.how.vote_per.attribute or ""
        found: dict[str, Counter[Kind]] = {}
        alone: list[tuple[Kind, ...]] = []
        for person, seat in placed.items():
            kinds, value = self.named[person], dict(attributes_of(self.scope, person)).get(attribute)
            if value is None or len(kinds) > 1 or not seat.sure:
                alone.append(kinds)
            else:
                found.setdefault(value, Counter())[kinds[0]] += 1
        missing = [kind for kind in self.unknown if kind in self.how.matters]
        for _, sure in sorted(found.items()):
            more = {kind: sum(kind in kinds for kinds in alone) for kind in KINDS}
            did: dict[Kind, Range] = {k: (sure[k], None if k in missing else sure[k] + more[k]) for k in KINDS}
            for possible, part in self._one_vote(did):
                yield Entry(possible=tuple((BARE, kind) for kind in possible), part=part)
        for kinds in alone:
            yield Entry(possible=tuple((BARE, kind) for kind in (*kinds, NOTHING)))
        if missing:
            high = counted(self.there.cells, MAY_VOTE)[1]
            most = None if high is None else max(0, int(high) - len(placed))
            yield Entry(possible=tuple((BARE, kind) for kind in (*missing, NOTHING)), number=Count(0, most))


def _has_strangers(group: GroupOnDay) -> bool:
    """Return whether a group has, or may have, seats of which nobody knows who sits in them."""
    more = group.number.high is None or group.number.high > len(group.seats)
    return more or any(seat.state is SeatState.OPEN for seat in group.seats)


def _neither(abstain: Range, invalid: Range) -> Iterator[Kind]:
    """Yield what may be the one vote of several of whom none votes for or against."""
    if abstain[1] != 0:
        yield ABSTAIN
    if abstain[0] == 0 and invalid[1] != 0:
        yield INVALID
    if abstain[0] == invalid[0] == 0:
        yield NOTHING


def _apart(split: Split, yes: Range, no: Range) -> Iterator[Kind]:
    """Yield what may be the one vote of several of whom some vote for and some against."""
    if split is Split.VOID:
        yield INVALID
    elif split is Split.MAJORITY:
        if _beats(yes, no):
            yield YES
        if _beats(no, yes):
            yield NO
        if _level(yes, no):
            yield from (YES, NO, INVALID)
    else:
        yield from (YES, NO, INVALID) if split is Split.UNSTATED else (YES, NO)


def _beats(mine: Range, theirs: Range) -> bool:
    """Return whether the one may be more than the other, where both are at least one."""
    return mine[1] is None or mine[1] > max(1, theirs[0])


def _level(mine: Range, theirs: Range) -> bool:
    """Return whether both may be the same, and at least one."""
    highs = [end for end in (mine[1], theirs[1]) if end is not None]
    return not highs or max(mine[0], theirs[0], 1) <= min(highs)


def _flat(there: Iterable[Cell | Choice]) -> Iterator[Cell]:
    for one in there:
        if isinstance(one, Choice):
            yield from (cell for option in one.of for cell in option)
        else:
            yield one


@lru_cache(maxsize=1024)
def bare(one: Cell | Choice) -> Cell | Choice:
    """Return seats without votes that they did not cast: they only have them."""
    if isinstance(one, Choice):
        return Choice(tuple(tuple(_bare_cell(cell) for cell in option) for option in one.of))
    return _bare_cell(one)


def _bare_cell(cell: Cell) -> Cell:
    return evolve(cell, possible=tuple(_bare_state(state) for state in cell.possible))


@lru_cache(maxsize=1024)
def _bare_state(state: State) -> State:
    return (state - {VOTES}) | {POWER} if VOTES in state else state
