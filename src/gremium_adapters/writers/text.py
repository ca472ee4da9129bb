"""Text for people, as the command line prints it: one writer for each kind of answer."""

from __future__ import annotations

from gremium.explain.language import Language
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Writer
from gremium.workbench.show import BodyLine, Overview
from gremium_adapters.writers.layout import printed, row, table
from gremium_adapters.writers.text_answers import answer, delta
from gremium_adapters.writers.text_plan import plan
from gremium_adapters.writers.text_roster import roster
from gremium_adapters.writers.text_routes import mermaid, routes
from gremium_adapters.writers.text_shares import apportioned


def overview(answer: Overview, context: Context) -> bytes:
    """Return the bodies of a jurisdiction as a table."""
    say = context.language
    bodies = table(say.term("show.id"), say.term("show.name"), say.term("show.kind"), say.term("show.state"))
    for body in answer.bodies:
        row(bodies, body.id, say.text(body.name), body.kind, _existence(body, say))
    name = say.text(answer.name, answer.jurisdiction)
    heading = say.term("show.bodies", id=answer.jurisdiction, name=name, day=str(answer.at))
    return printed([heading, bodies, say.term("show.legal")], context)


def _existence(body: BodyLine, say: Language) -> str:
    return say.term("show.planned") if body.planned else say.term(f"show.exists-{body.exists.value}")


@hookimpl
def gremium_writers() -> tuple[Writer, ...]:
    """Return the writers of text."""
    return (
        Writer(format="text", answer="overview", write=overview),
        Writer(format="text", answer="roster", write=roster),
        Writer(format="text", answer="delta", write=delta),
        Writer(format="text", answer="answer", write=answer),
        Writer(format="text", answer="plan", write=plan),
        Writer(format="text", answer="apportion", write=apportioned),
        Writer(format="text", answer="routes", write=routes),
        Writer(format="mermaid", answer="routes", write=mermaid),
    )
