"""JSON of answers, for programs: codes and values, each message with its sentence beside it.

This room is longer than 300 lines because every kind of answer has a form of its own, and they share those of seats and reasons.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

import attrs

from gremium.codec.shape import spelling
from gremium.evaluate.aspects import Ruled
from gremium.evaluate.cadence import Demand
from gremium.evaluate.composition import Kept
from gremium.evaluate.delegation import Sent
from gremium.evaluate.delta import Delta, SeatChange
from gremium.evaluate.duty import Due
from gremium.evaluate.effective import Rule
from gremium.evaluate.halts import Ruling
from gremium.evaluate.holdings import Standin
from gremium.evaluate.remit import Task
from gremium.evaluate.seats import GroupOnDay, Roster, Seat
from gremium.evaluate.term import Terms
from gremium.explain.rules import IN_WORDS
from gremium.model.record import Meeting
from gremium.plan.calendar import BodyYear, Plan, PlannedMeeting
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Writer
from gremium.values.actor import print_actor
from gremium.values.allotment import calculation
from gremium.values.count import Count, print_count
from gremium.values.days import Day
from gremium.values.filling import print_filling
from gremium.values.message import Message
from gremium.values.need import Counted
from gremium.values.quota import Quota
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.values.verdict import Reason, Verdict
from gremium.workbench.apportion import Compared, Computed
from gremium.workbench.ask import Asked
from gremium.workbench.route import Routes
from gremium.workbench.show import Overview

# Where the classes stand that are written field by field; all others have a phrase of their own.
FIELD_BY_FIELD = ("gremium.evaluate.", "gremium.values.allotment")


def _bytes(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def overview(answer: Overview, context: Context) -> bytes:  # noqa: ARG001  # every writer gets it
    """Return the bodies of a jurisdiction."""
    bodies = [
        {
            "id": body.id,
            "name": _text(body.name),
            "kind": body.kind,
            "exists": body.exists.value,
            "planned": body.planned,
            "provisions": body.provisions,
            "unstated": list(body.unstated),
        }
        for body in answer.bodies
    ]
    return _bytes({"jurisdiction": answer.jurisdiction, "name": _text(answer.name), "at": str(answer.at), "bodies": bodies})


def roster(answer: Verdict[Roster], context: Context) -> bytes:
    """Return who sits in a body."""
    return _bytes(_roster(answer, context))


def _roster(answer: Verdict[Roster], context: Context) -> dict[str, Any]:
    out: dict[str, Any] = {"outcome": answer.outcome.value, "withheld": answer.withheld}
    if answer.value is not None:
        value = answer.value
        out |= {
            "jurisdiction": value.jurisdiction,
            "body": value.body,
            "name": _text(value.name),
            "at": str(value.at),
            "size": _count(value.size),
            "groups": [_group(group, context) for group in value.groups],
        }
    if answer.readings:
        out["readings"] = {label: _roster(reading, context) for label, reading in answer.readings}
    return out | {"reasons": _reasons(answer.reasons, context), "missing": list(answer.missing)}


def _group(group: GroupOnDay, context: Context) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": _text(group.name),
        "number": _count(group.number),
        "certain": group.certain,
        "strength": group.strength.value,
        "standing": group.standing.value if group.standing else None,
        "open_to": _text(group.open_to),
        "assumption": _text(group.assumption),
        "filled": {k: _text(v) if isinstance(v, Text) else v for k, v in print_filling(group.filling).items()},
        "proposed_by": [str(ref) for ref in group.proposed_by],
        "out_of": [str(ref) for ref in group.out_of],
        "block": _count(group.block) if group.block is not None else None,
        "honorary": group.honorary,
        "allowance": group.allowance,
        **({"reveals": [one.value for one in group.reveals]} if group.reveals else {}),
        "substitution": group.substitution.order.value if group.substitution is not None else None,
        "provision": group.provision,
        "cites": [str(cite) for cite in group.cites],
        "inherited": group.inherited,
        "readings": list(group.readings),
        "reasons": _reasons(group.reasons, context),
        "seats": [_seat(seat, context) for seat in group.seats],
        "substitutes": [_standin(one, context) for one in group.substitutes],
    }


def _seat(seat: Seat, context: Context) -> dict[str, Any]:
    return {
        "of": seat.of,
        "state": seat.state.value,
        "holder": seat.holder,
        "name": context.names.get(seat.holder) if seat.holder else None,
        "since": _day(seat.since),
        "until": _day(seat.until),
        "votes": _count(seat.votes) if seat.votes is not None else None,
        "rests": seat.rests,
        "withheld": seat.withheld,
        "certain": seat.certain,
        "reasons": _reasons(seat.reasons, context),
        "substitutes": [_standin(one, context) for one in seat.substitutes],
    }


def _standin(one: Standin, context: Context) -> dict[str, Any]:
    return {
        "holder": one.holder,
        "name": context.names.get(one.holder) if one.holder else None,
        "state": one.state.value,
        "stands_in_for": one.stands_in_for,
        "of": one.of,
        "rank": one.rank,
        "withheld": one.withheld,
        "reasons": _reasons((one.reason,), context),
    }


def _day(day: Day | None) -> str | None:
    return str(day) if day is not None else None


def delta(answer: tuple[Verdict[Delta], ...], context: Context) -> bytes:
    """Return what changes in bodies from one day to another."""
    return _bytes({"jurisdiction": context.charter.id, "bodies": [_delta(one, context) for one in answer]})


def _delta(answer: Verdict[Delta], context: Context) -> dict[str, Any]:
    out: dict[str, Any] = {"outcome": answer.outcome.value, "withheld": answer.withheld}
    if answer.value is not None:
        value = answer.value
        out |= {
            "body": value.body,
            "name": _text(value.name),
            "from": str(value.earlier),
            "to": str(value.later),
            "size": {"before": _count(value.before), "after": _count(value.after)},
            "changes": [_change(change, context) for change in value.changes],
        }
    return out | {"reasons": _reasons(answer.reasons, context), "missing": list(answer.missing)}


def _change(change: SeatChange, context: Context) -> dict[str, Any]:
    return {
        "change": change.change.value,
        "group": change.group,
        "of": change.of,
        "number": change.number,
        "party": change.party,
        "withheld": change.withheld,
        "before": _seat(change.before, context) if change.before is not None else None,
        "after": _seat(change.after, context) if change.after is not None else None,
        "provision": change.provision,
        "reasons": _reasons(change.reasons, context),
    }


def answer(asked: Asked, context: Context) -> bytes:
    """Return the answer to a question, with what it says about persons, seats and numbers."""
    head = {"body": asked.body, "question": asked.question, "at": str(asked.at)}
    about: dict[str, Any] = {"who": plain(asked.who, context), "may": plain(asked.may, context)}
    about |= {"meeting": asked.meeting, "item": asked.item, "proposal": asked.proposal}
    head |= {name: told for name, told in about.items() if told is not None}
    head.pop("body" if asked.proposal is not None else "", None)
    return _bytes(head | _answer(asked.verdict, context))


def _answer(verdict: Verdict[Any], context: Context) -> dict[str, Any]:
    if isinstance(verdict.value, Roster):
        return _roster(verdict, context)
    out: dict[str, Any] = {
        "outcome": verdict.outcome.value,
        "withheld": verdict.withheld,
        "value": _value(verdict.value, context),
        "figures": dict(verdict.figures),
        "reasons": _reasons(verdict.reasons, context),
        "missing": list(verdict.missing),
        **({"needs": [_said(need, context) for need in verdict.needs]} if verdict.needs else {}),
    }
    readings = {label: _answer(reading, context) for label, reading in verdict.readings}
    return out | ({"readings": readings} if readings else {})


def _value(value: object, context: Context) -> object:  # noqa: PLR0911  (one return for each kind)
    """Return what an answer says beside its outcome, by the kind of thing that it is."""
    match value:
        case Terms():
            return {
                "ends": [
                    {"group": one.group, "holder": one.holder, "since": str(one.since), "ends": _day(one.ends)}
                    for one in value.endings
                ],
                "vacant": [
                    {
                        "group": one.group,
                        "since": _day(one.since),
                        "fill": one.vacancy.fill.value,
                        "due": str(one.due) if one.due is not None else None,
                    }
                    for one in value.refillings
                ],
                "lost": [{"group": one.group, "holder": one.holder, "on": str(one.on)} for one in value.lost],
                "renewed": _count(value.renewed) if value.renewed is not None else None,
            }
        case tuple():
            return [_value(one, context) for one in value]
        case Kept():
            return {
                "id": value.id,
                "outcome": value.outcome.value,
                "provision": value.rule.where,
                "figures": dict(value.figures),
                "reasons": _reasons(value.reasons, context),
            }
        case Sent():
            return {
                "to": value.to,
                "number": _count(value.number),
                "received": value.received.value,
                "provision": value.rule.where,
                "seats": [_seat(seat, context) for seat in value.seats],
            }
        case Task():
            return [rule.where for one in value.rows for rule in one.rules]
        case Seat():
            return _seat(value, context)
        case Demand():
            return _demand(value)
        case Due():
            return {
                **{one.name.rstrip("_"): plain(getattr(value, one.name), context) for one in attrs.fields(Due)},
                "what": _text(value.what),
                "then": _text(value.then),
            }
        case Ruled():
            return {"of": list(value.of), "rules": _rules(value, context)} if value.of else _rules(value, context)
        case _:
            return plain(value, context) if attrs.has(type(value)) else None


def _rules(value: Ruled, context: Context) -> list[dict[str, Any]]:
    """Return what rules say, aspect by aspect."""
    return [
        {
            "aspect": aspect.name,
            "text": IN_WORDS[value.word](aspect.row.norm, context.language),
            "certain": aspect.certain,
            "provisions": [rule.where for rule in aspect.row.rules],
            "cites": [str(cite) for cite in aspect.cites],
        }
        for aspect in value.aspects
    ]


def plain(value: object, context: Context) -> object:  # noqa: C901, PLR0911, PLR0912  (one return for each kind)
    """Return what an answer about a meeting says as plain data: the fields by their names, phrases as they are written."""
    match value:
        case None | bool() | int() | str():
            return value
        case Count():
            return _count(value)
        case Rule():
            return {"provision": value.where, "cites": [str(cite) for cite in value.cites]}
        case Ruling():
            return {"provision": value.provision, "strength": value.strength.value, "cites": [str(cite) for cite in value.cites]}
        case Reason():
            return _reasons((value,), context)[0]
        case Message():
            return _said(value, context)
        case Text():
            return _text(value)
        case Quota() | Counted() | Ref():
            return print_actor(value)
        case Enum():
            return spelling(value)
        case date():
            return value.isoformat()
        case tuple():
            return [plain(one, context) for one in value]
        case _:
            kind = type(value)
            if attrs.has(kind) and kind.__module__.startswith(FIELD_BY_FIELD):
                return {one.name: plain(getattr(value, one.name), context) for one in attrs.fields(kind)}
            return str(value)


def _said(said: Message, context: Context) -> dict[str, str]:
    """Return a message by its code, with its sentence."""
    return {"code": said.code, "text": context.language.say(said)}


def routes(answer: Routes, context: Context) -> bytes:
    """Return the routes from a body."""
    head = {"from": answer.start, "to": answer.to, "subject": answer.subject, "at": str(answer.at)}
    return _bytes(head | _answer(answer.verdict, context))


def plan(answer: Plan, context: Context) -> bytes:
    """Return the plan of a year."""
    return _bytes(
        {"jurisdiction": answer.jurisdiction, "year": answer.year, "bodies": [_body(body, context) for body in answer.bodies]}
    )


def _body(body: BodyYear, context: Context) -> dict[str, Any]:
    out = {
        "body": body.body,
        "name": _text(body.name),
        "outcome": body.verdict.outcome.value,
        "demands": [_demand(demand) for demand in body.verdict.value or ()],
        "proposed": [_proposed(meeting, context) for meeting in body.proposed],
        "recorded": [_recorded(meeting) for meeting in body.recorded],
        "impossible": _reasons(body.impossible, context),
        "reasons": _reasons(body.verdict.reasons, context),
    }
    readings = {label: [_demand(d) for d in reading.value or ()] for label, reading in body.verdict.readings}
    return out | ({"readings": readings} if readings else {})


def _demand(demand: Demand) -> dict[str, Any]:
    return {"sort": demand.sort, "meetings": _count(demand.number), "rules": [rule.where for rule in demand.rules]}


def _proposed(meeting: PlannedMeeting, context: Context) -> dict[str, Any]:
    return {"id": meeting.id, "sort": meeting.sort, "day": str(meeting.day), "reasons": _reasons(meeting.reasons, context)}


def _recorded(meeting: Meeting) -> dict[str, Any]:
    at: date = meeting.at
    return {"id": meeting.id, "sort": meeting.sort or "", "at": at.isoformat(), "state": meeting.state.value}


def apportioned(answer: Compared, context: Context) -> bytes:
    """Return seats or turns by one method, with the whole calculation, or by several; fractions are written as `26/35`."""
    data: dict[str, Any] = {
        "seats": answer.seats,
        "weights": dict(answer.weights),
        "minimum": answer.minimum,
        "majority": answer.majority,
    }
    if answer.orders:
        orders = [{"method": one.method.value, "order": plain(one.ranks, context)} for one in answer.orders]
        return _bytes(data | {"turns": orders})
    traced = len(answer.results) == 1
    return _bytes(data | {"methods": [_computed(one, context, traced=traced) for one in answer.results]})


def _computed(made: Computed, context: Context, *, traced: bool) -> dict[str, Any]:
    shared = made.shared
    out: dict[str, Any] = {"method": made.method.value}
    out |= {"shares": dict(shared.sure), "tied": list(shared.tied), "open": shared.open, "majority": shared.majority}
    out |= {"flaws": plain(made.flaws, context)}
    return out | ({"trace": plain(calculation(shared), context)} if traced else {})


def _reasons(reasons: Iterable[Reason], context: Context) -> list[dict[str, Any]]:
    return [
        {
            "code": reason.said.code,
            "text": context.language.say(reason.said),
            "provision": reason.provision,
            "cites": [str(cite) for cite in reason.cites],
            **({"because": _reasons(reason.because, context)} if reason.because else {}),
        }
        for reason in reasons
    ]


def _text(text: Text | None) -> dict[str, str] | None:
    return dict(text.pairs) if text is not None else None


def _count(count: Count) -> int | str:
    return print_count(count)


@hookimpl
def gremium_writers() -> tuple[Writer, ...]:
    """Return the writers of JSON."""
    return (
        Writer(format="json", answer="overview", write=overview),
        Writer(format="json", answer="roster", write=roster),
        Writer(format="json", answer="delta", write=delta),
        Writer(format="json", answer="answer", write=answer),
        Writer(format="json", answer="plan", write=plan),
        Writer(format="json", answer="apportion", write=apportioned),
        Writer(format="json", answer="routes", write=routes),
    )
