"""gremium: the rules of participatory governance as data that a program can ask.

The names listed in `__all__` are the public Python interface; each is documented where it is defined. They are imported when
they are first used, so that `import gremium` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gremium.codec import Codec
    from gremium.evaluate.apportionment import apportionment
    from gremium.evaluate.cadence import demands, kept
    from gremium.evaluate.composition import composition
    from gremium.evaluate.countdown import due
    from gremium.evaluate.decision import decision
    from gremium.evaluate.delegation import delegation
    from gremium.evaluate.delta import Delta, applied, delta
    from gremium.evaluate.duty import duty
    from gremium.evaluate.election import election
    from gremium.evaluate.journey import trace
    from gremium.evaluate.notice import notice
    from gremium.evaluate.power import may, power
    from gremium.evaluate.quorum import quorum
    from gremium.evaluate.remit import remit
    from gremium.evaluate.route import route
    from gremium.evaluate.scope import Scope
    from gremium.evaluate.seats import holder, roster
    from gremium.evaluate.sitting import sitting
    from gremium.evaluate.term import term
    from gremium.model.cases import Cases
    from gremium.model.charter import Charter
    from gremium.model.record import Audience, Record
    from gremium.plugins.hookspecs import hookimpl
    from gremium.plugins.manager import assemble
    from gremium.records import append
    from gremium.targets import load
    from gremium.values.allotment import Allotment, Method, allot, calculation, completed, flaws, sequence
    from gremium.values.errors import GremiumError, Misuse, PhraseError
    from gremium.values.finding import Finding, Severity
    from gremium.values.verdict import Outcome, Reason, Verdict
    from gremium.workbench.ask import ask
    from gremium.workbench.audience import disclose
    from gremium.workbench.diff import diff
    from gremium.workbench.export import export
    from gremium.workbench.members import import_members
    from gremium.workbench.plan import plan_meetings
    from gremium.workbench.publish import publish

__version__ = "0.1.0"

# Where each public name is defined.
_HOMES = {
    "Allotment": "gremium.values.allotment",
    "Audience": "gremium.model.record",
    "Cases": "gremium.model.cases",
    "Charter": "gremium.model.charter",
    "Codec": "gremium.codec",
    "Delta": "gremium.evaluate.delta",
    "Finding": "gremium.values.finding",
    "GremiumError": "gremium.values.errors",
    "Method": "gremium.values.allotment",
    "Misuse": "gremium.values.errors",
    "Outcome": "gremium.values.verdict",
    "PhraseError": "gremium.values.errors",
    "Reason": "gremium.values.verdict",
    "Record": "gremium.model.record",
    "Scope": "gremium.evaluate.scope",
    "Severity": "gremium.values.finding",
    "Verdict": "gremium.values.verdict",
    "allot": "gremium.values.allotment",
    "append": "gremium.records",
    "applied": "gremium.evaluate.delta",
    "apportionment": "gremium.evaluate.apportionment",
    "ask": "gremium.workbench.ask",
    "assemble": "gremium.plugins.manager",
    "calculation": "gremium.values.allotment",
    "completed": "gremium.values.allotment",
    "composition": "gremium.evaluate.composition",
    "decision": "gremium.evaluate.decision",
    "delegation": "gremium.evaluate.delegation",
    "delta": "gremium.evaluate.delta",
    "demands": "gremium.evaluate.cadence",
    "diff": "gremium.workbench.diff",
    "disclose": "gremium.workbench.audience",
    "due": "gremium.evaluate.countdown",
    "duty": "gremium.evaluate.duty",
    "election": "gremium.evaluate.election",
    "export": "gremium.workbench.export",
    "flaws": "gremium.values.allotment",
    "holder": "gremium.evaluate.seats",
    "hookimpl": "gremium.plugins.hookspecs",
    "import_members": "gremium.workbench.members",
    "kept": "gremium.evaluate.cadence",
    "load": "gremium.targets",
    "may": "gremium.evaluate.power",
    "notice": "gremium.evaluate.notice",
    "plan_meetings": "gremium.workbench.plan",
    "power": "gremium.evaluate.power",
    "publish": "gremium.workbench.publish",
    "quorum": "gremium.evaluate.quorum",
    "remit": "gremium.evaluate.remit",
    "roster": "gremium.evaluate.seats",
    "route": "gremium.evaluate.route",
    "sequence": "gremium.values.allotment",
    "sitting": "gremium.evaluate.sitting",
    "term": "gremium.evaluate.term",
    "trace": "gremium.evaluate.journey",
}

__all__ = [
    "Allotment",
    "Audience",
    "Cases",
    "Charter",
    "Codec",
    "Delta",
    "Finding",
    "GremiumError",
    "Method",
    "Misuse",
    "Outcome",
    "PhraseError",
    "Reason",
    "Record",
    "Scope",
    "Severity",
    "Verdict",
    "allot",
    "append",
    "applied",
    "apportionment",
    "ask",
    "assemble",
    "calculation",
    "completed",
    "composition",
    "decision",
    "delegation",
    "delta",
    "demands",
    "diff",
    "disclose",
    "due",
    "duty",
    "election",
    "export",
    "flaws",
    "holder",
    "hookimpl",
    "import_members",
    "kept",
    "load",
    "may",
    "notice",
    "plan_meetings",
    "power",
    "publish",
    "quorum",
    "remit",
    "roster",
    "route",
    "sequence",
    "sitting",
    "term",
    "trace",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'gremium' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
