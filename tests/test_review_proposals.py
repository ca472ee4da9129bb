"""What a record tells of proposals: it names what there is, and what leaves the route is kept and told."""

from __future__ import annotations

from datetime import date

import pytest

from builders import ambiguity, body, item, meeting, organisation, proposal, route, row, scope, stage, step
from gremium.model.charter import Subject
from gremium.model.provision import Provision, Reading, Strength
from gremium.model.record import Event
from gremium.review.record import review
from gremium.values.finding import dotted
from gremium.values.message import message
from gremium.values.text import Text

WAY = route(
    stage("suggest", "suggest", "x", "check"),
    stage("check", "examine", "office", "decide"),
    stage("decide", "decide", "council"),
    answer={"by": "office", "within": "4 weeks"},
)
RULE = row(WAY, "page", id="way")
SUBJECTS = (Subject(id="idea"),)
DAY, LATER = date(2026, 2, 1), date(2026, 3, 2)
EXAMINED, DECIDED = step("examined", "office"), step("decided", "council", outcome="adopted")


def found(*events: Event, rules: tuple[Provision, ...] = (RULE,), **more: object) -> list[tuple[str, str]]:
    """Return what is found in a record with these events."""
    bodies = [body("x"), body("office"), body("old", until=date(2020, 12, 31)), body("council", *rules)]
    listed = review(scope(*bodies, events=events, **{"subjects": SUBJECTS, **more}))
    return [(one.code, dotted(one.place.path)) for one in listed]


def test_a_proposal_on_its_way_has_no_findings() -> None:
    """Steps as the rule has them, and an answer in time."""
    assert found(proposal(subject="idea", route="way"), EXAMINED, DECIDED, step("answered", "office", at=date(2026, 3, 1))) == []
    assert found(organisation("club"), proposal(by="club"), step("examined", "office", by="club")) == []
    assert found(organisation("club"), proposal(of=None, by="club")) == []
    assert found() == []


@pytest.mark.parametrize(
    ("said", "code", "key"),
    [
        ({"of": "nowhere"}, "unknown-body", "of"),
        ({"of": "county/board"}, "unloaded-jurisdiction", "of"),
        ({"subject": "ideas"}, "unknown-subject", "subject"),
        ({"route": "ways"}, "dangling-reference", "route"),
        ({"by": "ada"}, "unknown-party", "by"),
    ],
)
def test_what_a_proposal_names_is_there(said: dict[str, object], code: str, key: str) -> None:
    """Where it was born, what it is, which route it takes, who brought it up."""
    assert (code, f"events[0].{key}") in found(proposal(**said))


@pytest.mark.parametrize(
    ("said", "code", "key"),
    [
        ({"proposal": "q"}, "unknown-proposal", "proposal"),
        ({"body": "nowhere"}, "unknown-body", "body"),
        ({"by": "ada"}, "unknown-party", "by"),
        ({"stage": "chek"}, "dangling-reference", "stage"),
        ({"to": "nowhere"}, "unknown-body", "to"),
        ({"to": ["check", "nowhere"]}, "unknown-body", "to[1]"),
        ({"until": date(2026, 1, 31)}, "span-reversed", "until"),
        ({"meeting": "m2"}, "unknown-meeting", "meeting"),
        ({"meeting": "m", "item": "j"}, "unknown-item", "item"),
        ({"meeting": "m", "body": "council"}, "body-elsewhere", "body"),
    ],
)
def test_what_a_step_names_is_there(said: dict[str, object], code: str, key: str) -> None:
    """Proposal, bodies, stages, meeting and item."""
    told = found(
        proposal(),
        meeting("m", "office", DAY),
        item("i"),
        step("examined", **{"body_": "office", **{_key(k): v for k, v in said.items()}}),
    )
    assert (code, f"events[3].{key}") in told


def _key(key: str) -> str:
    """Return how the builder calls a key."""
    return "body_" if key == "body" else key


def test_an_item_has_its_meeting() -> None:
    """A meeting that is named right is no finding, and neither is a step at the day to which it was put off."""
    assert ("missing-key", "events[1]") in found(proposal(), step("examined", "office", item="i"))
    rest = meeting("m", "office", DAY), item("i"), step("examined", "office", meeting="m", item="i", until=DAY)
    assert found(proposal(), *rest) == []


