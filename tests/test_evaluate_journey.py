"""Where a proposal stands: each sort of step, what is in the way, what is owed, and what the rules do not know."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from builders import (
    ambiguity,
    ballot,
    body,
    charter,
    decision,
    item,
    kind,
    meeting,
    proposal,
    record,
    resolved,
    route,
    row,
    scope,
    stage,
    step,
)
from gremium.evaluate.journey import trace
from gremium.evaluate.replay import Amiss, Moved, Why
from gremium.evaluate.scope import Scope, label
from gremium.evaluate.standing import AtStage, Journey, Reply
from gremium.model.charter import Subject
from gremium.model.proposal import Did, Proposal, Step
from gremium.model.provision import Provision, Reading, Strength
from gremium.norms.route import Act, Route
from gremium.values.actor import parse_actor
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.quota import in_words as quota_in_words
from gremium.values.quota import parse_quota
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
BORN, DAY, END = date(2026, 1, 5), date(2026, 2, 1), date(2026, 12, 31)
SUBJECTS = (Subject(id="matter"), Subject(id="idea", of="matter"), Subject(id="measure", of="matter"))
# From x through the office to the council.
PLAIN = route(
    stage("suggest", "suggest", "x", "check"),
    stage("check", "examine", "office", "decide"),
    stage("decide", "decide", "council"),
)


def town(*rules: Provision | Route, events: tuple[object, ...] = (), **more: object) -> Scope:
    """Return a town whose council has these rules about routes."""
    rows = [one if isinstance(one, Provision) else row(one, "page", id="way") for one in rules]
    names = ("x", "y", "office", "board", "committee", "other")
    bodies = [body(name, kind="field" if name in {"x", "y"} else name) for name in names]
    return scope(*bodies, body("council", *rows), events=events, **{"subjects": SUBJECTS, **more})


def told(rules: object, *steps: Step, at: date = END, of: Proposal | None = None, **more: object) -> Verdict[Journey]:
    """Return what is told of a proposal with these steps."""
    listed = rules if isinstance(rules, tuple) else (rules,)
    return trace(town(*listed, events=(of or proposal(), *steps), **more), "p", at)


def value(answer: Verdict[Journey]) -> Journey:
    """Return the value of an answer that has one."""
    assert answer.value is not None
    return answer.value


def here(answer: Verdict[Journey]) -> list[str]:
    """Return the stages at which the proposal is, with a question mark those to which it may go."""
    return [f"{one.stage}{'?' if one.choice else ''}" for one in value(answer).open]


def at(answer: Verdict[Journey], name: str) -> AtStage:
    """Return what is told of one stage."""
    return next(one for one in value(answer).open if one.stage == name)


def blocked(answer: Verdict[Journey], name: str) -> list[tuple[Why, tuple[str, ...]]]:
    """Return what is in the way at a stage."""
    return [(one.why, one.on) for one in at(answer, name).blocked]


def last(answer: Verdict[Journey]) -> Moved:
    """Return the last step."""
    return value(answer).history[-1]


def codes(answer: Verdict[Journey]) -> list[str]:
    """Return the codes of the reasons."""
    return [one.said.code for one in answer.reasons]


# ── the way as the rule has it ───────────────────────────────────────────────────────────────────────────────────────


def test_a_proposal_goes_from_stage_to_stage_and_ends_with_what_came_out() -> None:
    """It begins where it was born, then each body does its part; the last outcome is the result."""
    begun = told(PLAIN)
    assert here(begun) == ["check"]
    assert (at(begun, "check").since, at(begun, "check").bodies, at(begun, "check").act) == (BORN, ("office",), Act.EXAMINE)
    later = told(PLAIN, step("examined", "office"))
    assert here(later) == ["decide"]
    ended = told(PLAIN, step("examined", "office"), step("decided", "council", outcome="adopted"))
    assert (value(ended).ended, value(ended).result, value(ended).open, ended.outcome) == (DAY, "adopted", (), HOLDS)
    assert [one.stage for one in value(ended).history] == ["suggest", "check", "decide"]
    assert all(one.regular for one in value(ended).history)
    assert codes(ended) == ["reason.journey-ended"]
    assert value(ended).reply is None
    assert (value(ended).route, value(ended).body) == ("way", "council")


def test_what_happens_after_the_day_of_the_question_is_not_told_yet() -> None:
    """On an earlier day the answer is the one of that day."""
    steps = step("examined", "office"), step("decided", "council", outcome="adopted", at=date(2026, 3, 1))
    assert told(PLAIN, *steps, at=date(2026, 2, 28)) == told(PLAIN, steps[0], at=date(2026, 2, 28))
    assert value(told(PLAIN, *steps, at=date(2026, 3, 1))).ended == date(2026, 3, 1)


def test_each_step_carries_the_clause_of_its_stage() -> None:
    """What the stage cites goes before what the rule cites."""
    made = route(stage("suggest", "suggest", "x", "decide"), stage("decide", "decide", "council", cites=["statute § 1"]))
    answer = told(made, step("decided", "council", outcome="adopted"))
    assert [str(cite) for cite in last(answer).ruling.cites] == ["statute § 1"]
    assert [str(cite) for cite in value(answer).history[0].ruling.cites] == ["page"]
    assert last(answer).ruling.provision == "bodies.council.route[0]"


def test_a_route_need_not_begin_with_a_suggestion() -> None:
    """Then the first stage waits for somebody to act there."""
    made = route(stage("check", "examine", "x", "decide"), stage("decide", "decide", "council"))
    assert here(told(made)) == ["check"]
    assert here(told(made, step("examined", "x"))) == ["decide"]


def test_the_beginning_may_be_told_twice() -> None:
    """A step that says what the proposal itself says moves nothing; a second one is none that the route knows."""
    once = told(PLAIN, step("suggested", "x", at=BORN))
    assert here(once) == ["check"]
    assert last(once).regular
    assert last(told(PLAIN, step("suggested", "x", at=BORN), step("suggested", "x"))).amiss is Amiss.BESIDE


def test_without_a_day_it_begins_with_its_first_step() -> None:
    """Then nobody has counted the proposal itself as a step."""
    undated = Proposal(id="p", of="x")
    answer = told(PLAIN, step("suggested", "x"), of=undated)
    assert here(answer) == ["check"]
    assert at(answer, "check").since == DAY
    nothing = told(PLAIN, of=undated)
    assert (nothing.outcome, nothing.missing, codes(nothing)) == (OPEN, ("p.at",), ["reason.proposal-undated"])


def test_before_it_was_brought_up_there_is_no_proposal() -> None:
    """The day before it fails, on the day itself it is there."""
    before = told(PLAIN, at=date(2026, 1, 4))
    assert (before.outcome, codes(before)) == (FAILS, ["reason.proposal-later"])
    assert told(PLAIN, at=BORN).outcome is HOLDS


def test_a_time_of_day_counts_as_its_day() -> None:
    """A proposal may be brought up at a minute."""
    assert here(told(PLAIN, of=proposal(at=datetime(2026, 1, 5, 12)))) == ["check"]


def test_an_unknown_proposal_is_misuse() -> None:
    """The nearest one is named."""
    with pytest.raises(Misuse) as caught:
        trace(town(PLAIN, events=(proposal("ramp"),)), "rampe", DAY)
    assert caught.value.said.code == "misuse.proposal"
    assert dict(caught.value.hint.params)["word"] == "ramp"
    with pytest.raises(Misuse):
        trace(Scope(charter=charter(body("x"))), "p", DAY)


# ── which route ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_route_follows_from_where_it_was_born_and_what_it_is() -> None:
    """The more special route goes before the general one, and another body's route is none."""
    ideas = row(route(stage("a", "suggest", "*field", "b"), stage("b", "take-note", "board")), id="ideas", for_=("idea",))
    matters = row(route(stage("a", "suggest", "*field", "c"), stage("c", "take-note", "office")), id="matters", for_=("matter",))
    general = row(route(stage("a", "suggest", "*field", "d"), stage("d", "take-note", "council")), id="general")
    rules = (ideas, matters, general)
    assert value(told(rules, of=proposal(subject="idea"))).route == "ideas"
    assert value(told(rules, of=proposal(subject="measure"))).route == "matters"
    assert value(told(rules, of=proposal(route="general"))).route == "general"
    assert value(told(rules[1:], of=proposal(subject="idea"))).route == "matters"
    unclear = told(rules)
    assert (unclear.outcome, unclear.missing, codes(unclear)) == (OPEN, ("p.route",), ["reason.route-several"])
    assert len(unclear.reasons[0].because) == len(rules)
    nowhere = told(rules, of=proposal(of="office", subject="idea"))
    assert (nowhere.outcome, codes(nowhere)) == (OPEN, ["reason.route-none"])
    assert value(nowhere).route is None


