"""Units in which reports measure one thing, and how much of it each is, to compare and to convert.

A table of fifteen lines, exact by definition, in place of a library that knows thousands: most units here are words,
such as “persons” or “votes for”, which count nothing but themselves, as does money of each currency.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

SCALES = {"thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}
AREA_UNITS = {  # in square kilometres
    "km2": Decimal(1),
    "ha": Decimal("0.01"),
    "m2": Decimal("0.000001"),
    "acres": Decimal("0.0040468564224"),
    "sq mi": Decimal("2.589988110336"),
}
# What each counts, and how much of it.
UNITS: dict[str, tuple[str, Decimal]] = {
    **{unit: ("km2", size) for unit, size in AREA_UNITS.items()},
    "km": ("km", Decimal(1)),
    "m": ("km", Decimal("0.001")),
    "mi": ("km", Decimal("1.609344")),
    "t": ("t", Decimal(1)),
    "kg": ("t", Decimal("0.001")),
    "m3": ("m3", Decimal(1)),
    "bcm": ("m3", SCALES["billion"]),
    "mcm": ("m3", SCALES["million"]),
}
FEWEST_DIGITS = 3  # of a converted number: 51 square miles are 132 square kilometres, not 130


def of_unit(unit: str) -> tuple[str, Decimal]:
    """What a unit counts, and how much of it: (“USD”, 10⁹) of “billion USD”."""
    scale, _, rest = unit.partition(" ")
    factor = SCALES.get(scale, Decimal(1)) if rest else Decimal(1)
    plain = rest if rest and scale in SCALES else unit
    counted, size = UNITS.get(plain, (plain, Decimal(1)))
    return counted, size * factor


def rounding(value: str) -> Decimal:
    """By how much a number may have been rounded where it was printed: half of one in its last place."""
    _, _, decimals = value.partition(".")
    return Decimal(5).scaleb(-len(decimals) - 1)


def converted(value: str, unit: str, other: str) -> str:
    """A printed number in another unit of the same, as exact as it was printed: “131.77” for 13177 ha in km2."""
    size, wanted = of_unit(unit)[1], of_unit(other)[1]
    number = Decimal(value) * size / wanted
    digits = max(FEWEST_DIGITS, len(value.replace(".", "").lstrip("0")))
    last = number.adjusted() - digits + 1
    rounded = number.quantize(Decimal(1).scaleb(last), ROUND_HALF_EVEN) if number else number
    plain = f"{rounded:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def beside(value: str, unit: str, units: Iterable[str]) -> str:
    """A printed number in the other units in which the same is stated: “13200 ha”; empty where there are none."""
    counted, size = of_unit(unit)
    others = dict.fromkeys(other for other in units if of_unit(other)[0] == counted and of_unit(other)[1] != size)
    return ", ".join(f"{converted(value, unit, other)} {other}" for other in others)
