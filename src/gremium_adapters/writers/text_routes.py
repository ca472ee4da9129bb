"""Text of routes: a route as a table, and as a Mermaid chart.

A Mermaid chart is text that Markdown viewers draw; see https://mermaid.js.org/syntax/flowchart.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from gremium.evaluate.route import Exit, Leg, Routed
from gremium.evaluate.telling import came
from gremium.explain.language import cited, reason_lines
from gremium.explain.phrases import length_in_words
from gremium.plugins.parts import Context
from gremium.values.count import in_words
from gremium.values.ref import Ref, parse_ref
from gremium.values.verdict import Verdict
from gremium.workbench.route import Routes
from gremium_adapters.writers.layout import Notes, closed_up, in_lines, numbered, printed, tabled
from gremium_adapters.writers.naming import (
    actors_named,
    body_or_party,
    by_reading,
    each,
    of_readings,
    reading_named,
    ref_in_words,
    with_questions,
    worded,
)

# What would end a label, or be taken for markup, and how Mermaid writes it.
ESCAPED: Mapping[str, str] = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"}

# ── routes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def routes(answer: Routes, context: Context) -> bytes:
    """Return the routes from a body: each as a table of its stages, then all of them as one chart."""
    shown = _begun_in(answer.verdict, answer.start)
    chart = b"```mermaid\n" + mermaid(answer, context) + b"```\n" if any(one.value for _, one in each(shown)) else b""
    legal = printed([context.language.term("show.legal")], context)
    told = printed([_heading(answer, context), *ways(shown, context), ""], context)
    return closed_up(told) + chart + legal  # a chart is for programs, too: no line of it is folded


def mermaid(answer: Routes, context: Context) -> bytes:
    """Return the routes from a body as a Mermaid chart alone."""
    return ("\n".join(_chart(_begun_in(answer.verdict, answer.start), context)) + "\n").encode()


def _heading(answer: Routes, context: Context) -> str:
    say = context.language
    told = {"outcome": say.term(f"outcome.{answer.verdict.outcome.value}"), "day": answer.at.isoformat()}
    told |= {"body": body_or_party(answer.start, context)}
    if answer.to:
        return say.term("route.heading-to", to=body_or_party(answer.to, context), **told)
    return say.term("route.heading", **told)


def _begun_in(verdict: Verdict[tuple[Routed, ...]], start: str) -> Verdict[tuple[Routed, ...]]:
    """Return an answer in which the body where a matter is born stands alone at the first stage, if it may begin there."""
    value = verdict.value and tuple(_begins_in(one, start) for one in verdict.value)
    return evolve(verdict, value=value, readings=tuple((name, _begun_in(one, start)) for name, one in verdict.readings))


def _begins_in(one: Routed, start: str) -> Routed:
    first, *rest = one.legs
    return evolve(one, legs=(evolve(first, bodies=(start,)), *rest)) if start in first.bodies else one


def ways(verdict: Verdict[tuple[Routed, ...]], context: Context) -> Iterator[object]:
    """Yield the routes of an answer, under every reading where there are several, and what is missing."""
    say = context.language
    reasons = verdict.reasons if verdict.readings or not verdict.value else of_readings(verdict.reasons)
    yield from (f"  {line}" for line in reason_lines(with_questions(reasons, context), say))
    for one in verdict.value or ():
        yield from _route(one, context)
    if verdict.missing:
        yield "  " + say.term("ask.missing", missing=", ".join(verdict.missing))
    for label, reading in verdict.readings:
        yield from ("", "  " + by_reading(label, reading, context))
        yield from ways(reading, context)


def _route(one: Routed, context: Context) -> Iterator[object]:
    """Yield one route: what it is about, its stages as a table, what is owed at its end, and what may not wait."""
    say = context.language
    yield ""
    yield _titled(one, context)
    if one.starts:
        yield "  " + say.term("route.begins", who=actors_named(one.starts, context, one.body))
    names = {leg.stage: say.text(leg.name, leg.stage) for leg in one.legs}
    notes: Notes = {}
    headings = [say.term(f"route.{name}") for name in ("number", "stage", "who", "act", "time", "onward", "clause")]
    stages = [
        (
            str(number), names[leg.stage], "\n".join(_who(leg, one.body, context)), _act(leg, context),
            "\n".join(_time(leg, names, context)), "\n".join(_exits(leg, names, context)), numbered(map(str, leg.cites), notes),
        )
        for number, leg in enumerate(one.legs, 1)
    ]  # fmt: skip
    yield from tabled(headings, stages, context.width)
    if one.answer is not None:
        by = "; ".join(body_or_party(name, context) for name in one.answer.by) or say.term("journey.unsaid")
        within = f" ({length_in_words(one.answer.within, say)})" if one.answer.within is not None else ""
        others = "; ".join(ref_in_words(parse_ref(to), context, one.body) for to in one.answer.to)
        also = f"; {say.term('route.answer-to', to=others)}" if others else ""
        yield "  " + say.term("route.answer", by=by, within=within) + also
    if one.urgent is not None:
        instead = names.get(one.urgent.instead, one.urgent.instead)
        later = one.urgent.ratified_at
        ratified = "; " + say.term("route.ratified", stage=names.get(later, later)) if later is not None else ""
        within = f" ({length_in_words(one.urgent.within, say)})" if one.urgent.within is not None else ""
        by = actors_named(one.urgent.by, context, one.body)
        yield "  " + say.term("route.urgent", by=by, stage=instead) + ratified + within
    yield from (f"[{number}] {note}" for note, number in notes.items())


def _titled(one: Routed, context: Context) -> str:
    say = context.language
    about = "; ".join(_subject(id_, context) for id_ in one.subjects)
    title = say.term("route.title", route=say.text(one.name, one.route), body=body_or_party(one.body, context))
    title += f" ({about})" if about else ""
    return f"{title}; {say.term(f'reason.route-{one.strength.value}')} [{cited(one.cites)}]"


def _subject(id_: str, context: Context) -> str:
    found = context.charter.subject_by_id.get(id_)
    return context.language.text(found.name, id_) if found is not None else id_


def _who(leg: Leg, here: str, context: Context) -> tuple[str, ...]:
    """Return who acts at a stage: the bodies that are meant on that day, else what the rule names; then who in them may do it."""
    said = [body_or_party(name, context) for name in leg.bodies] or [_nobody_there(ref, here, context) for ref in leg.at]
    lines = in_lines(said or [context.language.term("journey.unsaid")])
    if not leg.actors:
        return lines
    actors = f"({actors_named(leg.actors, context, here)})"
    return (*lines, actors) if len(lines) > 1 else (f"{lines[0]} {actors}",)


def _nobody_there(ref: Ref, here: str, context: Context) -> str:
    """Return whom a rule names that leads to nobody on that day; where that is only so on that day, this is said."""
    charter, said = context.charter, ref_in_words(ref, context, here)
    known = charter.of_kind(ref.target) if ref.every else charter.body_by_id.get(ref.target)
    return context.language.term("route.not-there", who=said) if known and ref.jurisdiction is None else said


def _act(leg: Leg, context: Context) -> str:
    say = context.language
    said = say.term(f"act.{leg.act.value}")
    said += f": {say.text(leg.question)}" if leg.question is not None else ""
    return said if leg.lead else say.term("route.beside", act=said)


def _time(leg: Leg, names: Mapping[str, str], context: Context) -> Iterator[str]:
    """Yield what has to be over before, how much time there is, and what follows if nothing happens in it."""
    say = context.language
    if leg.after:
        yield say.term("route.after", stages="; ".join(names.get(one, one) for one in leg.after))
    if leg.within is not None:
        yield say.term("route.within", length=length_in_words(leg.within, say))
    if leg.silence is not None:
        yield say.term("route.silence", outcome=came(leg.silence))


def _exits(leg: Leg, names: Mapping[str, str], context: Context) -> Iterator[str]:
    say = context.language
    if not leg.next:
        yield say.term("route.end")
    for one in leg.next:
        to = "; ".join(names[stage] for stage in one.to) if one.to else _end(one, context)
        carries = f" ({'; '.join(say.text(text) for text in one.carries)})" if one.carries else ""
        label = _label(one, context)
        yield f"{label}: {to}{carries}" if label else f"{to}{carries}"


def _end(one: Exit, context: Context) -> str:
    say = context.language
    return say.term("route.end-with", result=came(one.result)) if one.result is not None else say.term("route.end")


def _label(one: Exit, context: Context) -> str:
    """Return when it goes there: after which outcomes, for which subjects, how many are chosen."""
    say = context.language
    said = [worded(came(outcome), context) for outcome in one.on]
    said += [_subject(id_, context) for id_ in one.subjects]
    chosen = [say.term("route.choose", number=in_words(one.choose))] if one.choose is not None else []
    return ", ".join([" / ".join(said), *chosen] if said else chosen)


# ── charts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _chart(verdict: Verdict[tuple[Routed, ...]], context: Context) -> Iterator[str]:
    """Yield the lines of a chart: a box for each route, labelled by its name and the reading under which it stands."""
    yield "flowchart TD"
    listed = [(reading, one) for reading, answer in each(verdict) for one in answer.value or ()]
    for number, (reading, one) in enumerate(listed, 1):
        name = context.language.text(one.name, one.route)
        said = f"{name} \N{EN DASH} {reading_named(reading, context)}" if reading else name
        yield f'  subgraph r{number}["{_escaped(said)}"]'
        yield from (f"    {line}" for line in _boxes(f"r{number}", one, context))
        yield "  end"


def _boxes(prefix: str, one: Routed, context: Context) -> Iterator[str]:
    """Yield the stages of a route and the arrows between them; a dotted arrow leads to an opinion beside the one that leads."""
    say = context.language
    names = {leg.stage: say.text(leg.name, leg.stage) for leg in one.legs}
    ids = {leg.stage: f"{prefix}s{number}" for number, leg in enumerate(one.legs, 1)}
    beside = {leg.stage for leg in one.legs if not leg.lead}
    for leg in one.legs:
        lines = (names[leg.stage], _act(leg, context), *_who(leg, one.body, context), *_time(leg, names, context))
        yield f'{ids[leg.stage]}["{"<br/>".join(map(_escaped, lines))}"]'
    for leg in one.legs:
        for number, exit_ in enumerate(leg.next or (Exit(),), 1):
            label = f'|"{_escaped(_label(exit_, context))}"|' if _label(exit_, context) else ""
            for to in exit_.to:
                yield f"{ids[leg.stage]} {'-.->' if to in beside else '-->'}{label} {ids[to]}"
            if not exit_.to and (leg.lead or leg.next):
                yield f'{ids[leg.stage]} -->{label} {ids[leg.stage]}e{number}(["{_escaped(_end(exit_, context))}"])'


def _escaped(text: str) -> str:
    """Return a text as it may stand in a label of a chart: in one line, and nothing in it is markup."""
    return "".join(ESCAPED.get(letter, letter) for letter in " ".join(text.split()))
