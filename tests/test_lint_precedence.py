"""Checks of which rule wins, and of the keys that say so: bindings by aspect, subjects, replacements, kinds of laws."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve

from gremium.evaluate.scope import Scope
from gremium.lint.charter import lint
from gremium.lint.rows import envelopes
from gremium.model.charter import Charter
from gremium.plugins.parts import Parts
from gremium.plugins.words import WORDS
from gremium.values.finding import Finding, dotted
from texts import linted, told, town

TOWN = """
[subjects.money]
[subjects.budget]
of = "money"
[kinds.committee]
cites = ["s § 9"]
[kinds.council]
cites = ["s"]
quorum = [{ count = "present members" }]
[bodies.council]
kind = "council"
cites = ["s"]
"""


def statute(parts: Parts, text: str, id_: str = "land") -> Charter:
    """Return the statute with these tables."""
    return evolve(town(parts, text, id_), kind="statute")


def found(parts: Parts, text: str, *laws: Charter) -> list[Finding]:
    """Return what is wrong with a charter under these laws."""
    return list(lint(Scope(charter=evolve(town(parts, text), laws=laws)), WORDS))


def rows(word: str, *said: str) -> str:
    """Return the town with these rows of a word in its council."""
    return TOWN + "".join(f"\n[[bodies.council.{word}]]\n{row}\n" for row in said)


SUBJECTS = ('need = "at least 3"\nfor = "money"', 'need = "at least 4"\nfor = ["budget", "money"]')


@pytest.mark.parametrize(
    ("word", "first", "second", "expected"),
    [
        # two rules about one aspect
        ("quorum", 'need = "at least 3"', 'need = "at least 4"', ["contradiction bodies.council.quorum[1]"]),
        ("notice", 'lead = "3 days before meeting"', 'lead = "unstated"', ["contradiction bodies.council.notice[1]"]),
        ("decision", 'abstentions = "ignored"', 'abstentions = "counted"', ["contradiction bodies.council.decision[1]"]),
        ("sitting", 'public = "public"', 'public = "closed"', ["contradiction bodies.council.sitting[1]"]),
        ("quorum", 'need = "at least 3"', 'checked = "opening"', []),
        ("quorum", 'need = "at least 3"', 'need = "at least 3"\ncites = ["s § 2"]', []),
        # ids of rule words are no slots of their own: rows of one id still merge
        ("quorum", 'id = "a"\nneed = "at least 3"', 'id = "a"\nchecked = "opening"', []),
        # for one matter
        ("quorum", SUBJECTS[0], 'need = "at least 4"', []),
        ("quorum", SUBJECTS[0], SUBJECTS[1], ["contradiction bodies.council.quorum[1]"]),
        ("quorum", SUBJECTS[0], 'need = "at least 4"\nfor = "budget"', []),
        ("power", 'id = "a"\nwho = "chair"\nmay = "vote"', 'id = "a"\nwho = "chair"\nmay = "speak"\nfor = "money"', []),
        (
            "power",
            'id = "a"\nwho = "chair"\nmay = "vote"\nfor = "money"',
            'id = "a"\nwho = "chair"\nmay = "speak"\nfor = ["money", "budget"]',
            ["contradiction bodies.council.power[1]"],
        ),
        # against a higher rank
        (
            "quorum",
            'need = "at least 3"',
            'need = "at least 4"\ncites = ["law § 1"]',
            ["binding-violated bodies.council.quorum[0]"],
        ),
        ("quorum", 'need = "at least 3"', 'need = "at least 4"\ncites = ["law § 1"]\nbinding = "floor"', []),
        (
            "quorum",
            'need = "at least 3"\nfor = "budget"',
            'need = "at least 4"\ncites = ["law § 1"]\nbinding = "fixed"',
            ["binding-violated bodies.council.quorum[0]"],
        ),
        (
            "notice",
            'lead = "about 7 days before meeting"',
            'lead = "7 days before meeting"\ncites = ["law § 1"]\nbinding = "floor"',
            ["binding-unclear bodies.council.notice[0]"],
        ),
        (
            "quorum",
            'count = "present members"',
            'need = "unstated"\nbinding = { need = "delegated" }',
            ["delegated-unsaid bodies.council.quorum[1]"],
        ),
    ],
)  # fmt: skip
def test_rules_of_a_word_that_do_not_go_together(parts: Parts, word: str, first: str, second: str, expected: list[str]) -> None:
    """Each rule word is looked at aspect by aspect and matter by matter, row words by their rows."""
    bare = [one.partition(": ")[0] for one in linted(parts, rows(word, first, second))]
    assert bare == expected


def test_only_days_on_which_there_is_a_body_count(parts: Parts) -> None:
    """A contradiction of rules from a time before there was the body is none."""
    two = rows("quorum", 'need = "at least 3"\nuntil = 2019-12-31', 'need = "at least 4"\nuntil = 2019-12-31')
    assert [one.partition(" ")[0] for one in linted(parts, two)] == ["contradiction"]
    assert linted(parts, two.replace('kind = "council"', 'kind = "council"\nsince = 2020-01-01')) == []


@pytest.mark.parametrize(
    ("word", "row", "expected"),
    [
        ("quorum", 'need = "at least 3"\nbinding = { need = "floor" }', None),
        ("quorum", 'need = "at least 3"\nbinding = { checked = "delegated" }\ncites = ["law § 1"]', "delegated-unsaid {}"),
        ("quorum", 'need = "at least 3"\nbinding = { checked = "floor" }', "unused-key {}.binding.checked"),
        ("cadence", 'times = 4\nper = "year"\nbinding = { times = "floor" }', "unused-key {}.binding.times"),
        ("term", 'length = "2 years"\nfor_seat = "chair"\nbinding = { for_seat = "floor" }', "unused-key {}.binding.for_seat"),
        ("quorum", 'need = "at least 3"\nfor = "budget"', None),
        ("quorum", 'need = "at least 3"\nfor = "bugdet"', "dangling-reference {}.for: did you mean “budget”?"),
        ("quorum", 'need = "at least 3"\nfor = ["money", "bugdet"]', "dangling-reference {}.for[1]: did you mean “budget”?"),
        ("cadence", 'times = 4\nper = "year"\nfor = "budget"', "unused-key {}.for"),
        ("cadence", 'id = "a"\ninstead_of = "b"\ntimes = 4\nper = "year"', "dangling-reference {}.instead_of"),
    ],
)  # fmt: skip
def test_the_keys_around_a_rule(parts: Parts, word: str, row: str, expected: str | None) -> None:
    """Bindings name aspects of which the row speaks; subjects are declared, and stand only where they count."""
    wrong = linted(parts, rows(word, row))
    hinted = expected is not None and ": " in expected
    assert [one if hinted else one.partition(": ")[0] for one in wrong] == (
        [] if expected is None else [expected.format(f"bodies.council.{word}[0]")]
    )


def test_what_a_row_replaces_is_another_row_of_the_word(parts: Parts) -> None:
    """The row may stand in the body, in its kind or in a law; a row does not replace itself, nor one of another word."""
    stead = 'id = "b"\ninstead_of = "{}"\nneed = "at least 3"'
    assert linted(parts, rows("quorum", stead.format("a"), 'id = "a"\nneed = "at least 2"')) == []
    assert linted(parts, rows("quorum", stead.format("b"))) == ["dangling-reference bodies.council.quorum[0].instead_of"]
    assert linted(parts, rows("quorum", stead.format("c"), 'id = "a"\nneed = "at least 2"'))[0].endswith("instead_of: known: a")
    law = '[kinds.council]\ncites = ["law § 1"]\nquorum = [{ id = "a", need = "at least 2", binding = "default" }]\n'
    land = statute(parts, law)
    assert told(found(parts, rows("quorum", stead.format("a")), land)) == []


def test_words_that_are_not_known_have_no_keys_to_check(parts: Parts) -> None:
    """A word whose row no table of words has is looked at only for what it replaces."""
    where = Scope(charter=town(parts, rows("quorum", 'need = "at least 3"\nfor = "bugdet"\ninstead_of = "x"')))
    assert [one.code for one in envelopes(where, ())] == ["dangling-reference"]


@pytest.mark.parametrize(
    ("subjects", "expected"),
    [
        ('[subjects.a]\nof = "b"\n[subjects.b]\n', []),
        ('[subjects.a]\nof = "bb"\n[subjects.b]\n', ["dangling-reference subjects.a.of: did you mean “b”?"]),
        ('[subjects.a]\nof = "b"\n[subjects.b]\nof = "a"\n', ["part-of-cycle subjects.a.of"]),
    ],
)
def test_subjects_lead_somewhere(parts: Parts, subjects: str, expected: list[str]) -> None:
    """That of which a subject is a part is declared, and no subject is part of itself."""
    assert linted(parts, subjects) == expected


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("quorum.need", []),
        ("quorum.second_call", []),
        ("seats.standing", []),
        ("election.tie", []),
        ("chair", []),
        ("quorum.nead", ["unknown-topic bodies.council.unstated[0]: did you mean “quorum.need”?"]),
        ("quorom.need", ["unknown-topic bodies.council.unstated[0]: did you mean “quorum.need”?"]),
        ("term.for_seat", ["unknown-topic bodies.council.unstated[0]"]),
        ("chair.name", ["unknown-topic bodies.council.unstated[0]"]),
        ("quorun", ["unknown-topic bodies.council.unstated[0]: did you mean “quorum”?"]),
    ],
)  # fmt: skip
def test_topics_are_words_and_their_aspects(parts: Parts, topic: str, expected: list[str]) -> None:
    """An aspect that no rule of the word can have is misspelt; of words that cannot be evaluated yet any aspect passes."""
    wrong = linted(parts, f'[bodies.council]\nkind = "council"\nunstated = ["{topic}"]\n')
    assert [one if ": did" in expected[0] else one.partition(": ")[0] for one in wrong] == expected


@pytest.mark.parametrize(
    ("row", "stated"),
    [
        ('need = "at least 3"', True),
        ('need = "unstated"', False),
        ('need = "unstated"\nchecked = "unstated"', False),
        ('checked = "opening"', False),
    ],
)
def test_an_aspect_that_is_stated_after_all(parts: Parts, row: str, stated: bool) -> None:
    """What is listed as unstated may be written as unstated, too, but not as something else."""
    text = rows("quorum", row).replace('kind = "council"', 'kind = "council"\nunstated = ["quorum.need"]')
    assert linted(parts, text) == ["stated-after-all bodies.council.unstated[0]"] * stated


# ── under a law ──────────────────────────────────────────────────────────────────────────────────────────────────────

LAND = """
[subjects.charge]
[kinds.organ]
cites = ["law § 1"]
quorum = [{ checked = "each-item", binding = "default" }, { count = "present members" }]
[kinds.council]
of = "organ"
cites = ["law § 2"]
quorum = [{ need = "at least 3" }, { need = "at least 5", for = "charge" }]
notice = [{ lead = "unstated", binding = { lead = "delegated" } }]
"""


def test_a_local_rule_against_the_law_is_told_with_both_clauses(parts: Parts) -> None:
    """The finding stands at the local rule; what the law leaves to the town, and nobody says, is told at the body."""
    land = statute(parts, LAND)
    wrong = {one.code: one for one in found(parts, rows("quorum", 'need = "at least 2"\ncites = ["s § 7"]'), land)}
    violated, unsaid = wrong["binding-violated"], wrong["delegated-unsaid"]
    assert dotted(violated.place.path) == "bodies.council.quorum[0]"
    assert dict(violated.params) == {"law": "land.kinds.council.quorum[0]", "mine": "s § 7", "theirs": "law § 2"}
    assert dotted(unsaid.place.path) == "bodies.council"
    assert dict(unsaid.params) == {"slot": "lead", "mine": "law § 2"}
    assert all(one.hint for one in wrong.values())
    assert {one.code for one in found(parts, rows("quorum", 'need = "at least 3"'), land)} == {"delegated-unsaid"}
    searched = rows("quorum", 'need = "at least 3"').replace('kind = "council"', 'kind = "council"\nunstated = ["notice.lead"]')
    assert {one.code for one in found(parts, searched, land)} == {"gap-in-sources"}


def test_a_local_rule_for_a_matter_of_the_law(parts: Parts) -> None:
    """A charter may speak of the subjects of its laws, and departs from them there."""
    wrong = told(found(parts, rows("quorum", 'need = "at least 4"\nfor = "charge"'), statute(parts, LAND)))
    assert [one.partition(": ")[0] for one in wrong] == [
        "delegated-unsaid bodies.council",
        "binding-violated bodies.council.quorum[0]",
    ]


def test_kinds_and_days_of_a_law_are_known(parts: Parts) -> None:
    """A kind may be a sub-kind of one of the law, a reference may lead to those, and a slip of the pen in a kind is told."""
    land = statute(parts, LAND.replace("notice", "# notice") + "[dates.polling]\non = 2025-09-14\n")

    def wrong(text: str) -> list[str]:
        return told(found(parts, text, land))

    assert wrong('[kinds.team]\nof = "organ"\n') == []
    assert wrong('[kinds.team]\nof = "orgn"\n') == ["dangling-reference kinds.team.of: did you mean “organ”?"]
    assert wrong('[bodies.a]\nkind = "councill"\n') == ["undeclared-kind bodies.a.kind: did you mean “council”?"]
    seat = '[bodies.a]\nkind = "a"\ncites = ["s"]\nseats = [{{ id = "m", holder = "chair@*{}" }}]\n'
    assert wrong(seat.format("organ")) == []
    assert wrong(seat.format("organs")) == ["dangling-reference bodies.a.seats[0].holder: did you mean “chair@*organ”?"]
    remit = '[bodies.a]\nkind = "a"\ncites = ["s"]\nremit = [{ must_have = "*organ" }]\n'
    assert wrong(remit) == []
    day = '[bodies.a]\nkind = "a"\ncites = ["s"]\nterm = [{{ ends_with = "{}" }}]\n'
    assert wrong(day.format("poling")) == ["unknown-date bodies.a.term[0].ends_with: did you mean “polling”?"]


def test_a_circle_through_a_law(parts: Parts) -> None:
    """A circle that leads through kinds of a law is told at the charter's own kind, one within the law where that is checked."""
    assert told(found(parts, '[kinds.organ]\nof = "council"\n', statute(parts, LAND))) == ["part-of-cycle kinds.organ.of"]
    round_ = statute(parts, '[kinds.a]\nof = "b"\n[kinds.b]\nof = "a"\n')
    assert told(found(parts, "", round_)) == []
    assert told(lint(Scope(charter=round_), WORDS)) == ["part-of-cycle kinds.a.of"]