def test_who_may_begin_may_be_told_apart_from_the_first_stage() -> None:
    """A rule names those who bring something up; the first to act is another body."""
    first = stage("check", "examine", "office", "decide"), stage("decide", "decide", "council")
    assert here(told(route(*first, by=["x", "association"]))) == ["check"]
    assert told(route(*first, by="y")).reasons[0].said.code == "reason.route-none"
    assert here(told(route(*first, by="at least 50"))) == ["check"]


def test_what_a_person_or_organisation_brought_up_takes_the_route_that_is_theirs() -> None:
    """A route that names the organisation goes before others; without one any may be it."""
    theirs = row(route(stage("a", "take-note", "office"), by="association"), id="theirs")
    fields = row(route(stage("a", "suggest", "x", "b"), stage("b", "take-note", "board")), id="fields")
    by = Proposal(id="p", by="association", at=BORN)
    assert value(told((theirs, fields), of=by)).route == "theirs"
    assert value(told((theirs, fields), of=Proposal(id="p", by="somebody", at=BORN))).route is None
    assert value(told(fields, of=Proposal(id="p", by="somebody", at=BORN))).route == "fields"
    assert value(told(row(theirs.norm, id="theirs"), of=proposal(route="theirs"))).route == "theirs"


def test_where_it_stands_may_depend_on_a_reading() -> None:
    """Both readings are shown; a route for another subject, and a question that is settled alike, touch nothing."""
    long = row(PLAIN, id="way", for_=("measure",), reading=(Reading("office", ("through",)),))
    short = row(
        route(stage("suggest", "suggest", "x", "decide"), stage("decide", "decide", "council")),
        id="way", for_=("measure",), reading=(Reading("office", ("past",)),),
    )  # fmt: skip
    ideas = row(route(stage("a", "suggest", "x", "b"), stage("b", "take-note", "board")), id="ideas", for_=("idea",))
    doubt = {"ambiguities": (ambiguity("office", "through", "past"),)}
    answer = told((long, short, ideas), of=proposal(subject="measure"), **doubt)
    assert answer.outcome is OPEN
    assert answer.missing == ("ambiguities.office",)
    assert [(label, here(one)) for label, one in answer.readings] == [("office:through", ["check"]), ("office:past", ["decide"])]
    clear = told((long, short, ideas), of=proposal(subject="idea"), **doubt)
    assert (clear.outcome, clear.readings) == (HOLDS, ())
    alike = told((long, row(PLAIN, id="way", for_=("measure",), reading=short.reading)), of=proposal(subject="measure"), **doubt)
    assert (alike.outcome, codes(alike)) == (HOLDS, ["reason.readings-agree"])
    twice = town(long, short, events=(proposal(subject="measure"),), **doubt)
    assert trace(twice, "p", END) == trace(twice, "p", END)


def test_a_doubtful_rule_leaves_it_open() -> None:
    """Nobody knows on the day whether the route is in force."""
    answer = told(row(PLAIN, id="way", since="2026-01-01..2026-06-30"), at=date(2026, 2, 1))
    assert (answer.outcome, answer.missing, here(answer)) == (OPEN, ("council.route.way",), ["check"])


# ── who acts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_stage_of_nobody_in_particular_takes_anybody() -> None:
    """Where the source does not say who, any body may have done it."""
    for where in (None, "unstated"):
        made = route(stage("suggest", "suggest", where, "decide"), stage("decide", "unstated", where))
        assert here(told(made)) == ["decide"]
        assert at(told(made), "decide").bodies == ()
        ended = told(made, step("took-note", "other"))
        assert (value(ended).result, last(ended).regular) == ("took-note", True)


def test_a_step_of_which_nobody_knows_the_body_counts_for_the_stage_that_is_due() -> None:
    """A record may tell no more than that it was done."""
    assert here(told(PLAIN, step("examined", by="ada"))) == ["decide"]


def test_an_office_acts_in_its_body() -> None:
    """A position names the body whose position it is, of another body or of the one in which the rule stands."""
    made = route(
        stage("suggest", "suggest", "speaker@x", "check"),
        stage("check", "examine", "chair", "decide"),
        stage("decide", "decide", "chair@board", who="at least 2"),
    )
    answer = told(made, step("examined", "council"))
    assert here(answer) == ["decide"]
    assert (at(answer, "decide").bodies, at(answer, "decide").actors) == (("board",), (parse_actor("at least 2"),))
    assert dict(answer.reasons[0].said.params)["bodies"] == message(
        "journey.there", bodies=label(body("board")), who=quota_in_words(parse_quota("at least 2")),
    )  # fmt: skip


def test_a_route_leads_into_another_jurisdiction() -> None:
    """A body elsewhere is named with its jurisdiction, be it loaded or not; a kind without bodies there has nobody."""
    county = charter(body("board", name=Text.of({"en": "County board"})), id_="county")
    made = route(stage("suggest", "suggest", "x", "decide"), stage("decide", "decide", ["county/board", "county/*court"]))
    for neighbours in ((county,), ()):
        answer = told(made, neighbours=neighbours)
        assert at(answer, "decide").bodies == ("county/board",)
        assert value(told(made, step("decided", "county/board", outcome="adopted"), neighbours=neighbours)).result == "adopted"
        assert last(told(made, step("decided", "board", outcome="adopted"), neighbours=neighbours)).amiss is Amiss.BESIDE
    names = [dict(told(made, neighbours=several).reasons[0].said.params)["bodies"] for several in ((county,), ())]
    assert names == [Text.of({"en": "County board"}), "county/board"]


