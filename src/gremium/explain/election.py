"""The rules about elections in words."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.explain.conditions import condition_in_words
from gremium.explain.decision import on_demand_in_words
from gremium.explain.language import Language
from gremium.explain.phrases import actors_in_words, lead_in_words, length_in_words, need_in_words
from gremium.norms.election import Attempt, Election, Equal, Guaranteed, Nomination, Recall, Voters
from gremium.values.mandate import in_words


def election_in_words(norm: Election, language: Language) -> str:
    """Return what a row about elections says; to which posts it is limited comes first."""
    said = "; ".join((*_before(norm, language), *_ballots(norm, language), *_after(norm, language)))
    if not norm.of:
        return said
    of = language.term("rule.of", of=", ".join(str(ref) for ref in norm.of))
    return f"{of}; {said}" if said else of


def _before(norm: Election, language: Language) -> Iterator[str]:
    """Yield what is needed beforehand, who elects, and who stands."""
    if norm.requires is not None:
        yield language.term("decision.requires", need=need_in_words(norm.requires, language))
    if norm.voters is not None:
        yield from _voters(norm.voters, language)
    if norm.nomination is not None:
        yield from _nomination(norm.nomination, language)
    if norm.unopposed is not None:
        yield language.term(f"election.unopposed-{norm.unopposed.value}")
    if norm.several is not None:
        yield language.term(f"election.several-{norm.several.value}")
    if norm.guaranteed is not None:
        yield _guaranteed(norm.guaranteed, language)
    if norm.votes_each is not None:
        yield language.term("election.votes-each", n=norm.votes_each)


def _voters(voters: Voters, language: Language) -> Iterator[str]:
    if voters.who is not None:
        yield language.term("election.voters", who=language.text(voters.who))
    if voters.by:
        yield language.term("election.voters", who=", ".join(str(ref) for ref in voters.by))
    if voters.if_ is not None:
        yield language.term("election.voters-if", condition=condition_in_words(voters.if_, language))
    if voters.together is not None:
        yield language.term("decision.per-shared", attribute=voters.together)
    if voters.split is not None:
        yield language.term(f"decision.split-{voters.split.value}")


def _nomination(nomination: Nomination, language: Language) -> Iterator[str]:
    if nomination.by:
        yield language.term("election.nominated-by", who=actors_in_words(nomination.by, language))
    if nomination.until is not None:
        yield language.term("election.nominated-until", lead=lead_in_words(nomination.until, language))
    if nomination.consent is not None:
        yield language.term(f"election.consent-{nomination.consent.value}")
    if nomination.only is not None:
        yield language.term("election.only-yes" if nomination.only else "election.only-no")
    if nomination.if_ is not None:
        yield language.term("election.candidate-if", condition=condition_in_words(nomination.if_, language))


def _guaranteed(guaranteed: Guaranteed, language: Language) -> str:
    if guaranteed.among or guaranteed.each is not None:
        each = (str(guaranteed.each),) if guaranteed.each is not None else ()
        among = ", ".join((*guaranteed.among, *each))
        return language.term("election.guaranteed-among", per=guaranteed.per, among=among, n=guaranteed.posts)
    return language.term("election.guaranteed", per=guaranteed.per, n=guaranteed.posts)


def _ballots(norm: Election, language: Language) -> Iterator[str]:
    """Yield what each ballot needs, and what counts in it."""
    yield from (_attempt(one, language, alone=False) for one in norm.rounds)
    yield from (_attempt(one, language, alone=True) for one in norm.single)
    if norm.no_votes is not None:
        yield language.term(f"election.against-{norm.no_votes.value}")
    if norm.abstentions is not None:
        yield language.term(f"decision.abstentions-{norm.abstentions.value}")
    if norm.invalid is not None:
        yield language.term(f"decision.invalid-{norm.invalid.value}")
    if norm.void_if is not None:
        yield language.term("election.void-if", need=need_in_words(norm.void_if, language))
    if norm.form is not None:
        yield language.term("decision.form", form=language.term(f"decision.form-{norm.form.value}"))
    yield from (on_demand_in_words(one, language) for one in norm.on_demand if one.by or one.resolved is not None)
    if norm.open_if is not None:
        yield language.term("election.open-if", need=need_in_words(norm.open_if, language))


def _attempt(one: Attempt, language: Language, *, alone: bool) -> str:
    need = language.say(in_words(one.need))
    said = [language.term("election.single" if alone else "election.round", round=one.number, need=need)]
    if one.more_than is not None:
        said.append(language.term("election.round-more-than", n=one.more_than))
    if one.best is not None:
        said.append(language.term("election.round-best", n=one.best))
    if one.drops is not None:
        said.append(language.term("election.round-drops", n=one.drops))
    if one.entry is not None:
        said.append(language.term("election.entry", then=_equal(one.entry, language)))
    if one.crowded is not None:
        said.append(language.term("election.crowded", then=_equal(one.crowded, language)))
    if one.not_before is not None:
        said.append(language.term("decision.round-not-before", length=length_in_words(one.not_before, language)))
    if one.should_wait is not None:
        said.append(language.term("election.round-should-wait", length=length_in_words(one.should_wait, language)))
    if one.repeats:
        said.append(language.term("election.round-repeats"))
    return ", ".join(said)


def _equal(equal: Equal, language: Language) -> str:
    said = language.term(f"election.level-{equal.then.value}")
    if equal.again is not None:
        again = language.term(f"election.level-{equal.again.value}")
        said = language.term("election.tie-again", then=said, again=again)
    return said if equal.by is None else language.term("election.tie-by", then=said, who=str(equal.by))


def _after(norm: Election, language: Language) -> Iterator[str]:
    """Yield what follows: from equal votes, from withdrawing or declining, and how somebody is voted out."""
    if norm.tie is not None:
        yield language.term("election.tie", then=_equal(norm.tie, language))
    if norm.withdrawal is not None:
        yield language.term(f"election.withdrawal-{norm.withdrawal.value}")
    if norm.declined is not None:
        yield language.term(f"election.declined-{norm.declined.value}")
    if norm.reserve is not None:
        yield language.term("election.reserve-yes" if norm.reserve else "election.reserve-no")
    if norm.recall is not None:
        yield _recall(norm.recall, language)


def _recall(recall: Recall, language: Language) -> str:
    said = [language.term("election.recall", need=need_in_words(recall.need, language))]
    if recall.by:
        said.append(language.term("election.recall-by", who=actors_in_words(recall.by, language)))
    if recall.not_again:
        said.append(language.term("election.recall-not-again"))
    return ", ".join(said)
