"""What holds for every record, whatever people have done: after any sequence of edits, reviews, merges and imports."""

import os
import random
import subprocess
import sys

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.site.paths import ROOT

from ..support.site.budget import examples
from .playing import DAYS, DOORS, Play, broken, played

pytestmark = pytest.mark.django_db

NUMBER = st.integers(0, 59)
STEP = st.tuples(st.sampled_from(sorted(DOORS)), NUMBER, NUMBER, NUMBER)
SEEDS = range(3)


@given(st.lists(STEP, min_size=1, max_size=16), st.sampled_from(DAYS))
@settings(max_examples=examples(4, 2000, in_ci=16), derandomize=os.environ.get("EXAMPLES") != "many")
def test_whatever_people_do_what_is_public_is_cited_recorded_valid_and_known_in_its_time(steps, day):
    with transaction.atomic():
        play = Play()
        for step in steps:
            play.take(*step)
        assert broken(Client(), day) == []
        transaction.set_rollback(True)


@pytest.mark.postgresql
def test_the_same_steps_leave_the_same_public_data_on_both_databases(tmp_path):
    sequences = [steps_of(seed) for seed in SEEDS]
    code = "import django; django.setup(); from tests.whole import playing; "
    code += f"playing.on_a_database_of_its_own({sequences!r})"
    own = {"DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3", "DJANGO_SETTINGS_MODULE": "treatytracker.settings"}
    there = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=True
    )
    assert there.stdout.split() == [played(steps) for steps in sequences]


def steps_of(seed: int) -> list[tuple]:
    """Fifteen steps, the same for a seed on every machine."""
    drawn = random.Random(seed)
    doors = sorted(DOORS)
    return [(drawn.choice(doors), *(drawn.randrange(60) for _ in range(3))) for _ in range(15)]