def test_bodies_that_are_not_there_on_the_day_are_not_named() -> None:
    """Of a kind those count that exist."""
    made = route(stage("suggest", "suggest", "x", "decide"), stage("decide", "decide", "*panel"))
    panels = [body("old", kind="panel", until=date(2026, 6, 30)), body("new", kind="panel", since=date(2026, 7, 1))]
    here_ = scope(body("x"), body("council", row(made, id="way")), *panels, events=(proposal(),))
    for day, name in ((date(2026, 6, 30), "old"), (date(2026, 7, 1), "new")):
        found = trace(here_, "p", day).value
        assert found is not None
        assert found.open[0].bodies == (name,)


# ── what came out ────────────────────────────────────────────────────────────────────────────────────────────────────

BRANCHES = route(
    stage("suggest", "suggest", "x", "check"),
    stage("check", "recommend", "committee", next=[
        {"on": "adopted", "to": "decide"}, {
            "on": ["rejected", "void"], "result": "dropped",
        }, {"on": "deferred", "to": ["board", "decide"]},
    ]),
    stage("board", "hear", "board", "decide"),
    stage("decide", "decide", "council"),
)  # fmt: skip


def test_the_outcome_says_where_it_goes() -> None:
    """Each outcome has its own way on, or ends the route with a result."""
    assert here(told(BRANCHES, step("recommended", "committee", outcome="adopted"))) == ["decide"]
    assert value(told(BRANCHES, step("recommended", "committee", outcome="void"))).result == "dropped"
    assert here(told(BRANCHES, step("recommended", "committee", outcome="deferred"))) == ["board", "decide"]


def test_an_outcome_that_nobody_told_leaves_it_open_where_it_goes() -> None:
    """All ways are named; a later step shows which it was, and all that goes along is there, too."""
    open_ = told(BRANCHES, step("recommended", "committee"))
    assert (open_.outcome, open_.missing, here(open_)) == (OPEN, ("p.check.outcome",), ["decide?", "board?"])
    assert blocked(open_, "board") == [(Why.OUTCOME, ("check",))]
    ended = told(BRANCHES, step("recommended", "committee"), step("decided", "council", outcome="adopted"))
    assert (ended.outcome, value(ended).result, last(ended).regular) == (HOLDS, "adopted", True)
    heard = told(BRANCHES, step("recommended", "committee"), step("heard", "board"))
    assert here(heard) == ["decide"]
    talked = told(BRANCHES, step("recommended", "committee"), step("deliberated", "council"))
    assert (here(talked), last(talked).regular) == (["decide"], True)
    put = told(BRANCHES, step("recommended", "committee"), step("put-on-agenda", "council", stage="decide"))
    assert (here(put), last(put).regular) == (["decide"], True)
    assert last(told(BRANCHES, step("recommended", "committee"), step("put-on-agenda", "other"))).amiss is Amiss.BESIDE
    only = route(
        stage("suggest", "suggest", "x", "end"), stage("end", "decide", "council", next=[{"on": "adopted", "result": "ok"}]),
    )
    stuck = told(only, step("decided", "council"))
    assert (here(stuck), codes(stuck), stuck.missing) == ([], ["reason.blocked-outcome"], ("p.end.outcome",))


def test_what_came_of_an_agenda_has_to_be_told() -> None:
    """Once the meeting is over and nobody told what came of it, it is open where the proposal is."""
    only = route(stage("suggest", "suggest", "x", "end"), stage("end", "decide", "council"))
    put = step("put-on-agenda", "council", date(2026, 2, 1), meeting="m")

    def asked(day: date, *steps: Step, state: str = "planned") -> Verdict[Journey]:
        held = meeting("m", "council", date(2026, 2, 18), state=state)
        return trace(town(only, events=(proposal(), held, put, *steps)), "p", day)

    before = asked(date(2026, 2, 18))
    assert (before.outcome, here(before), blocked(before, "end")) == (HOLDS, ["end"], [])
    for state in ("planned", "held"):
        after = asked(date(2026, 2, 19), state=state)
        blocks = [(Why.UNTOLD, ("2026-02-18",))]
        assert (after.outcome, after.missing, blocked(after, "end")) == (OPEN, ("p.end.outcome",), blocks)
        assert [one.said.code for one in after.reasons[0].because] == ["reason.blocked-untold"]
    assert asked(END, state="cancelled").outcome is HOLDS
    assert asked(END, state="postponed").outcome is HOLDS
    assert asked(END, step("deferred", "council", date(2026, 2, 18), until=date(2026, 2, 25))).outcome is HOLDS
    assert asked(END, step("deliberated", "council", date(2026, 2, 18))).outcome is HOLDS
    assert value(asked(END, step("decided", "council", date(2026, 2, 18), outcome="adopted"))).result == "adopted"
    again = asked(END, step("put-on-agenda", "council", date(2026, 2, 20)))
    assert (again.outcome, blocked(again, "end")) == (HOLDS, [])


def test_an_outcome_of_which_the_rule_does_not_speak_leads_nowhere_that_is_known() -> None:
    """The source is silent: that is open, and a later step is none that it knows."""
    silent = told(BRANCHES, step("recommended", "committee", outcome="postponed"))
    assert (silent.outcome, silent.missing, codes(silent)) == (OPEN, ("council.route.way.check",), ["reason.journey-unsaid"])
    later = told(BRANCHES, step("recommended", "committee", outcome="postponed"), step("decided", "council", outcome="adopted"))
    assert (
        last(later).stage, last(later).amiss, value(later).result, later.outcome,
    ) == ("decide", Amiss.BESIDE, "adopted", HOLDS)


def test_the_last_decision_without_an_outcome_ends_it_with_nobody_knows_what() -> None:
    """It has ended, and the result is missing; an act that needs none has its own."""
    ended = told(PLAIN, step("examined", "office"), step("decided", "council"))
    assert (value(ended).ended, value(ended).result) == (DAY, None)
    assert (ended.outcome, ended.missing, codes(ended)) == (OPEN, ("p.decide.outcome",), ["reason.journey-ended-unknown"])
    noted = route(stage("suggest", "suggest", "x", "note"), stage("note", "take-note", "council"))
    assert value(told(noted, step("took-note", "council"))).result == "took-note"
    assert value(told(route(stage("suggest", "suggest", "x")))).result == "suggested"


@pytest.mark.parametrize(("yes", "no", "result"), [(12, 3, "adopted"), (3, 12, "rejected")])
def test_the_outcome_is_what_the_recorded_vote_says(yes: int, no: int, result: str) -> None:
    """A step that names a meeting and an item, and no outcome, has that of the vote."""
    rule = row(decision(need="more than 1/2 of yes + no"), "statute")
    facts = (meeting("m", "council", DAY), item("i"), ballot(yes, no, item="i"))
    told_ = step("decided", "council", meeting="m", item="i")
    voted = town(row(PLAIN, id="way"), rule, events=(proposal(), step("examined", "office"), told_, *facts))
    answer = trace(voted, "p", END)
    assert (value(answer).result, last(answer).outcome, answer.outcome) == (result, result, HOLDS)
    other = step("decided", "council", meeting="m", item="i", outcome="void")
    said = town(row(PLAIN, id="way"), rule, events=(proposal(), step("examined", "office"), other, *facts))
    assert value(trace(said, "p", END)).result == "void"


