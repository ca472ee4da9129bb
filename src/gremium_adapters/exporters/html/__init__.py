"""HTML: a static site of a jurisdiction, for people: bodies, who sits there, rules with their clauses, meetings, open questions.

It works without scripts and from a folder on a disk, and is made to WCAG 2.2 at level AA (https://www.w3.org/TR/WCAG22/). It has
one language: that of the context. It needs Jinja2, the optional extra `html`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Exporter, Options
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.workbench.published import Published
from gremium_adapters.exporters.addresses import base_of

EXTRA = "html"
CARRIES = frozenset({
    "rules", "gaps", "bodies", "parts", "planned", "seats", "standing", "open-groups", "vacancies", "unnamed", "parties",
    "memberships", "past", "undated", "organisations-seated", "delegates", "ex-officio", "substitutes", "substitute-order",
    "uncertain", "rests", "terms", "meetings", "hours", "places", "joint", "modes", "publicity", "agenda", "replaced", "presence",
    "deadlines", "duties", "findings", "proposals", "steps", "rough-days",
})  # fmt: skip


def write(shown: Published, context: Context, options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the pages of the site, its style sheet and its feeds by file name.

    Raises `Misuse` if Jinja2 is not installed, and for a base that is no address.
    """
    try:
        from gremium_adapters.exporters.html.site import pages  # noqa: PLC0415  # Jinja2 is an extra
    except ModuleNotFoundError as error:
        if error.name not in {"jinja2", "markupsafe"}:
            raise
        raise Misuse(message("misuse.extra", format="html", package="Jinja2", extra=EXTRA)) from error
    return pages(shown, context, base_of(options.base) if options.base is not None else None)


@hookimpl
def gremium_exporters() -> tuple[Exporter, ...]:
    """Return the exporter of a site."""
    return (Exporter(format="html", carries=CARRIES, takes=frozenset({"base"}), write=write),)
