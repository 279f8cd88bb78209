"""Whether a name is that of a council, in Welsh or English (rule 10b of follow.md 3.3)."""

from __future__ import annotations

import re

from cydradd.vocabulary.place import AUTHORITIES

_KINDS = r"town|parish|community|county|borough|district|city|metropolitan"
_ENGLISH = re.compile(
    rf"(?:.+ )?(?:{_KINDS})(?: (?:{_KINDS}|and|of|&))* council(?: of .+)?"
    r"|(?:london|royal|metropolitan|county) borough of [^,]+"
    r"|(?:city|borough|county|city and county) (?:council )?of .+? council"
    r"|(?:borough|city|county|district|town|parish) council of .+"
    r"|council of the [^,]+"
    r"|comhairle nan eilean siar"
)
_WELSH = re.compile(r"cyngor (?:sir|bwrdeistref|dinas|tref|cymuned|bro)\b.*|dinas a sir .+")
_PLACES = re.compile(r"(?:[\w'’.&-]+ ){1,5}council")
_WORDS = (
    "action advice advisory advocacy african age anglo art arts asian association bangladesh black blind british "
    "buddhist care carers caribbean charity child children children's childrens chinese christian church churches "
    "citizens civic club college commonwealth consumer coordinating cultural culture deaf dental design "
    "development disability disabled dyslexia ecumenical education elders energy england english enterprise "
    "environment equality ethnic european faith family farm film forestry forum friends funding general global "
    "health hindu homeless housing human indian interfaith international irish islamic jewish justice kidney law "
    "learning literacy marine media medical mental minority mosques multicultural museum museums music muslim "
    "national neighbourhood nursing parent parents parochial peace pensioners people people's play policy press "
    "prison professional public quality race racial refugee relations religious representative research rights "
    "road rural safety school schools science scout security senior sikh skills social somali sport sports "
    "student students studies support temperance tenants theatre third trade trades training transport turkish "
    "union unions university urban voluntary volunteer welfare welsh women women's womens workers world young "
    "youth"
)
_OTHER_COUNCILS = frozenset(_WORDS.split())
"""Words by which a council is no local authority: an arts council, a youth council."""
_OWN = frozenset(
    form.casefold()
    for authority in AUTHORITIES
    for form in (f"{authority.name.en} council", f"cyngor {authority.name.cy}")
)


def is_council(name: str) -> bool:
    """Whether a name, in small letters, is that of a local authority or of a town or community council.

    A name that ends in "council" after the name of a place is taken for one, unless a word says that it is another
    kind of council. "County" alone is not a council.
    """
    plain = " ".join(name.split()).strip(" .").removeprefix("the ")
    if plain in _OWN or _ENGLISH.fullmatch(plain) or _WELSH.fullmatch(plain):
        return not set(plain.split()) & {"rural", "voluntary", "youth"}
    return bool(_PLACES.fullmatch(plain)) and not set(plain.split()) & _OTHER_COUNCILS
