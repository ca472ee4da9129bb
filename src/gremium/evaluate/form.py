"""Form: how a vote was to be given, and who can have it given otherwise. It changes no number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from gremium.evaluate.backing import Backing, Signed, backed
from gremium.evaluate.poll import FAILS, HOLDS, OPEN, Poll
from gremium.evaluate.power import demands_in
from gremium.evaluate.resolved import ballots, resolved
from gremium.model.meeting import Demand, Objection
from gremium.norms.decision import Form, OnDemand
from gremium.values.actor import Actor
from gremium.values.count import Count
from gremium.values.crowd import Persons
from gremium.values.message import message
from gremium.values.verdict import Outcome, Reason, all_of, negate

# What is demanded where another form of vote is.
DEMANDS: Mapping[Form, str] = {
    Form.OPEN: "open-ballot",
    Form.ROLL_CALL: "roll-call",
    Form.SECRET: "secret-ballot",
    Form.WRITTEN: "written-ballot",
}
# Somebody of whom the record tells no more.
ANYBODY = Count(1, None)


class Formal(Poll):
    """A ballot, with the form that it was due to have."""

    def formed(self) -> tuple[Form | None, tuple[Reason, ...]]:
        """Return which form of vote was due (None: that is open, or no rule says), and whether the ballot had it."""
        if self.procedure:
            return Form.WRITTEN, ()
        due: Form | None = self.way.get("form")
        reasons: tuple[Reason, ...] = ()
        for one in self.way.get("on_demand") or ():
            outcome, because = self._demanded(one)
            form = message(f"decision.form-{one.form.value}")
            if outcome is HOLDS:
                due, reasons = one.form, (self.reason("on_demand", "reason.form-demanded", *because, form=form),)
                break
            if outcome is OPEN:
                due, reasons = None, (*reasons, self.reason("on_demand", "reason.form-demand-open", *because, form=form))
                return due, reasons
            if because:
                reasons += (self.reason("on_demand", "reason.form-demand-short", *because, form=form),)
        else:
            due, reasons = self._by_right(due, reasons)
        if self.ballot is not None and due is not None and self.ballot.form is not due:
            had, wanted = message(f"decision.form-{self.ballot.form.value}"), message(f"decision.form-{due.value}")
            aspect = next((name for name in ("on_demand", "form") if self._says_form(name, due)), None)
            said = message("reason.form-wrong", form=had, due=wanted)
            wrong = Reason(said=said)
            clause = self.found[aspect] if aspect is not None else None
            reasons += (wrong if clause is None else evolve(wrong, cites=clause.cites, provision=clause.rule.where),)
        return due, reasons

    def _says_form(self, aspect: str, form: Form) -> bool:
        said = self.way.get(aspect)
        return said is form or any(one.form is form for one in (said if isinstance(said, tuple) else ()))

    def _by_right(self, due: Form | None, told: tuple[Reason, ...]) -> tuple[Form | None, tuple[Reason, ...]]:
        """Return the form that was demanded by those who have a right to it, where no rule about decisions speaks of it."""
        if Demand not in self.kinds:
            return due, told
        spoken_of = {one.form for one in self.way.get("on_demand") or ()}
        names = {DEMANDS[form]: form for form in Form if form not in spoken_of}
        if not any(fact.demands in names for fact in self.here.facts(Demand)):
            return due, told
        found = [(names[one.demands], one) for one in demands_in(self.scope, self.here) if one.demands in names]
        reasons = (*told, *(reason for _, one in found for reason in one.reasons))
        if any(one.outcome is OPEN and one.rule is not None for _, one in found):
            return None, reasons
        forms = {form for form, one in found if one.outcome is HOLDS}
        if len(forms) > 1:
            return None, (*reasons, Reason(said=message("reason.form-two")))
        return (forms.pop() if forms else due), reasons

    def _demanded(self, one: OnDemand) -> tuple[Outcome, tuple[Reason, ...]]:
        """Return whether another form of vote was demanded by those who may, or resolved."""
        name = DEMANDS[one.form]
        told = [
            fact for fact in self.here.facts(Demand)
            if fact.demands == name and fact.body in (None, self.here.name) and not self._later(fact.at)
        ]  # fmt: skip
        found = self.signed(one.by, told)
        voted = ballots(self.here, name) if one.resolved is not None else ()
        if found.outcome is HOLDS or one.resolved is None or not voted:
            return found.outcome, found.reasons
        answer = resolved(self.scope, self.here, one.resolved, name, voted)
        either = negate(all_of((negate(found.outcome), negate(answer.outcome))))
        return either, (*found.reasons, *answer.reasons)

    def signed(self, by: Iterable[Actor], told: Iterable[Demand | Objection]) -> Backing:
        """Return whether facts come from those who may, each by itself or all of them together."""
        actors, facts = tuple(by), list(told)
        if not facts or not actors:
            return Backing(outcome=FAILS)
        signed = [Signed(who=ANYBODY if one.who is None else one.who, of=one.of) for one in facts]
        answers = [backed(self.scope, self.here, actors, one, self.moment) for one in (*_together(signed), *signed)]
        return next((one for wanted in (HOLDS, OPEN) for one in answers if one.outcome is wanted), answers[0])


def _together(signed: list[Signed]) -> Iterator[Signed]:
    """Yield those as one who act as members, where several facts tell of them; of numbers some may be the same persons."""
    members = [one.who for one in signed if one.of is None]
    if len(members) < 2:  # noqa: PLR2004  (alone)
        return
    ids = tuple(sorted({one for who in members if isinstance(who, Persons) for one in who.ids}))
    numbers = [who for who in members if isinstance(who, Count)]
    if not numbers:
        yield Signed(who=Persons(ids))
        return
    highs = [len(ids), *(number.high for number in numbers)]
    low = max(len(ids), *(number.low for number in numbers))
    yield Signed(who=Count(low, None if None in highs else sum(high or 0 for high in highs)))
