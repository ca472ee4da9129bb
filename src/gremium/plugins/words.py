"""The table of words: each with its norm, its evaluator and its checks. The only place where they are tied together."""

from __future__ import annotations

from gremium.evaluate.cadence import demands_on
from gremium.evaluate.composition import composition
from gremium.evaluate.delegation import delegation
from gremium.evaluate.remit import remit
from gremium.evaluate.seats import roster
from gremium.evaluate.term import term
from gremium.lint import cadence as cadence_checks
from gremium.lint import composition as composition_checks
from gremium.lint import delegation as delegation_checks
from gremium.lint import remit as remit_checks
from gremium.lint import seats as seat_checks
from gremium.lint import term as term_checks
from gremium.model.word import Word
from gremium.norms.cadence import Cadence
from gremium.norms.composition import Composition
from gremium.norms.delegation import Delegation
from gremium.norms.remit import Remit
from gremium.norms.seats import Seats
from gremium.norms.term import Term

WORDS: tuple[Word, ...] = (
    Word(
        tag="seats",
        norm=Seats,
        evaluate=roster,
        checks=(seat_checks.fillings, seat_checks.ended_offices, seat_checks.circles, seat_checks.doubles),
    ),
    Word(
        tag="composition",
        norm=Composition,
        evaluate=composition,
        checks=(composition_checks.rows, composition_checks.seconds, composition_checks.satisfiable),
    ),
    Word(tag="term", norm=Term, evaluate=term, checks=(term_checks.rows, term_checks.contradictions)),
    Word(
        tag="delegation",
        norm=Delegation,
        evaluate=delegation,
        checks=(delegation_checks.senders, delegation_checks.receivers),
    ),
    Word(tag="remit", norm=Remit, evaluate=remit, checks=(remit_checks.rows,)),
    Word(tag="cadence", norm=Cadence, evaluate=demands_on, checks=(cadence_checks.complete, cadence_checks.contradictions)),
)
