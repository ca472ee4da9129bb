"""apportionment: how seats are shared among parties, between whom a lot is needed, and whose turn it is to choose.

The ways of the rule are tried in their order: an agreement, a joint list, a ballot on lists, naming by strength, an election of
persons. The arithmetic is that of `values.allotment`: exact, and a tie is a result. A lot is a fact of the record; it completes
the result, and where it is needed and not told the answer is OPEN and says between whom.

This room is longer than 300 lines because the ways lead from one to the next, and all of them look at the same lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from gremium.evaluate.aspects import Aspect, Ruled, merged, ruled_by_post, ways
from gremium.evaluate.contest import Score, ahead, size
from gremium.evaluate.election import election_of, meeting_of, name_of, seats_of
from gremium.evaluate.facts import size_of, units
from gremium.evaluate.form import Formal
from gremium.evaluate.majority import COUNT, MAJORITY, profile
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.poll import FAILS, HOLDS, OPEN, Rules
from gremium.evaluate.posts import Post, posts_of
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.resolved import ballots, resolved
from gremium.evaluate.scope import Located, Scope, exists, label
from gremium.evaluate.silence import not_there, silent
from gremium.model.meeting import Ballot, Chosen, Lot, Nominated, Objection, Withdrawn
from gremium.norms.apportionment import Apportionment, Draw, Exhausted, Formula, Manner, Stage, Turns, Weight
from gremium.values.allotment import Allotment, Flawed, Line, Method, NoRoom, Rank, allot, completed, flaws, sequence, trace
from gremium.values.disclosure import PARTY, WHOLE
from gremium.values.message import Message, Parameter, message
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason, Verdict

# What records call an agreement that was found, and an objection against it.
AGREEMENT = "agreement"
# The methods between which it is open how seats are shared where no source names one.
CUSTOMARY = (Method.HARE_NIEMEYER, Method.DHONDT, Method.SAINTE_LAGUE)
# What of a party is counted.
MEASURES: Mapping[Weight, str] = {Weight.MEMBERS: "members", Weight.VOTES: "votes"}


class Shares(Enum):
    """What came of a sharing of seats.

    `shared`: each seat is some party's. `agreed`, `adopted`: by agreement, by a joint list. `persons`: by an election of persons.
    `lot`, `run-off`: needed between parties with an equal claim; `tied`: no rule says what follows. `void`: it is not valid.
    `pending`: nothing was decided yet. `open`: it cannot be said.
    """

    SHARED = "shared"
    AGREED = "agreed"
    ADOPTED = "adopted"
    PERSONS = "persons"
    LOT = "lot"
    RUN_OFF = "run-off"
    TIED = "tied"
    VOID = "void"
    PENDING = "pending"
    OPEN = "open"


@frozen(kw_only=True)
class Portion:
    """What a party or list gets: its weight, its seats, and who takes them.

    `sure` are seats whatever a lot says. `by` are the parties of a list. `members` are those of the list who come in,
    `substitutes` theirs in the same order, `reserve` those who follow them; `vacant` seats have nobody on the list.
    """

    party: str = field(metadata=WHOLE)
    by: tuple[str, ...] = field(default=(), metadata=PARTY)
    weight: int | None = None
    sure: int
    members: tuple[str, ...] = field(default=(), metadata=PARTY)
    substitutes: tuple[str, ...] = field(default=(), metadata=PARTY)
    reserve: tuple[str, ...] = field(default=(), metadata=PARTY)
    vacant: int = 0


@frozen(kw_only=True)
class Turn:
    """A turn in the order of the highest quotients: whose it is, or between whom a lot is needed (`tied`).

    `takes` is the post that was chosen, or that comes in this turn; `names` who is to have it.
    """

    place: int
    party: str | None = field(default=None, metadata=PARTY)
    tied: tuple[str, ...] = field(default=(), metadata=PARTY)
    quotient: str
    takes: str | None = None
    names: str | None = field(default=None, metadata=PARTY)


@frozen(kw_only=True)
class Shared:
    """How seats or turns were shared.

    `of` are the posts, `seats` how many they are. `manner` is the way in which it was done, `method` the arithmetic. `tied` are
    those between whom a lot, or a ballot, decides the seats that are `open`. `flaws` are departures from the exact share, `trace`
    every quotient or remainder.
    """

    body: str
    meeting: str
    item: str | None = None
    of: tuple[str, ...] = ()
    result: Shares
    manner: Manner | None = None
    method: Method | None = None
    seats: int | None = None
    portions: tuple[Portion, ...] = ()
    tied: tuple[str, ...] = field(default=(), metadata=PARTY)
    open: int = 0
    turns: tuple[Turn, ...] = ()
    flaws: tuple[Flawed, ...] = ()
    trace: tuple[Line, ...] = ()


def apportionment(
    scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None
) -> Verdict[Shared] | Verdict[tuple[Ruled, ...]]:
    """Return how seats were shared on an item of a meeting; without a meeting what the rules say of it.

    HOLDS if it is known who gets each seat (or turn), FAILS if the sharing is not valid, OPEN if a lot, a ballot or a fact is
    needed: `value` tells which. Asked of the body that shares or of one whose seats are shared. The rules in force on the day of
    the meeting decide. Raises `Misuse` for a body, meeting or item that there is not.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: ruled_by_post(chosen, where, Apportionment, at))
    here = meeting_of(scope, where, meeting, item)
    read = worlds(scope, lambda chosen: apportionment_of(chosen, here, at))
    if len(read) == 1:
        return read[0][1]
    return under_readings(scope, lambda chosen: apportionment_of(chosen, here, at))