def test_a_vote_that_is_not_recorded_leaves_the_outcome_open() -> None:
    """What the vote lacks is named; a meeting that the record does not know tells nothing."""
    rule = row(decision(need="more than 1/2 of yes + no"), "statute")
    told_ = step("decided", "council", meeting="m", item="i")
    pending = town(
        row(PLAIN, id="way"),
        rule,
        events=(proposal(), step("examined", "office"), told_, meeting("m", "council", DAY), item("i")),
    )
    answer = trace(pending, "p", END)
    assert (answer.outcome, answer.missing) == (OPEN, ("m.ballot", "p.decide.outcome"))
    assert told(PLAIN, step("examined", "office"), told_).missing == ("p.decide.outcome",)


# ── subjects and choices ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_way_may_depend_on_what_sort_of_matter_it_is() -> None:
    """A matter goes where its subject goes; of one that nobody named, that is open."""
    made = route(
        stage("suggest", "suggest", "x", next=[{"for": "idea", "to": "note"}, {"for": "measure", "to": "decide"}]),
        stage("note", "take-note", "board"),
        stage("decide", "decide", "council"),
    )
    assert here(told(made, of=proposal(subject="idea"))) == ["note"]
    assert here(told(made, of=proposal(subject="measure"))) == ["decide"]
    unsaid = told(made)
    assert (unsaid.missing, here(unsaid)) == (("p.subject",), ["note?", "decide?"])
    assert blocked(unsaid, "note") == [(Why.SUBJECT, ("suggest",))]


def choosing(number: object, *more: str) -> Route:
    """Return a route on which the council chooses among committees."""
    to = ["board", "committee", "other"]
    return route(
        stage("suggest", "suggest", "x", "decide"),
        stage("decide", "decide", "council", next=[{"to": to, "choose": number}]),
        *(stage(name, "deliberate", name, *more) for name in to),
        *(stage(name, "take-note", "office") for name in more),
    )


DECIDED = step("decided", "council", outcome="adopted")


def test_somebody_chooses_where_it_goes() -> None:
    """The step names whom it chose, by body or by stage; else it is open, and all are possible."""
    chosen = told(choosing(1), step("decided", "council", outcome="adopted", to="committee"))
    assert (here(chosen), chosen.outcome) == (["committee"], HOLDS)
    pending = told(choosing(1), DECIDED)
    assert (here(pending), pending.missing) == (["board?", "committee?", "other?"], ("p.decide.to",))
    assert blocked(pending, "board") == [(Why.CHOICE, ("decide",))]
    two = told(choosing(2), step("decided", "council", outcome="adopted", to=["board", "other"]))
    assert here(two) == ["board", "other"]
    half = told(choosing(2), step("decided", "council", outcome="adopted", to="board"))
    assert (here(half), half.outcome) == (["board", "committee?", "other?"], OPEN)


def test_what_acts_was_chosen() -> None:
    """A step of one that might be chosen shows that it was; those not chosen are out, unless more may be."""
    taken = told(choosing(1, "end"), DECIDED, step("deliberated", "board"))
    assert (here(taken), taken.outcome, last(taken).regular) == (["end"], HOLDS, True)
    both = told(choosing(2, "end"), DECIDED, step("deliberated", "board"))
    assert here(both) == ["end", "committee?", "other?"]
    more = told(choosing("1..2", "end"), DECIDED, step("deliberated", "board"))
    assert (here(more), more.outcome) == (["end"], HOLDS)
    second = told(choosing("1..2", "end"), DECIDED, step("deliberated", "board"), step("deliberated", "other"))
    assert (last(second).stage, last(second).regular) == ("other", True)
    third = told(choosing("1..2"), DECIDED, *(step("deliberated", name) for name in ("board", "other", "committee")))
    assert (last(third).amiss, value(third).result) == (Amiss.ENDED, "deliberated")


def test_nobody_has_to_be_chosen_where_none_may_be() -> None:
    """It stays with the body that decides if it says so itself; else it is open whether it goes on."""
    stays = told(choosing("0..1"), step("decided", "council", outcome="adopted", to="council"))
    assert (value(stays).result, stays.outcome, last(stays).regular) == ("adopted", HOLDS, True)
    assert told(choosing("0..1"), DECIDED).outcome is OPEN
    assert here(
        told(choosing(1), step("decided", "council", outcome="adopted", to="council")),
    ) == ["board?", "committee?", "other?"]


def test_too_many_may_be_chosen_and_the_record_says_so() -> None:
    """They are all there, and the step is marked."""
    answer = told(choosing(1), step("decided", "council", outcome="adopted", to=["board", "other"]))
    assert (here(answer), last(answer).amiss) == (["board", "other"], Amiss.TOO_MANY)
    assert here(told(choosing("1.."), step("decided", "council", outcome="adopted", to=["board", "other"]))) == ["board", "other"]


def test_of_several_bodies_of_a_stage_one_may_be_handed_the_matter() -> None:
    """Then it is that one's turn, and no other's."""
    made = route(
        stage("suggest", "suggest", "x", "check"),
        stage("check", "forward", "office", "talk"),
        stage("talk", "deliberate", ["board", "committee"]),
    )
    handed = told(made, step("forwarded", "office", to="board"))
    assert at(handed, "talk").bodies == ("board",)
    assert last(told(made, step("forwarded", "office", to="board"), step("deliberated", "committee"))).amiss is Amiss.BESIDE
    assert at(told(made, step("forwarded", "office", to="talk")), "talk").bodies == ("board", "committee")
    home = told(made, step("forwarded", "office", to="town/board"))
    assert at(home, "talk").bodies == ("board",)


def test_a_matter_may_be_handed_to_somebody_to_whom_the_route_does_not_lead() -> None:
    """It stands where the route has it, and the step is marked."""
    made = route(
        stage("suggest", "suggest", "x", "check"),
        stage("check", "forward", "office", "talk"),
        stage("talk", "deliberate", "board"),
    )
    astray = told(made, step("forwarded", "office", to="county/court"))
    assert (here(astray), last(astray).amiss) == (["talk"], Amiss.ELSEWHERE)
    anybody = route(
        stage("suggest", "suggest", "x", "check"), stage("check", "forward", "office", "talk"), stage("talk", "deliberate"),
    )
    assert last(told(anybody, step("forwarded", "office", to="other"))).regular


# ── in parallel ──────────────────────────────────────────────────────────────────────────────────────────────────────

BESIDE = route(
    stage("suggest", "suggest", "x", "hear", "lead"),
    stage("hear", "hear", "board", lead=False),
    stage("lead", "deliberate", "committee", "decide"),
    stage("decide", "decide", "council", after="hear"),
)


def test_opinions_are_given_beside_the_one_that_leads() -> None:
    """Both are open at once, and the decision waits for the opinion that has to come before."""
    begun = told(BESIDE)
    assert here(begun) == ["hear", "lead"]
    assert not at(begun, "hear").lead
    waiting = told(BESIDE, step("deliberated", "committee"))
    assert (here(waiting), blocked(waiting, "decide")) == (["hear", "decide"], [(Why.WAITS, ("hear",))])
    ready = told(BESIDE, step("heard", "board"), step("deliberated", "committee"))
    assert (here(ready), blocked(ready, "decide")) == (["decide"], [])


