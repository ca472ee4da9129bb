"""JSON of answers, for programs: codes and values, each message with its sentence beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from gremium.evaluate.cadence import Demand
from gremium.evaluate.seats import GroupOnDay, Roster, Seat
from gremium.model.record import Meeting
from gremium.plan.calendar import BodyYear, Plan, PlannedMeeting
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Writer
from gremium.values.count import Count, print_count
from gremium.values.text import Text
from gremium.values.verdict import Reason, Verdict
from gremium.workbench.show import Overview


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
        "provision": group.provision,
        "cites": [str(cite) for cite in group.cites],
        "inherited": group.inherited,
        "seats": [_seat(seat, context) for seat in group.seats],
    }


def _seat(seat: Seat, context: Context) -> dict[str, Any]:
    return {
        "of": seat.of,
        "state": seat.state.value,
        "holder": seat.holder,
        "name": context.names.get(seat.holder) if seat.holder else None,
        "withheld": seat.withheld,
        "certain": seat.certain,
        "reasons": _reasons(seat.reasons, context),
    }


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
        Writer(format="json", answer="plan", write=plan),
    )
