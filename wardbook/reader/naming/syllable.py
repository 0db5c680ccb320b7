"""Whether a word with marks is a Vietnamese syllable: how one tells text from garbled text.

Vietnamese is written in some seven thousand syllables of one plan: an initial, a rime, a tone.
Text read in the wrong character set breaks the plan in almost every word.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"

_RIMES = """
    a ai ay ao au ac am an ang anh ach ap at  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu  y yêm yên yêng yêt yêu yt ych ynh
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet
    oi om on ong ooc oong op ot oc  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uên uơ uy uya uych uynh uyt uyp uyu
    uyên uyêt uôc uôi uôm uôn uông uôt  ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_PLAN = re.compile(
    r"(?:ngh(?=[eêi])|ng(?![eêiy])|nh|ch|gh(?=[eêi])|gi|kh|ph|qu|th|tr|c(?![eêiy])|k(?=[eêiy])"
    r"|[bdđghlmnrstvxp])?(?:" + "|".join(sorted(_RIMES.split(), key=len, reverse=True)) + r")"
)


_LONGEST = 10  # "nghiêng" with its marks apart


def is_syllable(word: str) -> bool:
    """``word`` in any case and either normal form, without punctuation."""
    return len(word) <= _LONGEST and _follows_plan(word)


@lru_cache(maxsize=50_000)
def _follows_plan(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in parts if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    if len(tones) > 1 or not _PLAN.fullmatch(bare):
        return False
    # Before a final c, ch, p or t only the acute and the dot below occur.
    return not bare.endswith(("c", "ch", "p", "t")) or tones in (["\u0301"], ["\u0323"])
