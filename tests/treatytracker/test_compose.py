"""compose.yaml names settings and commands that there are; .ci/lint.sh reads it with a parser."""

import re

from django.core.management import get_commands

from ..support.site.documents import read_from_the_environment
from ..support.site.paths import ROOT

COMPOSE = (ROOT / "compose.yaml").read_text()
SITE = COMPOSE.partition("x-serving:")[0]


def test_what_the_servers_of_the_site_are_given_are_settings_that_are_read():
    given = set(re.findall(r"^    ([A-Z_]+):", SITE, re.M))
    assert given >= {"SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DATABASE_REPLICA_URLS", "TRUSTED_PROXIES"}
    assert given <= read_from_the_environment()


def test_every_variable_that_has_to_be_written_says_what_it_is_once():
    named = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE))
    explained = re.findall(r"\$\{(\w+):\?[^}]+\}", COMPOSE)
    assert sorted(named) == sorted(explained)


def test_its_commands_files_and_images_are_there_and_of_no_registry_of_their_own():
    assert set(re.findall(r"manage\.py (\w+)", COMPOSE)) <= get_commands().keys()
    for name in re.findall(r"(requirements[\w-]*\.txt)", COMPOSE):
        assert (ROOT / name).exists(), name
    images = re.findall(r"(?:image:|FROM) (\S+)", COMPOSE)
    assert {image.partition(":")[0] for image in images} == {"treatytracker", "python", "nginx", "postgres"}


def test_what_is_private_goes_into_no_image():
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {"var", ".env", "certificates", ".venv"} <= {*left_out}
