"""The site with five rows to load instead of thousands, for tests of how it starts and not of what it ships."""

from treatytracker.settings import *  # noqa: F403
from treatytracker.settings import BASE_DIR

FIXTURE_DIRS = [BASE_DIR / "tests" / "small_record"]
