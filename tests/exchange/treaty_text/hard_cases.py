"""Three treaties made up for what is hard in real ones: their texts, and an outline of what is in them."""

ROADS = """TREATY ON ROADS BETWEEN THE TWO REPUBLICS

The Parties,

Considering that roads join neighbours,

Recalling Article 3 of their Charter of Neighbours,

Have agreed as follows:

PART ONE
GENERAL PROVISIONS

ARTICLE 1
Use of terms

In this Treaty:
(a) “road” means any way for carriages, including:
    (i) bridges;
    (ii) tunnels, namely:
        (A) those under water;
        (B) those through hills;
    (iii) fords;
(b) “toll” means what is paid for a road.

ARTICLE 1 bis
Scope

1. This Treaty applies to the roads named in
Article 4, and to those which the Parties name under
Article 5. The Commission keeps their list.
1 bis. It does not apply to paths.
2. Nothing in it touches
Article 9 of the Charter.

ARTICLE 2

The Parties keep the roads open.

PART TWO
FINAL PROVISIONS

ARTICLE 3

This Treaty is for ten years.

ARTICLE 4

This Treaty enters into force when both Parties have said so.

In witness whereof the undersigned have signed this Treaty.

Done at Alpha on 1 May 1999, in two copies.

ANNEX I
LIST OF ROADS

Article 1
The northern road.

Article 2
The southern road.

ANNEX II

1. Tolls are paid at bridges.
2. Tolls are not paid:
(a) by pilgrims;
(b) by physicians."""
ROADS_OUTLINE = """name |TREATY ON ROADS BETWEEN THE TWO REPUBLICS
preamble |
  recital |
  recital |
  formula |
part ONE|GENERAL PROVISIONS
  article 1|Use of terms
    item (a)|
      item (i)|
      item (ii)|
        item (A)|
        item (B)|
      item (iii)|
    item (b)|
  article 1 bis|Scope
    paragraph 1|
    paragraph 1 bis|
    paragraph 2|
  article 2|
part TWO|FINAL PROVISIONS
  article 3|
  article 4|
closing |
annex I|LIST OF ROADS
  article 1|
  article 2|
annex II|
  paragraph 1|
  paragraph 2|
    item (a)|
    item (b)|"""

RIVERS = """CONVENTION ON RIVERS

Chapter I. Waters

Article 1. Waters are shared.
Article 2. Waters are kept clean, as is said in
Article 1 of Chapter II.

Chapter II. Boats

Article 1. Boats pass freely.
Article 2. Boats are named.
Article 3. A boat without a name is stopped in accordance with Article 2. It is let go when it is named.

Chapter III. Fish

Article 1. Fish are caught with nets:
1) in spring, of any kind;
2) in autumn, of the kinds that Article 2 names.
Article 2. These are carp and pike.

Appendix
1. Nets are measured.
2. Lines are not."""
RIVERS_OUTLINE = """name |CONVENTION ON RIVERS
chapter I|Waters
  article 1|
  article 2|
chapter II|Boats
  article 1|
  article 2|
  article 3|
chapter III|Fish
  article 1|
    paragraph 1)|
    paragraph 2)|
  article 2|
annex |Appendix
  paragraph 1|
  paragraph 2|"""

HILLS = """TREATY ON HILLS\tTEPELER ANLAŞMASI
The Parties agree:\tTaraflar anlaşmıştır:
Article 1\tMadde 1
Hills are shared.\tTepeler paylaşılır.
Article 2\tMadde 2
1. Nobody builds on them.\t1. Kimse üzerlerine yapı yapmaz.
2. Goats may graze.\t2. Keçiler otlayabilir.
Article G-1\tMadde G-1
This Treaty is without end.\tBu Anlaşma süresizdir."""