def test_a_decision_before_the_hearing_is_kept_and_marked() -> None:
    """It stands, and what had to come before is named with its clause."""
    early = told(BESIDE, step("deliberated", "committee"), step("decided", "council", outcome="adopted"))
    assert (value(early).result, last(early).amiss, last(early).skipped) == ("adopted", Amiss.EARLY, ("hear",))
    assert "reason.step-early" in codes(early)


def test_opinions_that_nobody_waits_for_end_with_the_route() -> None:
    """The one that leads ends it; an opinion that comes later is after the end."""
    made = route(
        stage("suggest", "suggest", "x", "hear", "decide"),
        stage("hear", "hear", "board", lead=False),
        stage("decide", "decide", "council"),
    )
    ended = told(made, DECIDED)
    assert (value(ended).result, value(ended).open) == ("adopted", ())
    assert last(told(made, DECIDED, step("heard", "board"))).amiss is Amiss.ENDED
    first = told(made, step("heard", "board", outcome="against"), DECIDED)
    assert value(first).result == "adopted"


def test_two_ways_that_meet_decide_once() -> None:
    """Whoever comes second finds it decided, and nothing is opened again; a way back opens it."""
    made = route(
        stage("suggest", "suggest", "x", "one", "two"),
        stage("one", "deliberate", "board", "decide"),
        stage("two", "deliberate", "committee", "decide"),
        stage("decide", "decide", "council", next=[{"on": "returned", "to": "one"}, {"on": "adopted", "to": "do"}]),
        stage("do", "execute", "office"),
    )
    decided = (step("deliberated", "board"), DECIDED)
    assert here(told(made, *decided)) == ["two", "do"]
    assert here(told(made, *decided, step("deliberated", "committee"))) == ["do"]
    back = (step("deliberated", "board"), step("decided", "council", outcome="returned"))
    assert here(told(made, *back)) == ["two", "one"]
    assert here(told(made, *back, step("deliberated", "board"))) == ["two", "decide"]
    assert value(told(made, *decided, step("executed", "office"), step("deliberated", "committee"))).result == "executed"


def test_what_is_over_is_not_chosen_again() -> None:
    """Who chooses late chooses among what is left."""
    made = route(
        stage("suggest", "suggest", "x", "one", "two"),
        stage("one", "deliberate", "board", "decide"),
        stage("two", "deliberate", "committee", next=[{"to": ["decide", "note"], "choose": 1}]),
        stage("decide", "decide", "council"),
        stage("note", "take-note", "office"),
    )
    assert here(told(made, step("deliberated", "board"), DECIDED, step("deliberated", "committee"))) == ["note?"]


def test_an_opinion_that_leads_on_is_waited_for() -> None:
    """Only one that leads nowhere holds up nobody."""
    made = route(
        stage("suggest", "suggest", "x", "hear", "talk"),
        stage("hear", "hear", "board", "decide", lead=False),
        stage("talk", "deliberate", "committee"),
        stage("decide", "decide", "council"),
    )
    assert here(told(made, step("deliberated", "committee"))) == ["hear"]
    assert here(told(made, step("deliberated", "committee"), step("heard", "board"))) == ["decide"]


def test_nobody_is_waited_for_to_whom_no_way_leads() -> None:
    """What has to come before counts where it lies on the way of this matter: by subject, by outcome, by choice."""
    made = route(
        stage("suggest", "suggest", "x", next=[{"for": "idea", "to": "hear"}, {"to": "lead"}]),
        stage("hear", "hear", "board"),
        stage("lead", "deliberate", "committee", next=[{"on": "doubtful", "to": "ask"}, {"to": "decide"}]),
        stage("ask", "hear", "other"),
        stage("decide", "decide", "council", after=["hear", "ask"]),
    )
    assert blocked(told(made, step("deliberated", "committee", outcome="fine"), of=proposal(subject="measure")), "decide") == []
    idea = told(made, step("deliberated", "committee", outcome="fine"), of=proposal(subject="idea"))
    assert blocked(idea, "decide") == [(Why.WAITS, ("hear",))]
    doubt = told(made, step("deliberated", "committee", outcome="doubtful"), of=proposal(subject="measure"))
    assert blocked(doubt, "decide") == [(Why.WAITS, ("ask",))]
    chosen = route(
        stage("suggest", "suggest", "x", "pick"),
        stage(
            "pick",
            "decide",
            "office",
            next=[{"to": ["hear", "ask"], "choose": 1}, {"to": "decide"}],
            question={"en": "who is heard"},
        ),
        stage("hear", "hear", "board"),
        stage("ask", "hear", "other"),
        stage("decide", "decide", "council", after=["hear", "ask"]),
    )
    one = told(chosen, step("decided", "office", outcome="adopted", to="board"))
    assert blocked(one, "decide") == [(Why.WAITS, ("hear",))]
    shown = told(chosen, step("decided", "office", outcome="adopted"), step("heard", "other"))
    assert blocked(shown, "decide") == []


def test_a_hearing_that_was_left_out_can_be_made_up_for() -> None:
    """It is still waited for, and once it happened nothing is in the way."""
    made = route(
        stage("suggest", "suggest", "x", "hear"),
        stage("hear", "hear", "board", "lead"),
        stage("lead", "deliberate", "committee", "decide"),
        stage("decide", "decide", "council", after="hear"),
    )
    left = told(made, step("deliberated", "committee"))
    assert (last(left).amiss, last(left).skipped, blocked(left, "decide")) == (Amiss.SKIPS, ("hear",), [(Why.WAITS, ("hear",))])
    made_up = told(made, step("deliberated", "committee"), step("heard", "board"))
    assert (last(made_up).regular, last(made_up).stage, blocked(made_up, "decide")) == (True, "hear", [])
    strange = told(made, step("deliberated", "committee"), step("heard", "other"))
    assert (last(strange).amiss, here(strange)) == (Amiss.BESIDE, ["decide"])


def test_of_two_stages_of_one_body_the_one_that_can_be_done_is_meant() -> None:
    """The one with nothing in the way, then the one that names the body; a step may name the stage; else it is open."""
    made = route(
        stage("suggest", "suggest", "x", "first", "second", "third"),
        stage("first", "decide", "council", after="third", question={"en": "whether"}),
        stage("second", "decide", "council", question={"en": "how"}),
        stage("third", "hear", "board"),
    )
    assert here(told(made, DECIDED)) == ["first", "third"]
    named = told(made, step("decided", "council", outcome="adopted", stage="first"))
    assert (here(named), last(named).amiss) == (["second", "third"], Amiss.EARLY)
    free = told(made, step("heard", "board"), DECIDED)
    assert (here(free), free.outcome, free.missing) == (["second"], OPEN, ("p.stage",))
    anybody = route(
        stage("suggest", "suggest", "x", "first", "second"),
        stage("first", "hear"),
        stage("second", "hear", "council"),
    )
    assert here(told(anybody, step("heard", "council"))) == ["first"]


def test_a_body_that_decides_now_leaves_no_other_to_decide_the_same() -> None:
    """Two stages that decide one question are never open at once; two questions may be."""
    for question, left in ((None, ["b"]), ({"en": "how"}, ["a", "b"])):
        second = stage("b", "decide", "board", **({"question": question} if question else {}))
        made = route(stage("suggest", "suggest", "x", "a", "b"), stage("a", "decide", "council"), second)
        assert here(told(made)) == left


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

