"""How often tests try what is made up: as often as the profile of hypothesis says, in proportion (see `conftest`)."""

from __future__ import annotations

from hypothesis import settings

# The number of examples for which the numbers in the tests are meant: that of the profile "ci".
USUAL = 20


def times(usual: int) -> int:
    """Return how often to try: `usual` times in CI, a hundred times as often under the profile "long", at least once."""
    return max(1, usual * settings().max_examples // USUAL)


def tries(usual: int) -> settings:
    """Return the settings of a test that tries more or fewer examples than others do."""
    return settings(max_examples=times(usual))