@pytest.mark.parametrize(
    ("strength", "code"),
    [(strength, "step-off-route" if strength is Strength.MUST else "step-unlike-described") for strength in Strength],
)
def test_a_step_off_the_route_is_kept_and_told(strength: Strength, code: str) -> None:
    """A warning where the route is prescribed, else a note; both name what was left out, with its clause."""
    rule = row(WAY, "page", id="way", strength=strength)
    assert found(proposal(), DECIDED, rules=(rule,)) == [(code, "events[1]")]
    (one,) = review(scope(body("x"), body("office"), body("council", rule), events=(proposal(), DECIDED)))
    told = dict(one.params)
    assert (told["body"], told["day"], told["clause"]) == ("council", "2026-02-01", "page")
    assert dict(told["what"].params)["stages"] == "check"


def test_what_was_done_by_nobody_known_is_told_all_the_same() -> None:
    """A step that nothing leaves out says only that it is none that the route knows."""
    (one,) = review(scope(body("x"), body("office"), body("council", row(WAY, id="way")), events=(proposal(), step("executed"))))
    told = dict(one.params)
    assert (one.code, told["body"].code, told["what"].code, told["clause"]) == (
        "step-off-route", "journey.somebody", "amiss.beside", "bodies.council.route[0]",
    )  # fmt: skip


def test_of_several_readings_what_all_say_was_left_out_is_told() -> None:
    """A stage that only one of them knows is not named; what is named, is named by its name."""
    ways = {
        "through": route(
            stage("suggest", "suggest", "x", "forward"), stage("forward", "forward", "office", "check"),
            stage("check", "examine", "board", "decide", name={"en": "Examination"}), stage("decide", "decide", "council"),
        ),
        "past": route(
            stage("suggest", "suggest", "x", "check"), stage("check", "examine", "board", "decide", name={"en": "Examination"}),
            stage("decide", "decide", "council"),
        ),
    }  # fmt: skip
    rules = tuple(row(norm, "page", id="way", reading=(Reading("office", (name,)),)) for name, norm in ways.items())
    doubt = (ambiguity("office", "through", "past"),)
    bodies = (body("x"), body("office"), body("board"), body("council", *rules))
    (one,) = review(scope(*bodies, events=(proposal(), DECIDED), ambiguities=doubt))
    said = dict(one.params)["what"]
    assert one.code == "step-off-route"
    assert said == message("amiss.with", amiss=message("amiss.skips"), stages=Text.of({"en": "Examination"}))


def test_a_step_that_only_one_reading_knows_is_a_note() -> None:
    """It names the readings under which it leaves the route."""
    short = route(stage("suggest", "suggest", "x", "decide"), stage("decide", "decide", "council"))
    norms = {"through": WAY, "past": short}
    rules = tuple(row(norm, "page", id="way", reading=(Reading("office", (name,)),)) for name, norm in norms.items())
    doubt = {"ambiguities": (ambiguity("office", "through", "past"),)}
    assert found(proposal(), DECIDED, rules=rules, **doubt) == [("step-off-route-in-reading", "events[1]")]
    (one,) = review(scope(body("x"), body("office"), body("council", *rules), events=(proposal(), DECIDED), **doubt))
    assert dict(one.params)["readings"] == "office:through"
    both = found(proposal(), step("executed", "office"), rules=rules, **doubt)
    assert both == [("step-off-route", "events[1]")]


def test_a_late_answer_is_told_at_its_day() -> None:
    """On the day on which it is due it is in time."""
    assert found(proposal(), EXAMINED, DECIDED, step("answered", "office", at=LATER)) == [("answer-late", "events[3].at")]
    again = step("answered", "office", at=date(2026, 3, 9))
    assert found(proposal(), EXAMINED, DECIDED, step("answered", "office", at=LATER), again) == [("answer-late", "events[3].at")]


def test_days_that_cannot_be_are_told() -> None:
    """A step before its proposal, and one of a body that is not there."""
    early = step("examined", "office", at=date(2026, 1, 4))
    assert ("step-before-proposal", "events[1].at") in found(proposal(), early)
    assert ("step-before-proposal", "events[1].at") not in found(proposal(), step("examined", "office", at=date(2026, 1, 5)))
    assert ("body-not-there", "events[1].at") in found(proposal(), step("examined", "old"))
    undated = proposal(at=None)
    assert found(undated, step("suggested", "x"), EXAMINED) == []
    assert found(undated) == []


def test_a_proposal_without_a_clear_route_is_a_note() -> None:
    """None begins where it was born, or several do."""
    assert found(proposal(of="office")) == [("route-unclear", "events[0]")]
    assert found(proposal(of="office"), EXAMINED) == [("route-unclear", "events[0]")]
    assert found(proposal(), rules=(RULE, row(WAY, "page", id="other"))) == [("route-unclear", "events[0]")]
