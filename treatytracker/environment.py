"""Reads the environment variables behind the settings. What cannot be read stops the start with its remedy."""

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

T = TypeVar("T")
env = Env()


def read(reader: Callable[[str, Any], T | None], name: str, default: object, remedy: str) -> T:
    """The environment variable `name`; ImproperlyConfigured with its remedy where it cannot be read."""
    try:
        return cast(T, reader(name, default))  # None only where that is the default
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} cannot be read. {remedy}") from error


def read_number(name: str, default: int, least: int, remedy: str) -> int:
    number = read(env.int, name, default, remedy)
    if number < least:
        raise ImproperlyConfigured(f"{name}: {number} is too small. {remedy}")
    return number


def read_list(name: str, default: list[str], shape: str, remedy: str) -> list[str]:
    """The values in `name`, separated by commas; ImproperlyConfigured where one has not the `shape`."""
    values = [value.strip() for value in env.list(name, default)]
    for value in values:
        if not re.fullmatch(shape, value):
            raise ImproperlyConfigured(f"{name}: “{value}” cannot be used. {remedy}")
    return values
