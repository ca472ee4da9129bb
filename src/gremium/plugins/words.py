"""The table of words: each with its norm, its evaluator and its checks. The only place where they are tied together."""

from __future__ import annotations

from gremium.evaluate.apportionment import apportionment
from gremium.evaluate.cadence import demands_on
from gremium.evaluate.composition import composition
from gremium.evaluate.decision import decision
from gremium.evaluate.delegation import delegation
from gremium.evaluate.duty import duty
from gremium.evaluate.election import election
from gremium.evaluate.notice import notice
from gremium.evaluate.power import power
from gremium.evaluate.quorum import quorum
from gremium.evaluate.remit import remit
from gremium.evaluate.route import route
from gremium.evaluate.seats import roster
from gremium.evaluate.sitting import sitting
from gremium.evaluate.term import term
from gremium.lint import apportionment as apportionment_checks
from gremium.lint import cadence as cadence_checks
from gremium.lint import composition as composition_checks
from gremium.lint import decision as decision_checks
from gremium.lint import delegation as delegation_checks
from gremium.lint import duty as duty_checks
from gremium.lint import election as election_checks
from gremium.lint import notice as notice_checks
from gremium.lint import power as power_checks
from gremium.lint import quorum as quorum_checks
from gremium.lint import remit as remit_checks
from gremium.lint import route as route_checks
from gremium.lint import seats as seat_checks
from gremium.lint import sitting as sitting_checks
from gremium.lint import term as term_checks
from gremium.model.word import Word
from gremium.norms.apportionment import Apportionment
from gremium.norms.cadence import Cadence
from gremium.norms.composition import Composition
from gremium.norms.decision import Decision
from gremium.norms.delegation import Delegation
from gremium.norms.duty import Duty
from gremium.norms.election import Election
from gremium.norms.notice import Notice
from gremium.norms.power import Power
from gremium.norms.quorum import Quorum
from gremium.norms.remit import Remit
from gremium.norms.route import Route
from gremium.norms.seats import Seats
from gremium.norms.sitting import Sitting
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
    Word(tag="term", norm=Term, evaluate=term, checks=(term_checks.rows,)),
    Word(
        tag="delegation",
        norm=Delegation,
        evaluate=delegation,
        checks=(delegation_checks.senders, delegation_checks.receivers),
    ),
    Word(tag="remit", norm=Remit, evaluate=remit, checks=(remit_checks.rows,)),
    Word(tag="power", norm=Power, evaluate=power, checks=(power_checks.rows, power_checks.reachable), of_meeting=True),
    Word(tag="notice", norm=Notice, evaluate=notice, checks=(notice_checks.rows, notice_checks.sensible), of_meeting=True),
    Word(
        tag="sitting",
        norm=Sitting,
        evaluate=sitting,
        checks=(sitting_checks.rows, sitting_checks.reachable),
        of_meeting=True,
    ),
    Word(tag="quorum", norm=Quorum, evaluate=quorum, checks=(quorum_checks.rows, quorum_checks.reachable), of_meeting=True),
    Word(
        tag="decision",
        norm=Decision,
        evaluate=decision,
        checks=(decision_checks.rows, decision_checks.reachable),
        of_meeting=True,
    ),
    Word(
        tag="election",
        norm=Election,
        evaluate=election,
        checks=(election_checks.rows, election_checks.reachable),
        of_meeting=True,
    ),
    Word(
        tag="apportionment",
        norm=Apportionment,
        evaluate=apportionment,
        checks=(apportionment_checks.rows, apportionment_checks.sensible),
        of_meeting=True,
    ),
    Word(tag="route", norm=Route, evaluate=route, checks=(route_checks.rows, route_checks.flow)),
    Word(tag="duty", norm=Duty, evaluate=duty, checks=(duty_checks.rows, duty_checks.circles)),
    Word(tag="cadence", norm=Cadence, evaluate=demands_on, checks=(cadence_checks.complete, cadence_checks.contradictions)),
)