def apportionment_of(scope: Scope, here: Occasion, at: date) -> Verdict[Shared]:
    """Return the same of an occasion that is at hand, under the readings that are chosen."""
    if exists(here.where.body, here.day) is FAILS:
        return not_there(here.where, here.day)
    posts = posts_of(scope, here.where, here.item.fills if here.item is not None else ())
    first = posts[0][0] if posts else None
    found = merged(scope, here.where, Apportionment, here.day, position=first, subject=here.subject)
    if not found:
        return silent(here.where, "apportionment")
    answers = [_Sharing(scope, here, at, found, way, posts).verdict() for way in ways(found)]
    if all((one.outcome, one.value) == (answers[0].outcome, answers[0].value) for one in answers):
        return answers[0]
    opened = tuple(f"{here.where.body.id}.apportionment.{aspect.name}" for aspect in found.values() if not aspect.certain)
    reasons = tuple(dict.fromkeys(reason for one in answers for reason in one.reasons))
    return Verdict(outcome=OPEN, reasons=reasons, missing=opened)


class _Ended(Exception):  # noqa: N818  (how a sharing ends, never an error of anyone)
    """The sharing goes no further: its answer."""

    def __init__(self, verdict: Verdict[Shared]) -> None:
        super().__init__()
        self.verdict = verdict


