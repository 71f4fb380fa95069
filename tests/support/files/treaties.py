"""Texts of treaties made up for tests."""

BOATS = """TREATY ON BOATS

The Parties,

Wishing to sail,

Have agreed as follows:

Chapter I
Boats

Article 1
Names
Every boat has a name.

Article 2
1. Boats float.
2. They are kept afloat by:
(a) their owners;
(b) their friends.

Article 3
Boats pass freely.

Done at Alpha on 1 May 1999."""

WITH_ANNEX = f"""{BOATS}

ANNEX II
Tolls

No tolls are levied.

Nothing is asked of anybody."""
