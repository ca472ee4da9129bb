"""What all tests share: the profiles of hypothesis, the installed plugins, and the material beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings

from gremium import assemble
from gremium.plugins.parts import Parts

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
CHECKOUT = Path(__file__).parents[1]

# "ci" finds the same examples on every machine; "long" looks for new ones: HYPOTHESIS_PROFILE=long python -m pytest
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=20, suppress_health_check=SLOW)
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=SLOW)
# "brief" shows the first failure as it was found, however large: to make a charter smaller takes minutes.
settings.register_profile("brief", parent=settings.get_profile("ci"), phases=(Phase.explicit, Phase.generate))
# What is made up was tried once already, with the code of the checkout: the wheel has the same.
settings.register_profile("few", parent=settings.get_profile("brief"), max_examples=5)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let what is made up count for no line: which it reaches is luck, and to measure takes as long again as the test.

    So all lines are reached by examples that somebody thought of, but for those of the strategies: for them there are tests that
    are marked `measured`. Tests that try one thing many times, and reach nothing that others do not, are marked `unmeasured`.
    """
    if config.getoption("no_cov", default=True):  # nothing is measured, and pytest-cov would stumble over its own marker
        return
    for item in items:
        made_up = is_hypothesis_test(getattr(item, "obj", None)) and item.get_closest_marker("measured") is None
        if made_up or item.get_closest_marker("unmeasured") is not None:
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def parts() -> Parts:
    """Return the parts of all installed plugins."""
    return assemble()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder `shared` beside the checkout: sources, laws and calendars that are not part of the library."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder `shared` beside the checkout: this test needs the material that is kept there")
    return folder
