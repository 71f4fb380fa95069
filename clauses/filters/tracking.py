"""What others add to the links that lead here, to find out who follows them. Nothing is asked of the site with these.

Beside what follows readers on any address, here is what means nothing on this site, though elsewhere it might. Families
are told by how their names begin. Left alone is what a reader may mean as a question: `from`, `source`.
"""

from django.http import QueryDict

from ..articles.addresses import follows_readers

# Search engines, advertisements, social networks, newsletters, the firms that measure them.
FAMILIES = (
    "utm_", "ga_", "gad_", "gac_", "_gl", "_ga", "mc_", "hsa_", "_hs", "__hs", "pk_", "piwik_", "mtm_", "matomo_",
    "fb_", "vero_", "oly_", "at_medium", "at_campaign", "at_custom", "ml_subscriber", "_openstat", "__cf_chl_",
    "_branch_", "mkt_tok", "s_kwcid", "itm_", "guce_", "trk_", "bsft_", "_x_tr_", "_ym_", "yad", "cm_mmc", "xtor",
    "ns_mchannel", "mindbox_", "calltouch_", "inf_contact", "nr_email", "amp_js", "sca_", "gws_", "gfe_", "_bhl",
)  # fmt: skip
SINGLE = """
    srsltid mibextid sfnsn ocid cvid ymclid ybaip etext clid tpclid roistat rdt_cid scid sccid epik tblci obclid
    obcid qclid zanpid irclickid irgwc admitad_uid rb_clickid awc wickedid elqtrack elqtrackid elqaid elqat openstat
    _kx _ke _bta_tid _bta_c ck_subscriber_id sfmc_id hsctatracking guccounter wprov spm __twitter_impression ref
    ref_url __s _nocache amp usqp vgo_ee dm_i ncid cmpid sc_cid s_cid ef_id ko_click_id wtrid rtid trk emci emdi
    ceid si
"""
NAMES = frozenset(SINGLE.split())


def is_tracking(name: str) -> bool:
    plain = name.lower().replace("-", "_")
    return follows_readers(plain) or plain in NAMES or plain.startswith(FAMILIES)


def without_tracking(data: QueryDict) -> QueryDict:
    """The query string as it was before another site marked it."""
    marks = [name for name in data if is_tracking(name)]
    if not marks:
        return data
    kept = data.copy()
    for name in marks:
        del kept[name]
    return kept