def test_two_laws_that_contradict_each_other_are_told_at_the_body(parts: Parts) -> None:
    """Within one law a contradiction is told where the law is checked, between two where a body stands under both."""
    council = '[kinds.council]\ncites = ["law § 1"]\nquorum = [{}]\n'
    one, other = (statute(parts, council.format(f'{{ need = "at least {n}" }}'), f"land-{n}") for n in (1, 2))
    body = '[bodies.council]\nkind = "council"\n'
    (finding,) = found(parts, body, one, other)
    assert (finding.code, dotted(finding.place.path)) == ("contradiction", "bodies.council")
    both = statute(parts, council.format('{ need = "at least 1", count = "members" }, { need = "at least 2" }'))
    assert found(parts, body, both) == []
    assert told(lint(Scope(charter=both), WORDS))[0].startswith("contradiction kinds.council.quorum[1]: ")


# ── statutes themselves ──────────────────────────────────────────────────────────────────────────────────────────────


def statute_told(parts: Parts, text: str) -> Iterator[str]:
    """Return what is wrong with a statute of its own."""
    return iter(told(lint(Scope(charter=statute(parts, text)), WORDS)))


def test_a_statute_is_checked_as_if_each_kind_had_a_body(parts: Parts) -> None:
    """What it leaves to others is nothing to say of itself; its kinds may be named as bodies, and are told as kinds."""
    assert list(statute_told(parts, LAND)) == []
    council = '[kinds.council]\ncites = ["law § 2"]\npositions = ["mayor"]\n'
    seats = council + 'seats = [{{ id = "m", holder = "{}" }}]\n[kinds.board]\n'
    assert list(statute_told(parts, seats.format("chair@board"))) == []
    assert list(statute_told(parts, seats.format("mayor@council"))) == []
    assert list(statute_told(parts, seats.format("chair@bord"))) == [
        "dangling-reference kinds.council.seats[0].holder: did you mean “chair@board”?"
    ]
    (wrong,) = statute_told(parts, council + 'cadence = [{ times = 400, per = "year" }]\n')
    assert wrong.partition(": ")[0] == "cadence-contradiction kinds.council"
    impossible = council + 'seats = [{ id = "m", seats = 4 }]\ncomposition = [{ count = "seats", is = "at least 5" }]\n'
    (wrong,) = statute_told(parts, impossible)
    assert wrong.partition(": ")[0] == "composition-impossible kinds.council.composition[0]"
    (wrong,) = statute_told(parts, LAND + 'unstated = ["nothing"]\n')
    assert wrong.partition(": ")[0] == "unknown-topic kinds.council.unstated[0]"


def test_a_statute_has_no_bodies_and_names_no_statutes(parts: Parts) -> None:
    """Those who stand under it would see neither."""
    law = evolve(statute(parts, LAND + '[bodies.board]\nkind = "board"\n'), statutes=("de",))
    assert sorted(told(lint(Scope(charter=law), WORDS))) == ["body-of-statute bodies.board", "statute-of-statute statutes[0]"]