OBJECTING = route(
    stage("suggest", "suggest", "x", "board"),
    stage("board", "object", "board", within="6 weeks", silence="waived",
          next=[{"on": "objected", "to": "council"}, {"on": "waived", "to": "office"}]),
    stage("council", "decide", "council", within="2 months"),
    stage("office", "execute", "office"),
)  # fmt: skip
LAST = date(2026, 2, 16)  # six weeks after 5 January


def test_silence_counts_as_what_the_rule_says_once_the_time_is_over() -> None:
    """On the last day it is still the board's turn, on the day after it has gone on."""
    waiting = told(OBJECTING, at=LAST)
    assert (here(waiting), at(waiting, "board").due, at(waiting, "board").silence) == (["board"], LAST, "waived")
    over = told(OBJECTING, at=date(2026, 2, 17))
    assert (here(over), at(over, "office").since) == (["office"], date(2026, 2, 17))
    assert (last(over).did, last(over).outcome, last(over).stage) == (None, "waived", "board")


def test_an_objection_moves_the_decision_elsewhere() -> None:
    """In time it goes to the council; after the time it is a step that the route does not know."""
    moved = told(OBJECTING, step("objected", "board", at=LAST))
    assert (here(moved), at(moved, "council").due) == (["council"], date(2026, 4, 16))
    assert here(told(OBJECTING, step("waived", "board"))) == ["office"]
    late = told(OBJECTING, step("objected", "board", at=date(2026, 2, 17)))
    assert (here(late), last(late).amiss) == (["office"], Amiss.BESIDE)


def test_without_a_word_about_silence_the_time_passes_and_is_over() -> None:
    """It stays where it is, and says that it is late; so does what is done then."""
    objected = step("objected", "board", at=LAST)
    reasons = {day: codes(told(OBJECTING, objected, at=day))[0] for day in (date(2026, 4, 16), date(2026, 4, 17))}
    assert list(reasons.values()) == ["reason.journey-at-due", "reason.journey-at-over"]
    for day, amiss in ((date(2026, 4, 16), None), (date(2026, 4, 17), Amiss.LATE)):
        decided = told(OBJECTING, objected, step("decided", "council", outcome="adopted", at=day))
        assert (value(decided).result, last(decided).amiss) == ("adopted", amiss)


def test_silence_may_lead_on_more_than_once_before_anybody_asks() -> None:
    """Each time is counted from the day on which the matter came."""
    made = route(
        stage("suggest", "suggest", "x", "a"),
        stage("a", "consent", "board", "b", within="1 week", silence="consented"),
        stage("b", "consent", "council", within="1 week", silence="consented"),
    )
    assert here(told(made, at=date(2026, 1, 20))) == ["b"]
    ended = told(made, at=date(2026, 1, 21))
    assert (value(ended).ended, value(ended).result) == (date(2026, 1, 21), "consented")
    assert [one.at for one in value(ended).history if one.did is None] == [date(2026, 1, 13), date(2026, 1, 21)]
    assert value(
        told(made, step("consented", "board", at=date(2026, 1, 12)), at=date(2026, 1, 13)),
    ).history[-1].outcome == "consented"


# ── put off, referred, given back ────────────────────────────────────────────────────────────────────────────────────


def test_what_is_put_off_waits_until_its_day_or_until_it_is_taken_up() -> None:
    """It stays where it is; without a day until somebody takes it up again."""
    put = step("deferred", "office", until=date(2026, 3, 1))
    before, on = told(PLAIN, put, at=date(2026, 2, 28)), told(PLAIN, put, at=date(2026, 3, 1))
    assert (blocked(before, "check"), blocked(on, "check")) == ([(Why.DEFERRED, ("2026-03-01",))], [])
    endless = told(PLAIN, step("deferred", "office"))
    assert blocked(endless, "check") == [(Why.DEFERRED, ())]
    assert endless.reasons[0].because[0].said.code == "reason.blocked-undated"
    for did in ("put-on-agenda", "deliberated"):
        assert blocked(told(PLAIN, step("deferred", "office"), step(did, "office")), "check") == []
    assert here(told(PLAIN, put, step("examined", "office"))) == ["decide"]


def test_what_is_referred_comes_back() -> None:
    """Others have it first, and may speak of it; what they recommend, or give back, brings it back."""
    sent = step("referred", "office", to=["board", "committee"])
    assert blocked(told(PLAIN, sent), "check") == [(Why.REFERRED, ("board", "committee"))]
    spoke = told(PLAIN, sent, step("deliberated", "board"))
    assert (last(spoke).regular, blocked(spoke, "check")) == (True, [(Why.REFERRED, ("board", "committee"))])
    one = told(PLAIN, sent, step("recommended", "board", outcome="against"))
    assert blocked(one, "check") == [(Why.REFERRED, ("committee",))]
    assert blocked(told(PLAIN, sent, step("recommended", "board"), step("returned", "committee")), "check") == []
    assert blocked(told(PLAIN, sent, step("returned", "office")), "check") == []
    assert blocked(told(PLAIN, sent, step("returned")), "check") == []
    assert here(told(PLAIN, sent, step("examined", "office"))) == ["decide"]


def test_what_is_returned_to_somebody_is_with_them_again() -> None:
    """A later body sends it back to an earlier one, and waits."""
    back = told(PLAIN, step("examined", "office"), step("returned", "council", to="office"))
    assert (here(back), blocked(back, "decide")) == (["decide"], [(Why.REFERRED, ("office",))])
    again = told(PLAIN, step("examined", "office"), step("returned", "council", to="office"), step("examined", "office"))
    assert (last(again).regular, blocked(again, "decide")) == (True, [])


def test_what_stays_where_it_is_names_the_stage_that_it_means() -> None:
    """Nothing else is touched, and what is nowhere before a body is a step that the route does not know."""
    put = told(BESIDE, step("deferred", "committee", stage="lead"))
    assert (blocked(put, "lead"), blocked(put, "hear")) == ([(Why.DEFERRED, ())], [])
    assert last(told(BESIDE, step("deferred", "committee", stage="hear"))).amiss is Amiss.BESIDE
    assert last(told(PLAIN, step("put-on-agenda", "council"))).amiss is Amiss.BESIDE


# ── what cannot wait ─────────────────────────────────────────────────────────────────────────────────────────────────

URGENT = route(
    stage("suggest", "suggest", "x", "check"),
    stage("check", "examine", "office", "decide"),
    stage("decide", "decide", "council", "do"),
    stage("do", "execute", "office"),
    urgent={"by": "board", "instead": "decide", "ratified_at": "decide", "within": "2 months"},
)
AT_ONCE = step("decided", "board", outcome="adopted", urgent=True)


