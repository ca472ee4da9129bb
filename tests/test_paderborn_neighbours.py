"""Whom Paderborn's integration council sends to county and state, and the seats that they have for it there."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

import gremium
from gremium.evaluate.scope import Scope
from gremium.testing.kit import JurisdictionKit
from gremium.values.verdict import Outcome

COUNTY, STATE = "kreis-paderborn", "landesintegrationsrat-nrw"


class TestKreisPaderborn(JurisdictionKit):
    """The conformance kit, as a plugin author uses it."""

    jurisdiction = COUNTY


class TestLandesintegrationsrat(JurisdictionKit):
    """The conformance kit, as a plugin author uses it."""

    jurisdiction = STATE


@pytest.fixture(scope="module")
def scope() -> Scope:
    others = tuple(gremium.load(id_).charter for id_ in (COUNTY, STATE))
    assert all(others)
    return evolve(gremium.load("paderborn").scope, neighbours=others)


def test_every_delegation_finds_its_seats(scope: Scope) -> None:
    """In 2021 each of the seven groups that are sent has as many seats at the receiver, and nothing is open about it."""
    answer = gremium.ask(scope, "integration-council", "delegation", date(2021, 6, 1))
    assert answer.outcome is Outcome.HOLDS
    assert {sent.to: sent.number.low for sent in answer.value} == {
        f"paderborn-members@{COUNTY}/integration-board": 4,
        f"paderborn-chair@{COUNTY}/integration-board": 1,
        f"paderborn@{STATE}/main-committee": 1,
        f"paderborn@{STATE}/assembly": 2,
        "integration-member@social-committee": 1,
        "integration-member@culture-committee": 1,
        "integration-member@school-committee": 1,
    }
    assert all(sent.received is Outcome.HOLDS and len(sent.seats) == sent.number.low for sent in answer.value)


@pytest.mark.parametrize(("day", "elected", "council"), [(date(2019, 1, 1), 12, 10), (date(2021, 1, 1), 15, 7)])
def test_the_integration_council_has_22_seats_in_both_terms(scope: Scope, day: date, elected: int, council: int) -> None:
    """Twelve and ten after the election of 2014, fifteen and seven after that of 2020."""
    roster = gremium.roster(scope, "integration-council", day).value
    assert roster is not None
    assert str(roster.size) == "22"
    assert {group.id: group.number.low for group in roster.groups} == {"elected": elected, "council-members": council}
    assert gremium.ask(scope, "integration-council", "composition", day).outcome is Outcome.HOLDS
