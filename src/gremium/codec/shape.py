"""Shape: how the fields of a class stand in a mapping. One description serves reading, writing and the JSON Schema.

Most fields stand under a key of their own name. The others are laid flat or keyed by id, so that a charter reads like prose
(`since`, `until`, `holder` and the words beside each other); the table `SPECIAL` says which.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any

import attrs
from attrs import frozen

from gremium.model import meeting
from gremium.model.body import Body, Kind
from gremium.model.cases import Given, Golden, Then
from gremium.model.charter import Charter, Organisation
from gremium.model.proposal import Delivery, Proposal, Step
from gremium.model.provision import Provision
from gremium.model.record import Meeting, Party
from gremium.model.source import Ambiguity
from gremium.norms.apportionment import Apportionment
from gremium.norms.apportionment import Stage as ShareStage
from gremium.norms.composition import Composition
from gremium.norms.decision import OnDemand, Tie, Veto, VotePer, Written
from gremium.norms.delegation import Delegation
from gremium.norms.duty import Duty
from gremium.norms.election import Election, Equal, Guaranteed, Nomination, Recall, Voters
from gremium.norms.norm import Norm
from gremium.norms.notice import Notice, Urgent
from gremium.norms.power import Power
from gremium.norms.quorum import Presumed, Quorum, SecondCall
from gremium.norms.remit import Remit
from gremium.norms.route import Answer, Onward, Route, Stage, Urgently
from gremium.norms.seats import Seats, Substitutes
from gremium.norms.sitting import Adding, Agenda, Closing, Minutes, Remote, Sitting
from gremium.norms.term import Limit, Removal, Term, Vacancy
from gremium.values.filling import FILLING_KEYS

PLAIN = "plain"
KEYED = "keyed"  # a tuple of things with an id, as a table by id
PAIRS = "pairs"  # a tuple of (id, value), as a table by id
SPAN = "span"  # `since` and `until`
FILLING = "filling"  # the keys of a filling
NORM = "norm"  # the keys of the norm, beside those of its provision
WORDS = "words"  # one list of rows for each word
ONE_OR_MANY = "one-or-many"  # a single value where there is one, else a list

SPECIAL: Mapping[tuple[type, str], str] = {
    (Charter, "sources"): KEYED,
    (Charter, "kinds"): KEYED,
    (Charter, "bodies"): KEYED,
    (Charter, "dates"): KEYED,
    (Charter, "parties"): KEYED,
    (Charter, "subjects"): KEYED,
    (Charter, "calendars"): KEYED,
    (Charter, "ambiguities"): KEYED,
    (Ambiguity, "readings"): PAIRS,
    (Ambiguity, "excluded"): PAIRS,
    (Organisation, "attributes"): PAIRS,
    (Party, "attributes"): PAIRS,
    (Body, "span"): SPAN,
    (Body, "provisions"): WORDS,
    (Kind, "provisions"): WORDS,
    (Provision, "span"): SPAN,
    (Provision, "norm"): NORM,
    (Provision, "reading"): ONE_OR_MANY,
    (Provision, "for_"): ONE_OR_MANY,
    (Seats, "filling"): FILLING,
    (Seats, "proposed_by"): ONE_OR_MANY,
    (Seats, "out_of"): ONE_OR_MANY,
    (Substitutes, "by"): ONE_OR_MANY,
    (Composition, "with_"): PAIRS,
    (Composition, "is_"): ONE_OR_MANY,
    (Composition, "for_seat"): ONE_OR_MANY,
    (Composition, "incompatible"): ONE_OR_MANY,
    (Term, "for_seat"): ONE_OR_MANY,
    (Term, "starts"): ONE_OR_MANY,
    (Limit, "over"): ONE_OR_MANY,
    (Removal, "on_motion_of"): ONE_OR_MANY,
    (Vacancy, "by"): ONE_OR_MANY,
    (Delegation, "who"): ONE_OR_MANY,
    (Delegation, "within"): ONE_OR_MANY,
    (Delegation, "out_of"): ONE_OR_MANY,
    (Remit, "includes"): ONE_OR_MANY,
    (Remit, "excludes"): ONE_OR_MANY,
    (Remit, "must_have"): ONE_OR_MANY,
    (Remit, "may_have"): ONE_OR_MANY,
    (Remit, "bound_by"): ONE_OR_MANY,
    (Remit, "proposes"): ONE_OR_MANY,
    (Notice, "deemed_by"): PAIRS,
    (Notice, "to"): ONE_OR_MANY,
    (Notice, "cures"): ONE_OR_MANY,
    (Notice, "objection_by"): ONE_OR_MANY,
    (Notice, "form"): ONE_OR_MANY,
    (Notice, "says"): ONE_OR_MANY,
    (Notice, "channels"): ONE_OR_MANY,
    (Urgent, "says"): ONE_OR_MANY,
    (Presumed, "by"): ONE_OR_MANY,
    (SecondCall, "causes"): ONE_OR_MANY,
    (Quorum, "failure"): ONE_OR_MANY,
    (Veto, "by"): ONE_OR_MANY,
    (OnDemand, "by"): ONE_OR_MANY,
    (Written, "demanded_by"): ONE_OR_MANY,
    (Written, "stopped_by"): ONE_OR_MANY,
    (Election, "of"): ONE_OR_MANY,
    (Voters, "by"): ONE_OR_MANY,
    (Nomination, "by"): ONE_OR_MANY,
    (Recall, "by"): ONE_OR_MANY,
    (Apportionment, "of"): ONE_OR_MANY,
    (Apportionment, "among"): ONE_OR_MANY,
    (Apportionment, "tie"): ONE_OR_MANY,
    (ShareStage, "objection"): ONE_OR_MANY,
    (Route, "by"): ONE_OR_MANY,
    (Stage, "at"): ONE_OR_MANY,
    (Stage, "who"): ONE_OR_MANY,
    (Stage, "after"): ONE_OR_MANY,
    (Onward, "on"): ONE_OR_MANY,
    (Onward, "to"): ONE_OR_MANY,
    (Onward, "for_"): ONE_OR_MANY,
    (Answer, "to"): ONE_OR_MANY,
    (Urgently, "by"): ONE_OR_MANY,
    (Duty, "by"): ONE_OR_MANY,
    (Duty, "to"): ONE_OR_MANY,
    (Duty, "before"): ONE_OR_MANY,
    (Step, "to"): ONE_OR_MANY,
    (Proposal, "points"): ONE_OR_MANY,
    (Delivery, "points"): ONE_OR_MANY,
    (Closing, "cases"): ONE_OR_MANY,
    (Closing, "on_motion_of"): ONE_OR_MANY,
    (Remote, "not_for"): ONE_OR_MANY,
    (Remote, "chair_unless"): ONE_OR_MANY,
    (Remote, "except_for"): ONE_OR_MANY,
    (Remote, "not_in"): ONE_OR_MANY,
    (Adding, "cases"): ONE_OR_MANY,
    (Adding, "found"): ONE_OR_MANY,
    (Agenda, "set_by"): ONE_OR_MANY,
    (Agenda, "with_"): ONE_OR_MANY,
    (Agenda, "settled_unless"): ONE_OR_MANY,
    (Agenda, "order"): ONE_OR_MANY,
    (Minutes, "signed_by"): ONE_OR_MANY,
    (Minutes, "says"): ONE_OR_MANY,
    (Minutes, "to"): ONE_OR_MANY,
    (Sitting, "presides"): ONE_OR_MANY,
    (Sitting, "add"): ONE_OR_MANY,
    (Sitting, "form"): ONE_OR_MANY,
    (Power, "who"): ONE_OR_MANY,
    (Power, "may"): ONE_OR_MANY,
    (Power, "may_not"): ONE_OR_MANY,
    (Power, "case"): ONE_OR_MANY,
    (Power, "except_for"): ONE_OR_MANY,
    (Power, "says"): ONE_OR_MANY,
    (meeting.Notice, "says"): ONE_OR_MANY,
    (meeting.Notice, "channels"): ONE_OR_MANY,
    (meeting.Demand, "says"): ONE_OR_MANY,
    (meeting.Item, "fills"): ONE_OR_MANY,
    (meeting.Ballot, "votes"): PAIRS,
    (meeting.Nominated, "by"): ONE_OR_MANY,
    (meeting.Nominated, "candidates"): ONE_OR_MANY,
    (meeting.Nominated, "substitutes"): ONE_OR_MANY,
    (Meeting, "joint_with"): ONE_OR_MANY,
    (Given, "exists"): PAIRS,
    (Then, "groups"): PAIRS,
    (Then, "holders"): PAIRS,
    (Then, "rules"): PAIRS,
    (Then, "ends"): PAIRS,
    (Then, "latest"): PAIRS,
    (Then, "themselves"): PAIRS,
    (Then, "filled"): PAIRS,
    (Then, "sends"): PAIRS,
    (Then, "counts"): PAIRS,
    (Then, "substitutes"): PAIRS,
    (Then, "shares"): PAIRS,
    (Then, "states"): PAIRS,
    (Then, "due"): PAIRS,
    (Then, "blocked"): PAIRS,
    (Then, "stages"): PAIRS,
    (Then, "members"): PAIRS,
    (Golden, "made_with"): PAIRS,
}

# A table that says only this one thing may be written as its value: `substitutes = "personal"`.
SHORT: Mapping[type, str] = {
    Substitutes: "order",
    Urgent: "lead",
    Presumed: "until",
    SecondCall: "need",
    Tie: "then",
    Equal: "then",
    Guaranteed: "per",
    Recall: "need",
    VotePer: "who",
    Remote: "allowed",
}

# In a row the id comes first and the envelope last, whatever the order of the fields in the class.
_ROW_ORDER = (
    "id", "for_", "norm", "strength", "binding", "span", "reading", "instead_of", "resolution", "cites", "assumption", "note",
)  # fmt: skip


@frozen
class Slot:
    """One field of a class: its type, its place in the mapping (`form`), and whether it has to be there."""

    field: str
    type: Any
    form: str
    required: bool
    default: Any

    @property
    def key(self) -> str:
        """The key under which it stands: a field whose name is a word of Python ends with a line that the key does not have."""
        return self.field.rstrip("_")


def slots(cls: type[Any]) -> tuple[Slot, ...]:
    """Return the slots of a class in canonical order."""
    hashable: Any = cls
    return _slots(hashable)


@cache
def _slots(cls: Any) -> tuple[Slot, ...]:
    hints = typing.get_type_hints(cls)
    found = []
    for attribute in attrs.fields(cls):
        if attribute.metadata.get("loaded"):
            continue
        form = SPECIAL.get((cls, attribute.name), PLAIN)
        required = attribute.default is attrs.NOTHING
        found.append(Slot(attribute.name, hints[attribute.name], form, required, attribute.default))
    if cls is Provision:
        found.sort(key=lambda slot: _ROW_ORDER.index(slot.field))
    return tuple(found)


def keys(slot: Slot, norm: type[Norm] | None, words: Mapping[str, type[Norm]]) -> tuple[str, ...]:
    """Return the keys under which a slot stands. `norm` is the norm of a provision, `words` the norms by word."""
    match slot.form:
        case "span":
            return ("since", "until")
        case "filling":
            return FILLING_KEYS
        case "norm":
            return tuple(key for inner in slots(norm) for key in keys(inner, None, words)) if norm else ()
        case "words":
            return tuple(words)
        case _:
            return (slot.key,)


def element(type_: Any) -> Any:
    """Return X for `tuple[X, ...]`, and for a tuple of pairs the type of a pair's value."""
    inner = typing.get_args(type_)[0]
    return typing.get_args(inner)[1] if typing.get_origin(inner) is tuple else inner


def optional(type_: Any) -> tuple[Any, bool]:
    """Return X and True for `X | None`, else the type itself and False."""
    if isinstance(type_, types.UnionType) or typing.get_origin(type_) is typing.Union:
        rest = tuple(arg for arg in typing.get_args(type_) if arg is not types.NoneType)
        if len(rest) < len(typing.get_args(type_)):
            return (rest[0] if len(rest) == 1 else typing.Union[rest]), True  # noqa: UP007  (a union of a tuple)
    return type_, False


def spelling(member: Enum) -> str:
    """Return how a member of an enumeration is written: its value where that is a word, else its name."""
    return member.value if isinstance(member.value, str) else member.name.lower().replace("_", "-")