def test_what_cannot_wait_is_decided_at_once_and_ratified_later() -> None:
    """The stages before it are passed over by right, and the one in whose place it was taken has to ratify it in time."""
    pending = told(URGENT, AT_ONCE, at=date(2026, 4, 1))
    decide = at(pending, "decide")
    assert (here(pending), decide.ratifies, decide.due) == (["decide"], True, date(2026, 4, 1))
    assert (last(pending).regular, last(pending).urgent, last(pending).skipped) == (True, True, ("check",))
    assert codes(pending) == ["reason.journey-ratify-due"]
    assert codes(told(URGENT, AT_ONCE, at=date(2026, 4, 2))) == ["reason.journey-ratify-over"]
    ratified = told(URGENT, AT_ONCE, step("ratified", "council"))
    assert (here(ratified), last(ratified).outcome) == (["do"], "adopted")
    refused = told(URGENT, AT_ONCE, step("decided", "council", outcome="rejected"))
    assert last(refused).outcome == "rejected"


def test_who_may_not_decide_what_cannot_wait_leaves_the_route() -> None:
    """So does a decision of which nobody says that it could not wait, and one that was decided already."""
    assert last(told(URGENT, step("decided", "other", outcome="adopted", urgent=True))).amiss is Amiss.BESIDE
    assert last(told(URGENT, step("decided", "board", outcome="adopted"))).amiss is Amiss.BESIDE
    assert last(told(PLAIN, AT_ONCE)).amiss is Amiss.BESIDE
    assert last(told(URGENT, step("executed", "board", urgent=True))).amiss is Amiss.BESIDE
    done = told(URGENT, step("examined", "office"), DECIDED, AT_ONCE)
    assert (here(done), last(done).amiss) == (["do"], Amiss.BESIDE)


@pytest.mark.parametrize("ratified", [{}, {"ratified_at": "nowhere"}])
def test_what_nobody_ratifies_goes_on_at_once(ratified: dict[str, str]) -> None:
    """So many together may decide, whoever they are."""
    made = route(
        stage("suggest", "suggest", "x", "check"),
        stage("check", "examine", "office", next=[{"to": ["decide", "other"], "choose": "1"}]),
        stage("decide", "decide", "council", "do"),
        stage("other", "take-note", "other"),
        stage("do", "execute", "office"),
        urgent={"by": "at least 2", "instead": "decide", **ratified},
    )
    assert here(told(made, AT_ONCE)) == ["do"]
    assert here(told(made, step("examined", "office"), AT_ONCE)) == ["do"]


def test_another_stage_may_ratify() -> None:
    """It takes a ratification whatever else it does; without a time of its own there is none."""
    made = route(
        stage("suggest", "suggest", "x", "decide"),
        stage("decide", "decide", "council"),
        stage("later", "take-note", "committee"),
        urgent={"by": ["board"], "instead": "decide", "ratified_at": "later"},
    )
    pending = told(made, AT_ONCE)
    assert (here(pending), at(pending, "later").due, codes(pending)) == (["later"], None, ["reason.journey-ratify"])
    assert value(told(made, AT_ONCE, step("ratified", "committee"))).result == "adopted"
    assert last(told(made, AT_ONCE, step("heard", "committee"))).stage == "later"


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_withdrawn_proposal_has_ended() -> None:
    """Whatever comes then is after the end."""
    ended = told(PLAIN, step("withdrawn", "x"))
    assert (value(ended).result, value(ended).ended) == ("withdrawn", DAY)
    assert last(told(PLAIN, step("withdrawn", "x"), step("examined", "office"))).amiss is Amiss.ENDED


ANSWERED = route(
    stage("suggest", "suggest", "x", "decide"),
    stage("decide", "decide", "council"),
    answer={"by": "office", "to": "board", "within": "4 weeks"},
)
DUE = date(2026, 3, 1)


def test_who_had_the_idea_is_told_what_became_of_it() -> None:
    """It is owed from the end on, due on its day, met or late when it came, and overdue when it did not."""
    assert value(told(ANSWERED)).reply is None
    owed = value(told(ANSWERED, DECIDED, at=DUE)).reply
    assert owed == Reply(by="office", to=("board",), since=DAY, due=DUE)
    assert owed.state == "due"
    for day, state in ((DUE, "due"), (date(2026, 3, 2), "overdue")):
        assert value(told(ANSWERED, DECIDED, at=day)).reply.state == state
    for day, state in ((DUE, "met"), (date(2026, 3, 2), "late")):
        answer = told(ANSWERED, DECIDED, step("answered", "office", at=day))
        assert (value(answer).reply.state, value(answer).reply.met) == (state, day)
        assert codes(answer)[-1] == f"reason.reply-{state}"
    untimed = route(*(stage("suggest", "suggest", "x", "decide"), stage("decide", "decide", "council")), answer={})
    assert value(told(untimed, DECIDED)).reply.state == "owed"
    assert value(told(untimed, DECIDED, step("answered", "other"))).reply.state == "met"


def test_a_word_in_between_is_not_what_is_owed() -> None:
    """Before the end nobody knows what became of it; and the first answer after it counts."""
    between = told(ANSWERED, step("answered", "office", at=BORN), DECIDED)
    assert value(between).reply.met is None
    assert all(one.regular for one in value(between).history)
    twice = told(ANSWERED, DECIDED, step("answered", "office", at=DUE), step("answered", "office", at=END))
    assert value(twice).reply.met == DUE


def test_an_answer_of_somebody_else_is_kept_and_does_not_count() -> None:
    """The one who owes it still owes it; one of which nobody knows from whom it came counts."""
    other = told(ANSWERED, DECIDED, step("answered", "board", at=DUE))
    assert (value(other).reply.met, last(other).amiss) == (None, Amiss.BESIDE)
    assert value(told(ANSWERED, DECIDED, step("answered", at=DUE))).reply.met == DUE


# ── steps that the rules do not know ─────────────────────────────────────────────────────────────────────────────────


def test_a_step_that_leaves_out_stages_names_them() -> None:
    """It is kept, the matter goes on from there, and the clause of what was left out is cited."""
    answer = told(PLAIN, DECIDED)
    assert (last(answer).amiss, last(answer).skipped, value(answer).result) == (Amiss.SKIPS, ("check",), "adopted")
    reason = answer.reasons[-1]
    assert (reason.said.code, [str(cite) for cite in reason.cites]) == ("reason.step-skips", ["page"])
    assert reason.because[0].said.code == "reason.route-must"


@pytest.mark.parametrize("strength", list(Strength))
def test_what_is_said_of_a_step_off_the_route_depends_on_how_the_rule_binds(strength: Strength) -> None:
    """A route that is only described forbids nothing."""
    answer = told(row(PLAIN, "page", id="way", strength=strength), DECIDED)
    assert answer.reasons[-1].because[0].said.code == f"reason.route-{strength.value}"
    assert last(answer).ruling.strength is strength


def test_only_what_could_not_be_passed_by_counts_as_left_out() -> None:
    """Of two ways round, neither is; what lies beyond a choice settles it."""
    made = route(
        stage("suggest", "suggest", "x", "check"),
        stage(
            "check",
            "examine",
            "office",
            next=[{"on": "a", "to": "one"}, {"on": "b", "to": "two"}, {"on": "c", "to": ["one", "two"], "choose": 1}],
        ),
        stage("one", "hear", "board", "talk"),
        stage("two", "hear", "committee", "talk"),
        stage("talk", "deliberate", "other", "decide"),
        stage("decide", "decide", "council"),
    )
    assert last(told(made, DECIDED)).skipped == ("check", "talk")
    settled = told(made, step("examined", "office", outcome="c"), DECIDED)
    assert (last(settled).skipped, value(settled).result) == (("talk",), "adopted")
    unknown = told(made, step("examined", "office", outcome="c"), step("deliberated", "other"))
    assert (last(unknown).amiss, last(unknown).stage, here(unknown)) == (Amiss.BESIDE, "talk", ["decide"])
    named = told(made, step("decided", "council", outcome="adopted", stage="talk"))
    assert last(named).amiss is Amiss.BESIDE


