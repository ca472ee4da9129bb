"""Tally: what is counted. `present entitled voting members`, `yes + no`, `seats`, `partners + nufringen`."""

from __future__ import annotations

from functools import lru_cache, reduce

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import Parameter, message
from gremium.values.phrases import ID, ID_PATTERN, RESERVED, did_you_mean

# In this order they are printed; each may stand once before a noun.
STATES = ("present", "remote", "entitled", "voting", "advisory", "barred", "filled")
NOUNS = ("seats", "members", "votes", "yes", "no", "abstentions", "invalid")
_BALLOT = ("votes", "yes", "no", "abstentions", "invalid")

_TERM = rf"(({'|'.join(STATES)}) )*({'|'.join(NOUNS)}|{ID_PATTERN})"
TALLY_PATTERN = rf"{_TERM}( \+ {_TERM})*"


@frozen(cache_hash=True)  # what is counted is looked up for every seat
class Term:
    """Seats, persons or votes in certain states. `noun` is a word of `NOUNS` or the id of a position."""

    states: tuple[str, ...]
    noun: str

    def __str__(self) -> str:
        return " ".join((*self.states, self.noun))


@frozen(cache_hash=True)
class Tally:
    """A sum of terms."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return " + ".join(str(term) for term in self.terms)


@lru_cache(maxsize=1024)
def in_words(tally: Tally) -> Parameter:
    """Return the message that says what is counted: "seats (voting)"; a seat group stands by its id."""
    return reduce(lambda first, second: message("tally.sum", first=first, second=second), map(_term_in_words, tally.terms))


def _term_in_words(term: Term) -> Parameter:
    noun: Parameter = message(f"noun.{term.noun}") if term.noun in NOUNS else term.noun
    if not term.states:
        return noun
    states: list[Parameter] = [message(f"seatstate.{state}") for state in term.states]
    return message("tally.states", noun=noun, states=reduce(lambda a, b: message("tally.list", first=a, second=b), states))


def parse_tally(raw: object) -> Tally:
    """Read a tally from its phrase; raise `PhraseError` otherwise.

    States do not distribute over `+`: `present members + guests` could mean two things and is refused.
    """
    if not isinstance(raw, str) or not raw:
        raise PhraseError(message("phrase.tally", read=str(raw)), message("hint.tally"))
    terms = tuple(_term(raw, part) for part in raw.split(" + "))
    persons = [term for term in terms if term.noun not in _BALLOT]
    stated = [term.states for term in persons if term.states]
    if stated and len(stated) < len(persons):
        spread = (Term(stated[0], term.noun) if term in persons and not term.states else term for term in terms)
        hint = message("hint.did-you-mean", word=" + ".join(str(term) for term in spread))
        raise PhraseError(message("phrase.tally-spread", read=raw), hint)
    return Tally(terms)


def _term(raw: str, text: str) -> Term:
    *states, noun = text.split(" ")
    for state in states:
        if state not in STATES:
            raise PhraseError(message("phrase.tally-state", read=raw, word=state), did_you_mean(state, STATES))
    if len(set(states)) < len(states):
        raise PhraseError(message("phrase.tally", read=raw), message("hint.tally"))
    if noun not in NOUNS and (not ID.fullmatch(noun) or noun in RESERVED):
        raise PhraseError(message("phrase.tally-noun", read=raw, word=noun), did_you_mean(noun, NOUNS))
    return Term(tuple(sorted(states, key=STATES.index)), noun)
