"""Public holidays of countries and their parts, from the `holidays` package. Regions are ISO 3166 codes: `DE`, `DE-NW`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Calendar


def closed_days(region: str, year: int) -> Mapping[date, str] | None:
    """Return the public holidays of a region in a year by day, or None for a region that the package does not know."""
    import holidays  # noqa: PLC0415  # takes 0.2 s, and only planning needs it

    country, _, subdivision = region.partition("-")
    try:
        language = holidays.country_holidays(country, subdiv=subdivision or None).default_language
        # the language is that of the country: unless named, the package takes it from the environment
        days = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language=language)
    except (NotImplementedError, KeyError):
        return None
    return dict(sorted(days.items()))


@hookimpl
def gremium_calendars() -> tuple[Calendar, ...]:
    """Return the calendar of public holidays."""
    return (Calendar(name="public-holidays", closed_days=closed_days),)