def test_what_lies_nowhere_ahead_changes_nothing() -> None:
    """A body that has nothing to do with it decides; the proposal stays where it is."""
    answer = told(PLAIN, step("decided", "other", outcome="adopted"))
    assert (here(answer), last(answer).amiss, last(answer).outcome) == (["check"], Amiss.BESIDE, "adopted")
    assert dict(answer.reasons[-1].said.params)["day"] == DAY.isoformat()
    nobody = told(PLAIN, step("executed", by="ada"))
    assert dict(nobody.reasons[-1].said.params)["body"].code == "journey.somebody"


def test_ways_that_lead_to_no_stage_are_passed_over() -> None:
    """A charter with such a slip has an error; answers are given as far as they go."""
    made = route(
        stage("suggest", "suggest", "x", "nowhere", "check"),
        stage(
            "check", "examine", "office", next=[{"on": "a", "to": "lost"}, {"on": "b", "to": ["decide", "lost"]}], after="lost",
        ),
        stage("decide", "decide", "council"),
    )
    assert here(told(made)) == ["check"]
    unknown = told(made, step("examined", "office"))
    assert (here(unknown), unknown.outcome) == (["decide?"], OPEN)
    assert here(told(made, step("examined", "office"), step("heard", "other"))) == ["decide?"]
    assert value(told(made, step("examined", "office"), DECIDED)).result == "adopted"
    astray = route(
        stage("suggest", "suggest", "x", "check"), stage("check", "examine", "office"), urgent={"by": "board", "instead": "lost"},
    )
    assert here(told(astray, AT_ONCE)) == ["check"]


# ── rules that change ────────────────────────────────────────────────────────────────────────────────────────────────

CHANGE = date(2026, 3, 1)
OLD = row(PLAIN, "page", id="way", until=date(2026, 2, 28))


def test_a_rule_that_changes_later_opens_no_old_decision_again() -> None:
    """What ended under the old rule has ended, with its clause, however the new rule has it."""
    new = row(
        route(stage("suggest", "suggest", "x", "check"), stage("check", "examine", "board")), "statute", id="way", since=CHANGE,
    )
    answer = told((OLD, new), step("examined", "office"), DECIDED)
    assert (value(answer).ended, value(answer).result) == (DAY, "adopted")
    assert {str(cite) for one in value(answer).history for cite in one.ruling.cites} == {"page"}


def test_each_step_goes_by_the_rule_of_its_day() -> None:
    """From the day of the change on, others act, and it goes on by the new rule; a time that runs goes on running."""
    new = row(
        route(
            stage("suggest", "suggest", "x", "check"),
            stage("check", "examine", ["board"], "note"),
            stage("note", "take-note", "committee"),
        ),
        "statute", id="way", since=CHANGE,
    )  # fmt: skip
    assert at(told((OLD, new), at=date(2026, 2, 28)), "check").bodies == ("office",)
    assert at(told((OLD, new), at=CHANGE), "check").bodies == ("board",)
    moved = told((OLD, new), step("examined", "board", at=CHANGE))
    assert (here(moved), [str(cite) for cite in last(moved).ruling.cites]) == (["note"], ["statute"])
    assert last(told((OLD, new), step("examined", "office", at=CHANGE))).amiss is Amiss.BESIDE


def test_a_stage_that_the_new_rule_does_not_know_is_finished_by_the_old_one() -> None:
    """The matter is there, and somebody has to go on with it."""
    new = row(
        route(stage("suggest", "suggest", "x", "decide"), stage("decide", "decide", "council")),
        "statute",
        id="way",
        since=CHANGE,
    )
    assert here(told((OLD, new))) == ["check"]
    assert here(told((OLD, new), step("examined", "office", at=CHANGE))) == ["decide"]


def test_silence_goes_by_the_rule_of_the_day_on_which_the_time_is_over() -> None:
    """A later change does not undo it; a change before it that no longer knows of silence leaves it where it is."""
    ask = stage("ask", "consent", "board", "do", within="2 weeks", silence="consented"), stage("do", "execute", "office")
    first = stage("suggest", "suggest", "x", "ask")
    mute = stage("ask", "consent", "board", "do"), stage("do", "execute", "office")
    for change, found in ((date(2026, 1, 20), ["ask"]), (date(2026, 1, 21), ["do"])):
        old = row(route(first, *ask), id="way", until=date.fromordinal(change.toordinal() - 1))
        answer = told((old, row(route(first, *mute), id="way", since=change)))
        assert here(answer) == found
    assert at(
        told(
            (
                row(route(first, *ask), id="way", until=date(2026, 1, 19)),
                row(route(first, *mute), id="way", since=date(2026, 1, 20)),
            ),
        ),
        "ask",
    ).due is None


def test_a_route_that_is_no_longer_there_leaves_it_open_what_becomes_of_proposals_on_their_way() -> None:
    """What has ended is not concerned."""
    gone = told(OLD)
    assert (gone.outcome, gone.missing, codes(gone)) == (OPEN, ("council.route.way",), ["reason.journey-at", "reason.route-gone"])
    assert told(OLD, at=date(2026, 2, 28)).outcome is HOLDS
    assert told(OLD, step("examined", "office"), DECIDED).outcome is HOLDS
    back = row(PLAIN, "page", id="way", since=date(2026, 6, 1))
    assert told((OLD, back)).outcome is HOLDS
    doubtful = row(PLAIN, "page", id="way", since="2026-03-01..2027-01-01")
    assert told((OLD, doubtful)).missing == ("council.route.way",)


def test_a_route_may_hang_on_a_resolution() -> None:
    """It is there from the day of the resolution on."""
    rule = row(PLAIN, "page", id="way", resolution="r")
    facts = (resolved("r", date(2026, 6, 1)), proposal(at=date(2026, 6, 2)))
    answer = trace(town(rule, events=facts), "p", END)
    assert here(answer) == ["check"]


def test_a_route_of_a_kind_is_that_of_each_of_its_bodies() -> None:
    """Which of them is meant the first stage says."""
    rules = kind(
        "field",
        row(route(stage("suggest", "suggest", "self", "decide"), stage("decide", "decide", "council")), "page", id="way"),
    )
    here_ = Scope(
        charter=charter(body("x", kind="field"), body("y", kind="field"), body("council"), kinds=(rules,)),
        record=record(proposal(route="way")),
    )
    found = trace(here_, "p", END).value
    assert found is not None
    assert (found.body, found.history[0].body) == ("x", "x")


def test_every_sort_of_step_has_a_place() -> None:
    """No step is dropped, whatever it is and wherever it comes."""
    for did in Did:
        for made in (PLAIN, BRANCHES, BESIDE, OBJECTING, URGENT, ANSWERED):
            history = value(told(made, step(did.value, "council"), step(did.value, "board"))).history
            assert [one.did for one in history if one.did is not None][-2:] == [did, did]
