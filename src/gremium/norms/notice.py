"""notice: by when a meeting is called, what goes out with it, and what heals a mistake."""

from __future__ import annotations

from enum import Enum
from typing import Any, ClassVar

from attrs import fields, frozen

from gremium.values.days import Length
from gremium.values.lead import Lead
from gremium.values.need import Need
from gremium.values.ref import Ref
from gremium.values.text import Text


class Basis(Enum):
    """What has to happen by the day: the notice arrives, is sent, or is laid ready (in a portal)."""

    RECEIPT = "receipt"
    DISPATCH = "dispatch"
    PROVISION = "provision"
    UNSTATED = "unstated"


class Healing(Enum):
    """What makes a mistake in the notice harmless.

    `appearance`: whoever comes has no complaint, so it is healed for those who came. `all-present`: everybody is there, and
    nobody objects. `no-objection`: nobody objected before the agenda was entered. `waiver`: whoever waives it has no complaint.
    """

    APPEARANCE = "appearance"
    ALL_PRESENT = "all-present"
    NO_OBJECTION = "no-objection"
    WAIVER = "waiver"


@frozen(kw_only=True)
class Urgent:
    """The short way for what cannot wait. Without `lead` it needs no time at all, and no form if `formless`.

    `says`: what such a notice has to say ("urgency"). `needs`: what makes it permissible (`{ found = "urgent" }`).
    `confirmed_by`: who has to confirm the urgency afterwards: the record then has the finding `urgent` by them.
    """

    lead: Lead | None = None
    says: tuple[str, ...] = ()
    needs: Need | None = None
    confirmed_by: Ref | None = None
    formless: bool = False

    def narrows(self, other: Urgent, /) -> bool:
        """Return whether this short way is open only where the other one is."""
        if other.lead is not None and not (self.lead is not None and self.lead.within(other.lead)):
            return False
        asked = ((self.needs, other.needs), (self.confirmed_by, other.confirmed_by))
        if any(theirs not in (None, mine) for mine, theirs in asked):
            return False
        return set(self.says) >= set(other.says) and self.formless <= other.formless


@frozen(kw_only=True)
class Notice:
    """What holds of calling a meeting. Every field is an aspect of its own.

    - `lead`: by when the notice is there; `basis` says whether arrival, sending or laying ready counts; `deemed`: so long after
      it was sent it counts as arrived, `deemed_by`: so on single ways of sending. `urgent`: the short way.
    - `announcement`, `agenda`, `papers`, `publication`, `motions`: by when the date is announced, agenda and papers go out, the
      meeting is made public, and motions or items have to be handed in. Without a lead of its own the agenda goes with the
      notice.
    - `says`: what the notice has to say; `channels`: ways to send it, of which `channels_needed` (none given: one) are used.
    - `to`: who has to get it (none named: the members). `working_days`: the weekdays that count as working days.
    - `cures`: what makes a mistake harmless. `objection_by`: who may complain.
    """

    word: ClassVar[str] = "notice"
    needs_id: ClassVar[bool] = False

    lead: Lead | None = None
    basis: Basis | None = None
    deemed: Length | None = None
    deemed_by: tuple[tuple[str, Length], ...] = ()
    urgent: Urgent | None = None
    announcement: Lead | None = None
    agenda: Lead | None = None
    papers: Lead | None = None
    publication: Lead | None = None
    motions: Lead | None = None
    says: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    channels_needed: int | None = None
    to: tuple[Ref, ...] = ()
    working_days: tuple[str, ...] = ()
    cures: tuple[Healing, ...] = ()
    objection_by: tuple[Ref, ...] = ()
    form: tuple[Text, ...] = ()

    def narrows(self, other: Notice, /) -> bool:
        """Return whether this rule asks for all that `other` asks for: no shorter time, no fewer words, no further cure."""
        for attribute in fields(Notice):
            mine, theirs = getattr(self, attribute.name), getattr(other, attribute.name)
            if theirs != attribute.default and not _asks_for_all_of(attribute.name, mine, theirs):
                return False
        return True


def _asks_for_all_of(name: str, mine: Any, theirs: Any) -> bool:
    """Return whether one aspect of a rule is at least as strict as that of another."""
    match theirs:
        case Lead():
            return isinstance(mine, Lead) and mine.within(theirs)
        case Urgent():
            return isinstance(mine, Urgent) and mine.narrows(theirs)
        case int():
            return isinstance(mine, int) and mine >= theirs
        case _:
            if name == "says":
                return set(mine) >= set(theirs)
            if name == "cures":
                return set(mine) <= set(theirs)
            return bool(mine == theirs)
