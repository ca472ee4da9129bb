"""Graph: the bodies of a jurisdiction and what leads from one to another, of which all diagrams are drawn.

Four things lead from one body to another, each because a rule of the charter or the published view says so: a matter goes on
(`route`), somebody is sent or sits there by office (`seats`, `delegation`, memberships), a body chooses who sits in another
(`seats`), and one is part of the other. No person is in it, and nothing that a rule does not name.

The room is longer than 300 lines because looking up whom a rule means, and what follows from it for who stands above whom, needs
the same rules at hand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import product
from typing import Any

from attrs import evolve, frozen

from gremium.evaluate.effective import effective
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope, bodies_at, exists, part_of, positions_of
from gremium.model.body import Body
from gremium.model.provision import Provision
from gremium.norms.delegation import Delegation
from gremium.norms.route import Act, Route, Stage
from gremium.norms.seats import Seats
from gremium.plugins.parts import Context
from gremium.values.errors import PhraseError
from gremium.values.filling import Chosen, Holder, How, Whole
from gremium.values.phrases import PREDECLARED
from gremium.values.ref import STANDINS, UNSTATED, Ref, parse_ref
from gremium.values.verdict import Outcome
from gremium.workbench.published import Published
from gremium_adapters.writers.naming import ref_in_words

# So many characters of a name are shown at most.
LONGEST = 1000
LONGEST_LABEL = 120
# More marks on top of one letter than any language needs.
MOST_MARKS = 4
# What a body does after the decision: it does not stand above the one that decides.
AFTERWARDS = (Act.EXECUTE, Act.TAKE_NOTE)
# Marks that steer the direction of the text around them (Unicode annex 9), and what says that a text runs from right to left.
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LEFTWARDS = ("R", "AL", "AN")
NONCHARACTER = 0xFFFE  # the last two of every plane are no characters
ISOLATE, POP = "\u2068", "\u2069"


class Sort(Enum):
    """What leads from one body to another: see the module."""

    ROUTE = "route"
    SENDS = "sends"
    CHOOSES = "chooses"
    PART = "part"


class State(Enum):
    """How it is with a body on the day. `OUTSIDE`: it is not one of those that are shown, or no body of the charter."""

    THERE = "there"
    UNSURE = "unsure"
    PLANNED = "planned"
    GONE = "gone"
    OUTSIDE = "outside"


@frozen(kw_only=True)
class Node:
    """A body, or somebody outside whom a rule names. `acts` are what it does on the routes, in words."""

    id: str
    name: str
    state: State = State.THERE
    acts: tuple[str, ...] = ()


@frozen(kw_only=True)
class Pair:
    """That something leads from one body to another; `labels` say more of it. `certain` False: it is open whether it is so."""

    sort: Sort
    start: str
    end: str
    labels: tuple[str, ...] = ()
    certain: bool = True


@frozen(kw_only=True)
class Net:
    """Pairs that are drawn as one: something leads from each of `starts` to each of `ends`."""

    sort: Sort
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    labels: tuple[str, ...] = ()
    certain: bool = True


@frozen(kw_only=True)
class Graph:
    """Bodies and what leads from one to another. `rises` are who stands below whom, the weightiest first."""

    nodes: tuple[Node, ...]
    pairs: tuple[Pair, ...]
    rises: tuple[tuple[str, str], ...] = ()


def graph(shown: Published, context: Context) -> Graph:
    """Return the graph of a published view: its bodies, and whoever outside is connected to them."""
    return _Graphing(shown, context).made()


def nets(pairs: Iterable[Pair], *, labelled: bool) -> tuple[Net, ...]:
    """Return pairs as nets, each pair in exactly one; `labelled` keeps apart what has different labels."""
    groups: dict[tuple[Any, ...], dict[tuple[str, str], Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair.sort, pair.certain, pair.labels if labelled else ()), {})[pair.start, pair.end] = pair
    found = []
    for (sort, certain, labels), members in groups.items():
        into, out = _joined(members), _joined((end, start) for start, end in members)
        joined = into if len(into) <= len(out) else [(starts, ends) for ends, starts in out]
        found += [Net(sort=sort, certain=certain, labels=labels, starts=starts, ends=ends) for starts, ends in joined]
    return tuple(found)


def _joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return pairs with those joined that lead to different ends from the same starts."""
    by_end: dict[str, list[str]] = {}
    for start, end in pairs:
        by_end.setdefault(end, []).append(start)
    by_starts: dict[tuple[str, ...], list[str]] = {}
    for end, starts in by_end.items():
        by_starts.setdefault(tuple(starts), []).append(end)
    return [(starts, tuple(ends)) for starts, ends in by_starts.items()]


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def plain(text: str, most: int = LONGEST) -> str:
    """Return a text in one line: without control characters, lone surrogates and marks that steer the direction of others.

    It is cut after so many characters; of marks on top of one letter so many stay as languages need.
    """
    kept: list[str] = []
    marks = 0
    for letter in " ".join(text[: 4 * most].split()):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in ("Cc", "Cs") or letter in STEERING or ord(letter) & NONCHARACTER == NONCHARACTER or marks > MOST_MARKS:
            continue
        kept.append(letter)
    said = " ".join("".join(kept).split())
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"


