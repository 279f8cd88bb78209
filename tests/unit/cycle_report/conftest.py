import pytest
from tests.unit.cycle_report import stories

from cydradd.cycle.report import Story


@pytest.fixture
def story() -> Story:
    """An invented round with all eight stages."""
    return stories.full()


@pytest.fixture
def bare() -> Story:
    """A round of which nothing is known but its name."""
    return stories.nothing_known()
