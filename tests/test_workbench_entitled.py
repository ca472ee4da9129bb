"""Whether somebody may do something, asked from outside: who and what is known, what is misspelt, and who may ask about whom."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from builders import body, group, holds, organisation, person, power, row, scope
from gremium.evaluate.scope import Scope
from gremium.model.charter import Organisation
from gremium.model.record import Audience
from gremium.values.actor import parse_action, parse_actor
from gremium.values.errors import Misuse
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium.workbench.ask import ask, asked

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
DAY = date(2026, 6, 1)
PUBLIC, MEMBERS, ADMINISTRATION = Audience
RIGHTS = (
    row(power(who="at least 1/4 of delegates", may="demand:meeting"), "rules § 1"),
    row(power(who=["chair", "*faction"], may=["convene", "propose:motion"]), "rules § 2"),
    row(power(who="all", may="speak"), "rules § 3"),
)


def town(*events: object) -> Scope:
    """Return a council with a few rights, and somebody who sits in it."""
    seats = group("delegates", seats=8, how="elected", by="unstated", standing="voting")
    reds = Organisation(id="reds", name=Text.of({"de": "Rote"}), kind="faction")
    facts = (evolve(person("ada"), disclosure=PUBLIC), holds("ada", "delegates@x", "2020"), holds("eve", "delegates@x", "2020"))
    return scope(body("x", seats, *RIGHTS), body("board"), parties=(reds,), events=(*facts, *events))


def refused(who: object, may: object, question: str = "power", audience: Audience = ADMINISTRATION) -> tuple[str, str | None]:
    """Return the code of a misuse, and what it says that was meant."""
    with pytest.raises(Misuse) as misuse:
        asked(town(), "x", question, DAY, audience, who=who, may=may)  # type: ignore[arg-type]  # what is wrong is the question
    hint = misuse.value.hint
    return misuse.value.said.code, str(dict(hint.params).get("word", hint.code)) if hint is not None else None


@pytest.mark.parametrize(
    ("who", "may", "outcome"),
    [
        ("chair", "convene", HOLDS),
        ("at least 1/4 of delegates", "demand:meeting", HOLDS),
        ('{"count": "delegates", "is": "at least 1"}', "demand:meeting", FAILS),
        ("reds", "propose:motion", HOLDS),
        ("board", "propose:motion", FAILS),
        ("all", "speak", HOLDS),
        ("chair", "inspect-files", OPEN),
    ],
)
def test_who_may_do_what_is_answered_with_the_clause(who: str, may: str, outcome: Outcome) -> None:
    """The answer is that of the rules about power, and every reason leads to a clause; phrases may be read before."""
    answer = asked(town(), "x", "power", DAY, who=who, may=may)
    assert (answer.verdict.outcome, str(answer.may)) == (outcome, may)
    assert all(reason.cites for reason in answer.verdict.reasons if reason.provision)
    if not who.startswith("{"):
        assert ask(town(), "x", "power", DAY, who=parse_actor(who), may=parse_action(may)) == answer.verdict


@pytest.mark.parametrize(
    ("who", "may", "said", "meant"),
    [
        ("chiar", "convene", "misuse.actor", "chair"),
        ("boart", "convene", "misuse.actor", "board"),
        ("redz", "convene", "misuse.actor", "reds"),
        ("member", "speak", "misuse.actor", "all"),
        ("zzz", "speak", "misuse.actor", None),
        ("each", "speak", "misuse.actor", None),
        ("unstated", "speak", "misuse.actor", None),
        ("chair@bord", "speak", "misuse.actor", "chair@board"),
        ("at least 1/4 of delegatse", "speak", "misuse.actor", "delegates"),
        ('{"count": "delegatse", "is": "at least 1"}', "speak", "misuse.actor", "delegates"),
        ("at least 1/4 of votes", "speak", "misuse.actor", None),
        ("at lest 1/4 of delegates", "speak", "phrase.quota", "at least 1/4 of delegates"),
        ('{"count": ', "speak", "phrase.actor", "hint.actor"),
        ('{"holds": "quorum"}', "speak", "phrase.actor", "hint.actor"),
        ("chair", "conveen", "phrase.action", "convene"),
        ("chair", "demand:meting", "misuse.action", "demand:meeting"),
        ("chair", "propose:motoin", "misuse.action", "propose:motion"),
        ("chair", None, "misuse.may-alone", None),
        (None, "convene", "misuse.may-alone", None),
    ],
)
def test_what_is_not_known_is_refused_with_the_nearest(who: str | None, may: str | None, said: str, meant: str | None) -> None:
    """A name or an action that the body does not know is a misuse that names what was meant."""
    assert refused(who, may) == (said, meant)


def test_only_rights_are_asked_of_somebody() -> None:
    """Another question has nobody who may do something."""
    for question in ("quorum", "proposal", "chair"):
        assert refused("chair", "convene", question) == ("misuse.may-elsewhere", "power")


def test_what_no_rule_names_is_open_and_no_misuse() -> None:
    """Objects are words of one's own: one that looks like none of them is asked, and so is any where a rule is for all."""
    assert ask(town(), "x", "power", DAY, who="chair", may="demand:fireworks").outcome is OPEN
    whole = scope(body("x", row(power(who="chair", may="propose"), "rules")), events=())
    assert ask(whole, "x", "power", DAY, who="chair", may="propose:motoin").outcome is HOLDS


def test_an_id_that_is_a_position_and_a_body_is_the_position() -> None:
    """As in a rule the position comes first; that it has two meanings is a finding of the charter, not of the question."""
    both = scope(body("x", row(power(who="all", may="speak"), "rules"), positions=("office",)), body("office"), events=())
    assert ask(both, "x", "power", DAY, who="office", may="speak").outcome is OPEN


def test_persons_are_for_the_administration() -> None:
    """What a single person may do only the administration is told; to all others the id is one that there is not."""
    for who in ("ada", "eve"):
        assert asked(town(), "x", "power", DAY, ADMINISTRATION, who=who, may="speak").verdict.outcome is HOLDS
        for audience in (PUBLIC, MEMBERS):
            assert refused(who, "speak", audience=audience) == ("misuse.actor", None)
    assert refused("nobody-known", "speak") == ("misuse.actor", None)
    alone = evolve(town(), record=None)
    with pytest.raises(Misuse):
        ask(alone, "x", "power", DAY, who="ada", may="speak")


def test_organisations_of_the_record_are_for_those_who_may_see_them() -> None:
    """An organisation that only the record knows can be asked about by whoever may see it."""
    here = town(organisation("greens", "faction"))  # seen by the members of the body
    for audience in (MEMBERS, ADMINISTRATION):
        assert asked(here, "x", "power", DAY, audience, who="greens", may="propose:motion").verdict.outcome is HOLDS
    with pytest.raises(Misuse) as misuse:
        asked(here, "x", "power", DAY, PUBLIC, who="greens", may="propose:motion")
    assert misuse.value.said.code == "misuse.actor"