def isolated(text: str) -> str:
    """Return a text that does not turn around what stands beside it: one with letters from right to left is isolated.

    The marks are those of the Unicode annex 9, U+2068 and U+2069.
    """
    turned = any(unicodedata.bidirectional(letter) in LEFTWARDS for letter in text)
    return f"{ISOLATE}{text}{POP}" if turned else text


def called(shown: Published, context: Context) -> str:
    """Return the name of a jurisdiction."""
    return plain(context.language.text(shown.name, shown.id), LONGEST_LABEL) or shown.id


def shown_state(node: Node, context: Context) -> str:
    """Return what is said of a body that is not simply there; empty where nothing is."""
    match node.state:
        case State.PLANNED:
            return context.language.term("show.planned")
        case State.GONE:
            return context.language.term("show.exists-FAILS")
        case State.UNSURE:
            return context.language.term("show.exists-OPEN")
        case _:
            return ""


# ── what the rules name ──────────────────────────────────────────────────────────────────────────────────────────────


class _Graphing:
    """Makes the graph of one published view."""

    def __init__(self, shown: Published, context: Context) -> None:
        self.shown, self.context, self.say = shown, context, context.language
        self.scope = Scope(charter=context.charter)
        self.published = {body.id: body for body in shown.bodies}
        self.organisations = {one.id: one.name or one.id for one in shown.parties if not one.person}
        self.outside: dict[str, Node] = {}
        self.acts: dict[str, dict[Act, None]] = {}
        self.found: dict[tuple[Sort, str, str], tuple[dict[str, None], bool]] = {}
        self.rising: list[tuple[str, str]] = []
        self.falling: list[tuple[str, str]] = []
        self.proposing: list[tuple[str, str]] = []

    def made(self) -> Graph:
        """Return the graph."""
        for body in self.context.charter.bodies:
            self._body(body)
        self._members()
        pairs = tuple(
            Pair(sort=sort, start=start, end=end, labels=tuple(labels), certain=certain)
            for (sort, start, end), (labels, certain) in self.found.items()
            if start in self.published or end in self.published
        )  # fmt: skip
        named = dict.fromkeys(id_ for pair in pairs for id_ in (pair.start, pair.end))
        nodes = (*(self._node(id_) for id_ in self.published), *(self._node(id_) for id_ in named if id_ not in self.published))
        return Graph(nodes=nodes, pairs=pairs, rises=tuple(self._rises(pairs, {node.id for node in nodes})))

    def _node(self, id_: str) -> Node:
        """Return how a body is shown; of one outside its name is known to the charter, or to nobody."""
        acts = tuple(self.say.term(f"act.{act.value}") for act in self.acts.get(id_, ()) if act is not Act.UNSTATED)
        body = self.published.get(id_)
        if body is None:
            known = self.context.charter.body_by_id.get(id_)
            node = self.outside.get(id_) or Node(id=id_, name=plain(self.say.text(known.name if known else None, id_)))
            return evolve(node, state=State.OUTSIDE, acts=acts)
        state = {Outcome.HOLDS: State.THERE, Outcome.OPEN: State.UNSURE, Outcome.FAILS: State.GONE}[body.there]
        state = State.PLANNED if body.planned else state
        return Node(id=id_, name=plain(self.say.text(body.name, id_)) or id_, state=state, acts=acts)

    def _rises(self, pairs: Sequence[Pair], known: set[str]) -> Iterator[tuple[str, str]]:
        """Yield who stands below whom: who only proposes below who decides, then along routes, then as seats and parts say."""
        only = {id_ for id_, acts in self.acts.items() if set(acts) == {Act.SUGGEST}}
        listed = [pair for pair in self.proposing if pair[0] in only]
        listed += self.rising + self.falling
        for sort in (Sort.SENDS, Sort.CHOOSES, Sort.PART):
            mine = (pair for pair in pairs if pair.sort is sort)
            listed += [(one.end, one.start) if sort is Sort.CHOOSES else (one.start, one.end) for one in mine]
        yield from dict.fromkeys(pair for pair in listed if pair[0] != pair[1] and known.issuperset(pair))

    # ── one body ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _body(self, body: Body) -> None:
        where = Located(charter=self.context.charter, body=body)
        whole = part_of(where)
        if whole is not None:
            for end in self._meant(where, whole, gone=True):
                self._leads(Sort.PART, body.id, end)
        if not self._there(body):
            return
        for rule, certain in self._rows(where, Seats):
            self._seats(where, rule.norm, certain=certain)
        for rule, certain in self._rows(where, Delegation):
            for end in self._meant(where, rule.norm.to):
                self._leads(Sort.SENDS, body.id, end, certain=certain)
        for rule, certain in self._rows(where, Route):
            self._route(where, rule, certain=certain)

    def _there(self, body: Body) -> bool:
        """Return whether a body is there on the day, or may be, or is to come."""
        return body.planned or exists(body, self.shown.at) is not Outcome.FAILS

    def _rows(self, where: Located, norm: type[Any]) -> Iterator[tuple[Provision, bool]]:
        """Yield the rules of a row word that hold for a body on the day, each with whether that is certain.

        Where a source can be read in several ways, those of every reading.
        """
        if not any(provision.word == norm.word for _, owner in where.rulers for provision in owner.provisions):
            return
        answers = worlds(self.scope, lambda chosen: effective(chosen, where, norm, self.shown.at))
        told: dict[str, Provision] = {}
        sure: dict[str, int] = {}
        for row in (row for _, rows in answers for row in rows):
            for rule in row.rules:
                told[rule.where] = rule.provision
                sure[rule.where] = sure.get(rule.where, 0) + row.certain
        yield from ((provision, sure[path] == len(answers)) for path, provision in told.items())

    def _leads(self, sort: Sort, start: str, end: str, label: str = "", *, certain: bool = True) -> None:
        """Note that something leads from one body to another. What one rule says for certain is certain."""
        if start == end:
            return
        labels, known = self.found.setdefault((sort, start, end), ({}, False))
        if label:
            labels[label] = None
        self.found[sort, start, end] = (labels, known or certain)

    def _seats(self, where: Located, norm: Seats, *, certain: bool) -> None:
        """Note who sends somebody into a seat group, or has an office that sits there, or chooses who sits there."""
        match norm.filling:
            case Holder(of):
                for ref in of:
                    label = self._office(where, ref)
                    for start in self._meant(where, ref):
                        self._leads(Sort.SENDS, start, where.body.id, label, certain=certain)
            case Whole(body):
                for start in self._meant(where, body):
                    self._leads(Sort.SENDS, start, where.body.id, self.say.term("diagram.whole"), certain=certain)
            case Chosen(how, by):
                sort = Sort.SENDS if how is How.SENT else Sort.CHOOSES
                label = self.say.term(f"how.{how.value}") if how not in (How.SENT, How.UNSTATED) else ""
                for ref in by:
                    meant = norm.each if ref.target == "each" and norm.each is not None else ref
                    for start in self._meant(where, meant):
                        self._leads(sort, start, where.body.id, label, certain=certain)
            case _:
                pass

    def _office(self, where: Located, ref: Ref) -> str:
        """Return what the office is called to which a reference leads; empty where it names none."""
        if ref.position is None or ref.position == UNSTATED:
            return ""
        if ref.position in PREDECLARED:
            return self.say.term(f"position.{ref.position}")
        targets = bodies_at(self.scope, where, evolve(ref, position=None))
        rows = (row for one in targets for _, owner in one.rulers for row in owner.provisions if row.word == Seats.word)
        names = (row.norm.name for row in rows if row.id == ref.position and row.norm.name is not None)
        return plain(self.say.text(next(names, None), ref.position), LONGEST_LABEL)

    def _members(self) -> None:
        """Note what the published memberships of the day say: whose seat it is, and through which office somebody comes."""
        for one in self.shown.memberships:
            if not one.now or one.substitute or one.body not in self.published:
                continue
            home = one.of in self.context.charter.body_by_id or one.of in self.context.charter.party_by_id
            if one.of is not None and (home or one.of in self.organisations):
                self._leads(Sort.SENDS, self._known(one.of), one.body, certain=one.certain)
            ref = _read(one.office)
            if ref is not None and ref.position is not None:
                where = Located(charter=self.context.charter, body=self.context.charter.body_by_id[one.body])
                for start in self._meant(where, ref):
                    self._leads(Sort.SENDS, start, one.body, self._office(where, ref), certain=one.certain)

    # ── routes ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _route(self, where: Located, rule: Provision, *, certain: bool) -> None:
        """Note where a matter goes on a route, and who therefore stands below whom."""
        route: Route = rule.norm
        label = plain(self.say.text(route.name, str(rule.slot)), LONGEST_LABEL)
        at = {stage.id: self._halt(where, rule, stage) for stage in route.stages}
        acts = {stage.id: stage.act for stage in route.stages}
        for stage in route.stages:
            for body in at[stage.id]:
                self.acts.setdefault(body, {})[stage.act] = None
            for to in (to for onward in stage.next for to in onward.to if to in at):
                for start, end in product(at[stage.id], at[to]):
                    self._leads(Sort.ROUTE, start, end, label, certain=certain)
                    if acts[to] in AFTERWARDS:
                        self.falling.append((end, start))
                    else:
                        self.rising.append((start, end))
            for before in (one for name in stage.after for one in at.get(name, ())):
                self.rising += [(before, body) for body in at[stage.id]]
        deciding = [body for stage in route.stages if stage.act is Act.DECIDE for body in at[stage.id]]
        self.proposing += [
            (body, end) for stage in route.stages if stage.act is Act.SUGGEST for body in at[stage.id] for end in deciding
        ]

    def _halt(self, where: Located, rule: Provision, stage: Stage) -> tuple[str, ...]:
        """Return who can act at a stage; where the source does not say who, that is a place of its own."""
        found = dict.fromkeys(id_ for ref in stage.at for id_ in self._meant(where, ref))
        if found or any(not ref.unstated for ref in stage.at):
            return tuple(found)
        id_ = f"?{where.body.id}/{rule.slot}/{stage.id}"
        said = self.say.text(stage.name, stage.id)
        self.outside[id_] = Node(id=id_, name=plain(f"{said}: {self.say.term('need.actor-unstated')}"))
        return (id_,)

    # ── whom a reference means ───────────────────────────────────────────────────────────────────────────────────────

    def _meant(self, where: Located, ref: Ref, *, gone: bool = False) -> tuple[str, ...]:
        """Return whom a reference means: bodies of the charter that are there (`gone`: or were), else somebody outside."""
        if ref.unstated:
            return ()
        body = evolve(ref, position=None)
        found = bodies_at(self.scope, where, body)
        if not found and ref.bare and ref.target in positions_of(where):
            found = (where,)
        if found:
            return tuple(one.body.id for one in found if gone or self._there(one.body))
        if ref.target in STANDINS:  # of a list that is not there, or of a body that is part of no other
            return ()
        if body.bare:
            return (self._known(body.target),)
        id_ = str(body)
        self.outside.setdefault(id_, Node(id=id_, name=plain(ref_in_words(body, self.context, where.body.id))))
        return (id_,)

    def _known(self, id_: str) -> str:
        """Return a body or organisation, with the name that the charter or the view has for it."""
        if id_ not in self.context.charter.body_by_id:
            party = self.context.charter.party_by_id.get(id_)
            name = self.say.text(party.name, id_) if party is not None else self.organisations.get(id_, id_)
            self.outside.setdefault(id_, Node(id=id_, name=plain(name) or id_))
        return id_


def _read(office: str | None) -> Ref | None:
    """Return the reference to the office through which somebody comes; None where there is none."""
    try:
        return parse_ref(office) if office is not None else None
    except PhraseError:  # several offices at once, or the words of a reason
        return None
