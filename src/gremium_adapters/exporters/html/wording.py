"""Wording: how names, days and sentences stand in a page: escaped, without control characters, each in its own direction.

What comes from charters and records is hostile until it went through here. It becomes `Markup`, in which nothing is markup but
what these functions put there.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from attrs import frozen
from markupsafe import Markup

from gremium.explain.language import Language
from gremium.values.count import Count
from gremium.values.count import in_words as count_in_words
from gremium.values.days import WEEKDAYS, Day, day_in_words, print_phrase
from gremium.values.message import Message
from gremium.values.phrases import MONTHS
from gremium.values.text import LANGUAGE, Text
from gremium_adapters.exporters.html.labels import LABELS

# What HTML allows in no text: control characters but tab and line feed, lone surrogates, noncharacters.
_PLANES = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
REFUSED = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
# Characters that turn the direction of what follows, beyond the end of an element if they are not closed.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONGEST_URL = 2000


@frozen
class Link:
    """Words that lead to a page, or to a place in one; without `href` they are words alone."""

    words: Text | str | Message
    href: str | None = None


@frozen
class Wording:
    """Puts what is shown into words in one language, as markup."""

    say: Language

    def label(self, name: str, **params: object) -> Markup:
        """Return a sentence of the site itself; each parameter stands in its own direction. Raises `KeyError` for no label."""
        code = f"html.{name}"
        if code not in LABELS:
            raise KeyError(code)
        return self.sentence(code, **params)

    def sentence(self, code: str, **params: object) -> Markup:
        """Return the sentence of a code of the catalogue with its parameters."""
        return Markup(self.say.translate(code)).format(  # noqa: S704  # the catalogue is our own
            **{name: value if isinstance(value, int) else self.told(value) for name, value in params.items()}
        )

    def told(self, value: object) -> Markup:  # noqa: PLR0911  # one return for each kind
        """Return words of a document, isolated (`bdi`), with their language where it is not that of the page."""
        match value:
            case None:
                return Markup()
            case Markup():
                return value
            case Link(words, None):
                return self.told(words)
            case Link(words, href):
                return Markup('<a href="{}">{}</a>').format(href, self.told(words))
            case Text():
                tag, text = _chosen(value, self.say.tag)
                known = tag == self.say.tag or not LANGUAGE.fullmatch(tag)
                lang = Markup() if known else Markup(' lang="{}"').format(tag)
                return Markup("<bdi{}>{}</bdi>").format(lang, clean(text))
            case Message():
                return Markup("<bdi>{}</bdi>").format(clean(self.say.say(value)))
            case Count():
                return self.told(count_in_words(value))
            case _:
                return Markup("<bdi>{}</bdi>").format(clean(str(value)))

    def plain(self, value: object) -> str:
        """Return words without any markup, for titles and attributes; they are still to be escaped."""
        match value:
            case Text():
                return clean(value.in_language(self.say.tag))
            case Message():
                return clean(self.say.say(value))
            case Link(words, _):
                return self.plain(words)
            case Markup():
                return value.striptags()
        return clean(str(value))

    def when(self, value: date | datetime | Day | None) -> Markup:
        """Return a day, with the hour where there is one, as a `time` element; a day known only roughly in words."""
        match value:
            case None:
                return Markup()
            case datetime():
                said = self.label("day-hour", day=self._day(value), hour=self._hour(value))
                return _time(value.replace(tzinfo=None).isoformat(timespec="minutes"), said)
            case date():
                return _time(value.isoformat(), self._day(value))
            case Day(exact=date() as exact):
                return _time(exact.isoformat(), self._date(exact))
            case _:
                return self._rough(value)

    def dated(self, value: date) -> Markup:
        """Return a day without its weekday."""
        return _time(value.isoformat(), self._date(value))

    def hour(self, value: datetime) -> Markup:
        """Return the hour of a moment."""
        return _time(f"{value:%H:%M}", self._hour(value))

    def month(self, year: int, month: int) -> Markup:
        """Return a month of a year."""
        return self.label("month-year", month=self._month(month), year=f"{year}")

    def _rough(self, day: Day) -> Markup:
        said = day_in_words(day)
        if isinstance(said, str):  # a month or a year
            month = day.earliest if "-" in said else None
            words = self.month(month.year, month.month) if month is not None else Markup.escape(said)
            return _time(print_phrase(day), words)
        bounds = {"earliest": day.earliest, "latest": day.latest}
        return self.sentence(said.code, **{n: _time(b.isoformat(), self._date(b)) for n, b in bounds.items() if b is not None})

    def _day(self, day: date) -> Markup:
        weekday = Markup(self.say.term(f"weekday.{WEEKDAYS[day.weekday()]}"))  # noqa: S704  # the catalogue is our own
        return self.label("weekday-date", weekday=weekday, date=self._date(day))

    def _date(self, day: date) -> Markup:
        return self.label("date", day=day.day, month=self._month(day.month), year=Markup(day.year))  # noqa: S704  # a number

    def _month(self, month: int) -> Markup:
        return Markup(self.say.term(f"html.month-{MONTHS[month - 1]}"))  # noqa: S704  # the catalogue is our own

    def _hour(self, moment: datetime) -> Markup:
        return self.label("clock", hour=Markup(f"{moment:%H:%M}"))  # noqa: S704  # digits


def clean(text: str) -> str:
    """Return a text without what HTML refuses (a replacement stands there), and without marks that turn the direction."""
    return REFUSED.sub("\ufffd", TURNING.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def safe_url(url: str | None) -> str | None:
    """Return an address that a page may link to: of http or https, with a host, printable; None for any other."""
    if url is None or len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _chosen(text: Text, tag: str) -> tuple[str, str]:
    """Return a text in the language of the page, else in another one, with the tag of the language that it is in."""
    said = text.in_language(tag)
    known = dict(text.pairs)
    return next(((one, said) for one in (tag, "de", *known) if known.get(one) == said), (tag, said))


def _time(machine: str, words: Markup) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, words)
