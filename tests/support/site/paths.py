"""Where things lie, for tests in any folder."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[2]
ROOT = TESTS.parent
FIXTURES = ROOT / "fixtures"
SOURCES = ROOT.parent / "shared" / "sources"  # the five articles, where they are at hand
WORKED_BY_HAND = TESTS / "worked_by_hand"
SMALL_RECORD = TESTS / "small_record"
