"""sitting: how a meeting is held. Public or closed, in the room or from afar, who presides, the agenda, the minutes."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.values.actor import Actor
from gremium.values.days import Length
from gremium.values.need import Need
from gremium.values.ref import Ref
from gremium.values.text import Text


class Publicity(Enum):
    """Who may listen."""

    PUBLIC = "public"
    CLOSED = "closed"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Closing:
    """When the public is shut out: for certain matters (`cases`), or for a single item if the body resolves so (`resolved`).

    `on_motion_of`: who may move it. `announced`: what was decided behind closed doors is told afterwards.
    """

    cases: tuple[Text, ...] = ()
    resolved: Need | None = None
    on_motion_of: tuple[Actor, ...] = ()
    announced: bool | None = None


class Remoteness(Enum):
    """When members may take part from afar."""

    NEVER = "never"
    EMERGENCY = "emergency"
    REGULAR = "regular"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Remote:
    """Taking part from afar: when it is allowed (`allowed`), on which basis, by whose decision, and where it ends.

    `present`: whether such members count as present. `chair_in_room`: whoever presides is in the room, `chair_unless`: unless one
    of these is formally found ("emergency"). `not_for`: in which votes or meetings they may not take part (`elections`,
    `secret-ballots`, `first-meeting`), `except_for`: when they may all the same, in words. `decided_by`: what has to be resolved
    before; `longest`: for how long. `basis`: the rule that has to allow it, in words. `not_in`: bodies to which it does not
    apply.
    """

    allowed: Remoteness
    present: bool | None = None
    chair_in_room: bool | None = None
    chair_unless: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    except_for: tuple[Text, ...] = ()
    decided_by: Need | None = None
    longest: Length | None = None
    basis: Text | None = None
    not_in: tuple[Ref, ...] = ()


@frozen(kw_only=True)
class Adding:
    """How an item comes onto the agenda during a meeting: with which majority (`need`), and only in which `cases`.

    `found`: formal findings one of which is needed ("urgent"). `forbidden`: it cannot be added at all. `in_`: so only for items
    that are dealt with in public, or behind closed doors; None: for both.
    """

    in_: Publicity | None = None
    need: Need | None = None
    cases: tuple[Text, ...] = ()
    found: tuple[str, ...] = ()
    forbidden: bool = False


@frozen(kw_only=True)
class Agenda:
    """What holds of the agenda.

    `set_by`: who draws it up; `with_`: together with whom. `only_listed`: only what stands on it may be decided.
    `other_business`: whether there may be decisions under "any other business". `order`: the order of items and motions in words.
    `settled`: so long a settled matter does not come back, `settled_unless`: unless one of these is formally found ("new-facts").
    """

    set_by: tuple[Ref, ...] = ()
    with_: tuple[Ref, ...] = ()
    only_listed: bool | None = None
    other_business: bool | None = None
    order: tuple[Text, ...] = ()
    settled: Length | None = None
    settled_unless: tuple[str, ...] = ()


@frozen(kw_only=True)
class Minutes:
    """What holds of the minutes: who signs (each of those named), what they say, and by when they are there; `to`: who gets them.

    `public`: they are published.
    """

    signed_by: tuple[Actor, ...] = ()
    says: tuple[Text, ...] = ()
    within: Length | None = None
    to: tuple[Ref, ...] = ()
    public: bool | None = None


@frozen(kw_only=True)
class Sitting:
    """What holds of meetings. Every field is an aspect of its own.

    `public` and `closed` say who may listen, `presides` who presides, the first who is there; `chosen_chair`: else the meeting
    chooses somebody. `add` is how items come onto the agenda in the meeting. `joint`: in a meeting with others each body decides
    for itself.
    """

    word: ClassVar[str] = "sitting"
    needs_id: ClassVar[bool] = False

    public: Publicity | None = None
    closed: Closing | None = None
    presides: tuple[Ref, ...] = ()
    chosen_chair: bool | None = None
    remote: Remote | None = None
    agenda: Agenda | None = None
    add: tuple[Adding, ...] = ()
    minutes: Minutes | None = None
    joint: bool | None = None
    form: tuple[Text, ...] = ()

    def narrows(self, other: Sitting, /) -> bool:
        """Return whether this is the same rule: nothing about how a meeting is held is more or less."""
        return self == other