class _Sharing:
    """A sharing of seats by rules of which each aspect is known."""

    def __init__(
        self,
        scope: Scope,
        here: Occasion,
        at: date,
        found: Mapping[str, Aspect],
        way: Mapping[str, Any],
        posts: Sequence[tuple[Post, Located]],
    ) -> None:
        self.scope, self.here, self.at, self.found, self.way, self.posts = scope, here, at, found, way, posts
        self.reasons: list[Reason] = []
        self.manner: Manner | None = None

    @property
    def body(self) -> str:
        """The id of the body that shares."""
        return self.here.where.body.id

    def reason(self, aspect: str, said: str, *because: Reason, **params: Parameter) -> Reason:
        """Return a reason that rests on the rule which decides an aspect, if one does."""
        decides = self.found.get(aspect)
        if decides is None:
            return Reason(said=message(said, **params), because=because)
        return Reason(said=message(said, **params), cites=decides.cites, provision=decides.rule.where, because=because)

    # ── facts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def lists(self) -> tuple[Nominated, ...]:
        """The lists that were handed in, in the order of the record; those that name no list stand under the party itself."""
        told = [one for one in self.here.facts(Nominated) if one.list is not None or one.by]
        return tuple(evolve(one, list=one.by[0]) if one.list is None else one for one in told)

    @cached_property
    def voted(self) -> tuple[Ballot, ...]:
        """The ballots on lists, the first of them first."""
        mine = (one for one in self.here.facts(Ballot) if (one.body or self.here.meeting.body) == self.here.name)
        return tuple(sorted((one for one in mine if one.votes and one.about is None), key=lambda one: one.round))

    @cached_property
    def seats(self) -> int | None:
        """How many seats, or turns, there are; None where that is not known."""
        item = self.here.item
        if item is not None and item.posts is not None:
            return item.posts
        if self.turns is not None:
            return len(self.posts) or None
        numbers = [seats_of(self.scope, post, there, self.here.day) for post, there in self.posts]
        return sum(number.low for number in numbers) if numbers and all(number.exact for number in numbers) else None

    @property
    def turns(self) -> Turns | None:
        """Whether turns are shared, and which."""
        found: Turns | None = self.way.get("by_turns")
        return found

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Those among whom is shared: whom the rule means, else whoever has a strength or hands in a list."""
        among: tuple[Ref, ...] = self.way.get("among") or ()
        if among:
            where, day = self.here.where, self.here.day
            return tuple(dict.fromkeys(name for ref in among for name, _ in units(self.scope, where, ref, day)))
        record = self.scope.record
        measure = MEASURES.get(self.way.get("weights") or Weight.BALLOT)
        sized = [of.target for of, what in (record.sizes if record is not None else {}) if what == measure and of.bare]
        known = record.party_by_id if record is not None else {}
        return tuple(sorted({*(one for one in sized if one in known), *(party for one in self.lists for party in one.by)}))

    # ── the answer ───────────────────────────────────────────────────────────────────────────────────────────────────

    def verdict(self) -> Verdict[Shared]:
        """Return who gets what, or what is needed next."""
        try:
            if self.seats is None:
                return self._unsized()
            for stage in self._path():
                self.manner = stage.manner
                if self._goes(stage):
                    return self._shared(stage)
            reason = self.reason("path", "reason.sharing-path-over")
            return self._end(Shares.OPEN, reason, missing=(f"{self.body}.apportionment.path",))
        except _Ended as ended:
            return ended.verdict

    def _unsized(self) -> Verdict[Shared]:
        """Return that nobody knows how many seats there are."""
        named = [post.body for post, _ in self.posts]
        missing = tuple(f"{one}.seats" for one in dict.fromkeys(named)) or (f"{self.here.meeting.id}.item.fills",)
        return self._end(Shares.OPEN, Reason(said=message("reason.sharing-seats")), missing=missing)

    def _path(self) -> tuple[Stage, ...]:
        path: tuple[Stage, ...] = self.way.get("path") or ()
        by_ballot = self.way.get("weights") is Weight.BALLOT
        return path or (Stage(manner=Manner.LISTS if by_ballot else Manner.NAMING),)

    def _end(
        self,
        result: Shares,
        reason: Reason | None = None,
        *,
        portions: Iterable[Portion] = (),
        shared: Allotment | None = None,
        turns: Iterable[Turn] = (),
        missing: Iterable[str] = (),
        needs: Iterable[Message] = (),
    ) -> Verdict[Shared]:
        """Return the answer with which the sharing ends, for now or for good."""
        outcome = _OUTCOMES.get(result, OPEN)
        said = Reason(said=message(f"reason.sharing-{result.value}", body=label(self.here.where.body)))
        wrong = flaws(shared) if shared is not None else ()
        told = [
            self.reason("method", f"reason.flaw-{one.flaw.value}", party=one.party, seats=str(one.seats), ideal=str(one.ideal))
            for one in wrong
            if one.sure
        ]
        reasons = [said, *([reason] if reason is not None else []), *self.reasons, *told]
        return Verdict(
            outcome=outcome,
            reasons=tuple(dict.fromkeys(reasons)),
            value=Shared(
                body=self.body,
                meeting=self.here.meeting.id,
                item=self.here.item.id if self.here.item is not None else None,
                of=tuple(name_of(post, self.here.where) for post, _ in self.posts),
                result=result,
                manner=self.manner,
                method=shared.method if shared is not None else self._method(),
                seats=self.seats,
                portions=tuple(portions),
                tied=shared.tied if shared is not None else (),
                open=shared.open if shared is not None else 0,
                turns=tuple(turns),
                flaws=wrong,
                trace=trace(shared) if shared is not None else (),
            ),
            missing=tuple(dict.fromkeys(missing)),
            needs=tuple(needs) if outcome is FAILS else (),
        )

    def _method(self) -> Method | None:
        formula: Formula | None = self.way.get("method")
        return formula.method if formula is not None else None

    # ── one way after another ────────────────────────────────────────────────────────────────────────────────────────

    def _goes(self, stage: Stage) -> bool:
        """Return whether seats are shared in this way; end the sharing where that is not known yet."""
        if stage.lists is not None and not stage.lists.permits(len(self.lists)):
            if stage.manner is not Manner.PERSONS:
                self.reasons.append(self.reason("path", "reason.sharing-lists", number=len(self.lists)))
            return False
        if stage.manner is Manner.AGREEMENT:
            return self._agreed(stage)
        if stage.manner is Manner.JOINT_LIST:
            return self._adopted(stage)
        return stage.need is None or self._resolved(stage)

    def _later(self) -> bool:
        """Return whether the record tells of a further way: of a ballot on lists, or of votes about another one."""
        manners = {one.value for one in Manner} - {self.manner.value if self.manner is not None else ""}
        return bool(self.voted) or any(one.about in manners for one in self.here.facts(Ballot))

    def _resolved(self, stage: Stage) -> bool:
        """Return whether the body resolved to go this way, where that takes a vote."""
        voted = ballots(self.here, stage.manner.value)
        if not voted and self._later():
            return False
        need = stage.need or MAJORITY
        found = resolved(self.scope, self.here, need, stage.manner.value, voted)
        code = f"reason.sharing-vote-{found.outcome.value.lower()}"
        reason = self.reason("path", code, *found.reasons, manner=message(f"manner.{stage.manner.value}"))
        if found.outcome is OPEN:
            result = Shares.OPEN if voted else Shares.PENDING
            raise _Ended(self._end(result, reason, missing=found.missing))
        self.reasons.append(reason)
        return found.outcome is HOLDS

    def _agreed(self, stage: Stage) -> bool:
        """Return whether an agreement was found, and not stopped."""
        told = self.here.found(AGREEMENT)
        if told is FAILS or (told is OPEN and self._later()):
            self.reasons.append(self.reason("path", "reason.sharing-no-agreement"))
            return False
        if told is OPEN and (stage.need is None or not ballots(self.here, AGREEMENT)):
            reason = self.reason("path", "reason.sharing-agreement-open")
            raise _Ended(self._end(Shares.PENDING, reason, missing=(f"{self.here.meeting.id}.finding.{AGREEMENT}",)))
        if stage.need is not None and not self._resolved(stage):
            return False
        return not self._objected(stage)

    def _objected(self, stage: Stage) -> bool:
        """Return whether those objected who can stop an agreement."""
        if not stage.objection:
            return False
        told = [one for one in self.here.facts(Objection) if one.against == AGREEMENT]
        rules = Rules(found=self.found, way={}, count=COUNT, written=None, asked=(), profile=profile((), COUNT))
        found = Formal(self.scope, self.here, self.at, rules, None).signed(stage.objection, told)
        if found.outcome is OPEN:
            reason = self.reason("path", "reason.sharing-objection-open", *found.reasons)
            raise _Ended(self._end(Shares.OPEN, reason, missing=found.missing or (f"{self.here.meeting.id}.objection",)))
        if found.outcome is HOLDS:
            self.reasons.append(self.reason("path", "reason.sharing-objected", *found.reasons))
        return found.outcome is HOLDS

    def _adopted(self, stage: Stage) -> bool:
        """Return whether there is one joint list, handed in by all where that is needed, and it was adopted."""
        joint = self._joint_list(stage)
        if joint is None:
            return False
        return self._resolved(evolve(stage, need=stage.need or MAJORITY))

    def _joint_list(self, stage: Stage) -> Nominated | None:
        if len(self.lists) != 1:
            self.reasons.append(self.reason("path", "reason.sharing-lists", number=len(self.lists)))
            return None
        one = self.lists[0]
        lacking = [party for party in self.parties if party not in one.by]
        if stage.from_all and lacking:
            self.reasons.append(self.reason("path", "reason.sharing-not-all", number=len(lacking)))
            return None
        return one

    # ── sharing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _shared(self, stage: Stage) -> Verdict[Shared]:
        match stage.manner:
            case Manner.AGREEMENT:
                return self._by_agreement()
            case Manner.JOINT_LIST:
                return self._end(Shares.ADOPTED, portions=[self._portion(one, self.seats or 0) for one in self.lists])
            case Manner.PERSONS:
                return self._by_persons()
            case _:
                return self._by_strength()

    def _by_agreement(self) -> Verdict[Shared]:
        """Return what was agreed: as many seats for each as it names persons; nothing more where the record names none."""
        portions = [self._portion(one, len(one.candidates)) for one in self.lists]
        if self.turns is not None:
            return self._end(Shares.AGREED, turns=self._chosen_freely())
        given = sum(one.sure for one in portions)
        if portions and given != self.seats:
            reason = self.reason("path", "reason.sharing-agreed-number", given=given, seats=self.seats or 0)
            return self._end(Shares.OPEN, reason, portions=portions, missing=(f"{self.here.meeting.id}.nomination",))
        return self._end(Shares.AGREED, portions=portions)

    def _by_persons(self) -> Verdict[Shared]:
        """Return that persons are elected, and what came of it."""
        found = election_of(self.scope, self.here, self.at)
        elected = found.value.elected if found.value is not None else ()
        portions = [Portion(party=one, sure=1, members=(one,)) for one in elected]
        verdict = self._end(Shares.PERSONS, self.reason("path", "reason.sharing-by-persons"), portions=portions)
        return evolve(
            verdict, outcome=found.outcome, reasons=(*verdict.reasons, *found.reasons), missing=found.missing, needs=found.needs
        )

    def _by_strength(self) -> Verdict[Shared]:
        """Return what each gets by its strength."""
        weights = self._weights()
        if not any(weights.values()):
            reason = self.reason("weights", "reason.sharing-no-strength")
            return self._end(Shares.OPEN, reason, missing=(f"{self.here.meeting.id}.ballot.votes",))
        method = self._method()
        if method is not None:
            return self._by_method(method, weights)
        answers = [(one.value, self._by_method(one, weights)) for one in CUSTOMARY if self.turns is None or one in _OF_TURNS]
        first = answers[0][1]
        alike = {(one.outcome, _outline(one.value)) for _, one in answers}
        if len(alike) == 1 and first.outcome is HOLDS:
            told = self.reason("method", "reason.methods-agree")
            value = evolve(first.value, method=None, trace=()) if first.value is not None else None
            return evolve(first, reasons=(first.reasons[0], told, *first.reasons[1:]), value=value)
        missing = (f"{self.body}.apportionment.method",)
        return evolve(
            self._end(Shares.OPEN, self.reason("method", "reason.methods-differ"), missing=missing), readings=tuple(answers)
        )

    def _by_method(self, method: Method, weights: Mapping[str, int]) -> Verdict[Shared]:
        seats = self.seats or 0
        if self.turns is not None:
            return self._by_turns(method, weights, seats)
        minimum: int = self.way.get("minimum") or 0
        try:
            shared = allot(method, weights, seats, minimum=minimum, majority=bool(self.way.get("majority")))
        except NoRoom:
            reason = self.reason("minimum", "reason.sharing-no-room", seats=seats)
            return self._end(Shares.VOID, reason)
        if shared.majority is not None:
            self.reasons.append(self.reason("majority", "reason.sharing-majority", party=shared.majority))
        shared, result, told, missing = self._settled(shared)
        exact = self._lasting(shared) if not shared.open else shared
        if exact is not shared:
            return self._end(Shares.SHARED, told, portions=self._portions(exact), shared=exact)
        return self._end(result, told, portions=self._portions(shared), shared=shared, missing=missing)

    def _weights(self) -> dict[str, int]:
        """Return the strength of each list or party; end the sharing where it is not known."""
        strength: Weight = self.way.get("weights") or Weight.UNSTATED
        if self.manner is Manner.LISTS and strength is Weight.UNSTATED:
            strength = Weight.BALLOT
        self._no_joint_lists()
        if strength is Weight.BALLOT:
            return self._votes()
        measure = MEASURES.get(strength)
        if measure is None:
            reason = self.reason("weights", "reason.sharing-strength-silent")
            raise _Ended(self._end(Shares.OPEN, reason, missing=(f"{self.body}.apportionment.weights",)))
        weights, unknown = {}, []
        for party in self.parties:
            number = size_of(self.scope, Ref(target=party), measure, self.here.day)
            weights[party] = number.low
            unknown += [] if number.exact else [f"{party}.{measure}"]
        if unknown:
            reason = self.reason("weights", "reason.sharing-strength-unknown", number=len(unknown))
            raise _Ended(self._end(Shares.OPEN, reason, missing=unknown))
        for one in self.lists:
            if len(one.by) > 1 and one.list is not None:
                together = [party for party in one.by if party in weights]
                weights[one.list] = sum(weights.pop(party) for party in together)
        return weights

    def _no_joint_lists(self) -> None:
        """End the sharing where parties joined that may not, or of which no rule says that they may."""
        joined = [one for one in self.lists if len(one.by) > 1]
        may: bool | None = self.way.get("joint")
        if not joined or may:
            return
        if may is False:
            raise _Ended(self._end(Shares.VOID, self.reason("joint", "reason.sharing-joint-forbidden")))
        missing = (f"{self.body}.apportionment.joint",)
        raise _Ended(self._end(Shares.OPEN, self.reason("joint", "reason.sharing-joint-unsaid"), missing=missing))

    def _votes(self) -> dict[str, int]:
        """Return the votes for each list in the first ballot."""
        if not self.voted:
            reason = self.reason("weights", "reason.sharing-not-voted")
            raise _Ended(self._end(Shares.PENDING, reason, missing=(f"{self.here.meeting.id}.ballot.votes",)))
        told = {one: size(crowd) for one, crowd in self.voted[0].votes}
        if any(not number.exact for number in told.values()):
            reason = self.reason("weights", "reason.sharing-votes-unknown")
            raise _Ended(self._end(Shares.OPEN, reason, missing=(f"{self.here.meeting.id}.ballot.votes",)))
        return {one: number.low for one, number in told.items()}

    # ── equal claims ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _settled(self, shared: Allotment) -> tuple[Allotment, Shares, Reason | None, tuple[str, ...]]:
        """Return what was shared after all that decides between equal claims, as far as the record tells it."""
        for draw in (*self._draws(), None):
            if not shared.open:
                return shared, Shares.SHARED, None, ()
            if draw is None:
                break
            drawn = self._decided(draw, shared.tied, shared.open)
            if drawn:
                code = f"reason.claim-{draw.value}"
                self.reasons += [self.reason("tie", code, party=one) for one in drawn]
                shared = completed(shared, drawn)
            if shared.open and draw in (Draw.LOT, Draw.RUN_OFF):
                return shared, *self._undrawn(draw)
        reason = self.reason("tie", "reason.claim-unstated")
        return shared, Shares.TIED, reason, (f"{self.body}.apportionment.tie",)

    def _draws(self) -> tuple[Draw, ...]:
        found: tuple[Draw, ...] = self.way.get("tie") or ()
        return tuple(one for one in found if one is not Draw.UNSTATED)

    def _undrawn(self, draw: Draw) -> tuple[Shares, Reason, tuple[str, ...]]:
        """Return what is needed where neither a lot nor a run-off is recorded; a run-off that was level leads on to the lot."""
        level = draw is Draw.RUN_OFF and len(self.voted) > 1 and Draw.LOT in self._draws()
        if draw is Draw.LOT or level:
            by: Ref | None = self.way.get("lot_by")
            who: Parameter = str(by) if by is not None else message("decision.presiding")
            code = "reason.claim-lot-needed-by" if by is not None else "reason.claim-lot-needed"
            reason = self.reason("tie", code, who=who) if by is not None else self.reason("tie", code)
            return Shares.LOT, reason, (f"{self.here.meeting.id}.lot",)
        return Shares.RUN_OFF, self.reason("tie", "reason.claim-run-off-needed"), (f"{self.here.meeting.id}.ballot",)

    def _decided(self, draw: Draw, tied: Sequence[str], places: int) -> list[str]:
        """Return to whom of these the places go by one way to decide between them, as far as that is known."""
        if draw is Draw.LOT:
            return self._lots(tied)[:places]
        if draw is Draw.RUN_OFF:
            numbers = [{one: size(crowd) for one, crowd in ballot.votes} for ballot in self.voted[1:]]
            again = next((one for one in numbers if set(one) == set(tied)), None)
        else:
            measure = MEASURES[Weight.VOTES if draw is Draw.VOTES else Weight.MEMBERS]
            again = {one: size_of(self.scope, Ref(target=one), measure, self.here.day) for one in tied}
        if again is None:
            return []
        found = ahead([Score(one, number.low, number.high) for one, number in again.items()], places)
        return list(found.sure)

    def _lots(self, tied: Sequence[str]) -> list[str]:
        """Return whom lots chose between these, in the order of the draw."""
        mine = [one for one in self.here.facts(Lot) if not one.among or set(one.among) == set(tied)]
        return list(dict.fromkeys(one.drawn for one in mine if one.drawn in tied))

    # ── who takes the seats ──────────────────────────────────────────────────────────────────────────────────────────

    def _candidates(self, one: Nominated) -> tuple[str, ...]:
        """Return those on a list who did not withdraw."""
        gone = {event.party for event in self.here.facts(Withdrawn)}
        return tuple(party for party in one.candidates if party not in gone)

    def _portion(self, one: Nominated, seats: int, weight: int | None = None) -> Portion:
        listed = self._candidates(one)
        return Portion(
            party=one.list or "",
            by=one.by if one.by != (one.list,) else (),
            weight=weight,
            sure=seats,
            members=listed[:seats],
            substitutes=one.substitutes[: len(listed[:seats])],
            reserve=listed[seats:],
            vacant=max(seats - len(listed), 0) if one.candidates else 0,
        )

    def _portions(self, shared: Allotment) -> Iterator[Portion]:
        weights = dict(shared.weights)
        lists = {one.list: one for one in self.lists}
        for party, seats in shared.sure:
            one = lists.get(party)
            if one is None:
                yield Portion(party=party, weight=weights[party], sure=seats)
            else:
                yield self._portion(one, seats, weights[party])

    def _lasting(self, shared: Allotment) -> Allotment:
        """Return what is shared if seats for which a list has nobody go to whoever comes next."""
        if self.way.get("exhausted") is not Exhausted.NEXT:
            return shared
        most = {one.list: len(self._candidates(one)) for one in self.lists if one.candidates}
        full = {party: most[party] for party, seats in shared.sure if party in most and seats > most[party]}
        if not full:
            return shared
        rest = {party: weight for party, weight in shared.weights if party not in full}
        left = shared.house - sum(full.values())
        if not any(rest.values()):
            return shared
        self.reasons.append(self.reason("exhausted", "reason.sharing-exhausted", number=len(full)))
        other = self._lasting(self._settled(allot(shared.method, rest, left))[0])
        sure = {**dict(other.sure), **full}
        return evolve(
            shared, sure=tuple((party, sure[party]) for party, _ in shared.weights), tied=other.tied, open=other.open
        )

    # ── turns ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _by_turns(self, method: Method, weights: Mapping[str, int], picks: int) -> Verdict[Shared]:
        """Return whose turn it is, turn by turn."""
        turns = [turn for rank in sequence(method, weights, picks) for turn in self._ordered(rank, picks)]
        lacking = [turn for turn in turns if turn.party is None]
        self.manner = self.manner or Manner.NAMING
        if lacking:
            draws = self._draws()
            result, reason, missing = (
                self._undrawn(next(one for one in draws if one in (Draw.LOT, Draw.RUN_OFF)))
                if {Draw.LOT, Draw.RUN_OFF} & set(draws)
                else (Shares.TIED, self.reason("tie", "reason.claim-unstated"), (f"{self.body}.apportionment.tie",))
            )
            return evolve(self._end(result, reason, turns=turns, missing=missing), readings=())
        taken = self._in_order(turns) if self.turns is Turns.ORDER else self._by_choice(turns)
        return self._end(Shares.SHARED, turns=taken)

    def _ordered(self, rank: Rank, picks: int) -> Iterator[Turn]:
        """Yield the turns of those with equal quotients, in the order that lots or votes gave them."""
        quotient = str(rank.quotient)
        if len(rank.parties) == 1:
            yield Turn(place=rank.first, party=rank.parties[0], quotient=quotient)
            return
        order = self._order(rank)
        rest = tuple(one for one in rank.parties if one not in order)
        order += rest if len(rest) == 1 else ()
        for number in range(len(rank.parties)):
            place = rank.first + number
            if place <= picks:
                party = order[number] if number < len(order) else None
                yield Turn(place=place, party=party, tied=rest if party is None else (), quotient=quotient)

    def _order(self, rank: Rank) -> tuple[str, ...]:
        """Return the order of those with equal quotients, as far as it is decided."""
        order: list[str] = []
        for draw in self._draws():
            rest = [one for one in rank.parties if one not in order]
            while len(rest) > 1:
                first = self._turn_of(draw, rank, rest)
                if first is None:
                    break
                self.reasons.append(self.reason("tie", f"reason.claim-{draw.value}", party=first))
                order.append(first)
                rest.remove(first)
        return tuple(order)

    def _turn_of(self, draw: Draw, rank: Rank, rest: Sequence[str]) -> str | None:
        """Return who of these comes next; of lots between the same parties each decides one turn, in the order of the draw."""
        if draw is not Draw.LOT:
            return next(iter(self._decided(draw, rest, 1)), None)
        for one in self.here.facts(Lot):
            if one in self.used or one.drawn not in rest:
                continue
            if not one.among or set(one.among) in (set(rest), set(rank.parties)):
                self.used.append(one)
                return one.drawn
        return None

    @cached_property
    def used(self) -> list[Lot]:
        """The lots that decided a turn already."""
        return []

    def _by_choice(self, turns: Sequence[Turn]) -> Iterator[Turn]:
        """Yield the turns with what was chosen in them, as far as it is recorded: of each party its choices in their order."""
        waiting: dict[str, list[Chosen]] = {}
        for one in self.here.facts(Chosen):
            waiting.setdefault(one.party, []).append(one)
        for turn in turns:
            mine = waiting.get(turn.party or "", [])
            if mine:
                one = mine.pop(0)
                yield evolve(turn, takes=str(one.takes), names=one.names)
            else:
                yield turn

    def _chosen_freely(self) -> Iterator[Turn]:
        """Yield what parties took by agreement."""
        for number, one in enumerate(self.here.facts(Chosen), 1):
            yield Turn(place=number, party=one.party, quotient="", takes=str(one.takes), names=one.names)

    def _in_order(self, turns: Sequence[Turn]) -> Iterator[Turn]:
        """Yield the turns with the posts in their order, and the next on the list of whoever's turn it is."""
        names = [name_of(post, self.here.where) for post, _ in self.posts]
        waiting = {one.list: list(self._candidates(one)) for one in self.lists}
        for number, turn in enumerate(turns):
            listed = waiting.get(turn.party, [])
            yield evolve(
                turn, takes=names[number] if number < len(names) else None, names=listed.pop(0) if listed else None
            )


_OUTCOMES: Mapping[Shares, Outcome] = {
    Shares.SHARED: HOLDS,
    Shares.AGREED: HOLDS,
    Shares.ADOPTED: HOLDS,
    Shares.VOID: FAILS,
}
_OF_TURNS = (Method.DHONDT, Method.SAINTE_LAGUE)


def _outline(value: Shared | None) -> object:
    """Return what two methods have to agree in: the seats of each, or whose each turn is."""
    if value is None:
        return None
    return tuple((one.party, one.sure) for one in value.portions), tuple(turn.party for turn in value.turns)
