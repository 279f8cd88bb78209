"""What a name alone tells of a recipient, in Welsh and English: rules 10 to 10h of follow.md 3.3, all weak evidence.

A form of name stands here where lists of names whose kind is known bear it out: nine in ten of those that have the form
are of its group, and at most one in two hundred crosses between public bodies and the third sector. Forms that those
lists do not have are words of one meaning: a university, a PTA. `bench/follow_names.py` prints both for each form.

The lists hold no private companies, so that nothing is made of names such companies have too: "limited", "partnership",
"centre". Museums, galleries and hospitals are as often public bodies as charities: they stay unknown, as events do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cydradd.follow.council_names import is_council

CLASSES_OF_COMPANIES = frozenset({"charity", "voluntary_group"})
"""What a name never makes of a company: it would have told its charity number, or be one that is no charity."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of names.

    Attributes:
        is_whole: The form is of the whole name; else of what stands before the first comma, without the place.
        but: Names of the form that are something else all the same.
    """

    rule: str
    code: str
    pattern: re.Pattern[str]
    but: re.Pattern[str] | None = None
    is_whole: bool = False

    def fits(self, name: str, plain: str) -> bool:
        """Whether a name, and the same before its first comma, has the form."""
        return bool(self.pattern.fullmatch(name if self.is_whole else plain)) and not (
            self.but and self.but.search(name)
        )


def _form(rule: str, code: str, pattern: str, but: str | None = None, *, is_whole: bool = False) -> Form:
    return Form(rule, code, re.compile(pattern), re.compile(but) if but else None, is_whole)


_BESIDE = (
    r"\b(?:after|age|alumni|archery|association|athletics?|ballet|basketball|boxing|circus|club|cricket|dance|dancing|"
    r"drama|drumming|fc|football|forest|friends|golf|gymnastics?|hockey|home|judo|karate|kayak|martial|movement|museum|"
    r"music|netball|nursery|old|parents?|performing|piping|playgroup|pta|ptfa|pre|riding|rowing|rugby|sailing|shooting|"
    r"skating|society|spiritual|sports?|squash|stage|students?|summer|sunday|supporters|swim|swimming|tennis|theatre|"
    r"trust|union|volleyball|youth)\b"
    r"(?! (?:foundation )?trust$| school$)"
)
"""Words by which a name is of something beside a school, a university or a church: its friends, its club, its union."""
_SAINT = r"(?:(?:st|saint|ss) [a-z]+(?: the [a-z]+)?|all saints|christ church|holy (?:cross|trinity))"
_ARTS = r"(?:art|music|speech|drama|dance)"
_SPORT = (
    r"(?:archery|athletics?|badminton|basketball|bowls|bowling|boxing|canoe|cricket|croquet|cycling|diving|fencing|football"
    r"|golf|gymnastics?|handball|hockey|judo|karate|lacrosse|netball|petanque|rifle|rowing|rugby|running|sailing|shooting"
    r"|squash|swimming|swim|table tennis|tennis|triathlon|volleyball|yacht)"
)
_LIMITED = r"(?: (?:limited|ltd))?(?: \(\w+\))?"
_NO_CHARITY = (
    r"\b(?:nhs|academy|academies|colleges?|council|development|education|educational|football|government|holocaust|hospital"
    r"|housing|land|learning|multi|schools?|social club|supporters'?|unit)\b"
)
"""Words by which a trust is rather one of schools, of health, of homes or of a football club's supporters."""
_PUBLIC = (
    r"\b(?:advisory|agency|authority|board|building|commission|council|defence|department|ethics|expert|forces|government"
    r"|housing|inspectorate|justice|ministry|nhs|office|police|profession|royal|service)\b"
)
"""Words by which a group, a society or a project is rather one of government, of homes or of savings."""
_NO_GROUP = _PUBLIC + r"|\b(?:limited|ltd|llp|plc)\W*$"
"""The same, and companies: words such as "community" are in the names of private ones too."""

FORMS: Sequence[Form] = (
    _form("10", "cic", r".*\b(?:c\.?i\.?c\.?|community interest company|cwmni buddiannau cymunedol)\W*", is_whole=True),
    _form("10c", "nhs", r"bwrdd iechyd\b.*|.*\b(?:nhs (?:foundation )?trust|(?:university|teaching) health board)"),
    _form("10c", "university", r"prifysgol\b(?! y drydedd oes).*", _BESIDE),
    _form("10c", "university", r"(?:the )?university (?:of|for) .+|.+ university", _BESIDE),
    _form("10c", "university", r"university college .+|.+ college london|the .+ university [a-z]+", _BESIDE),
    _form("10c", "university", r".+, university of .+", _BESIDE, is_whole=True),
    _form("10c", "education", r"(?:ysgol|coleg)\b.*", _BESIDE),
    _form("10c", "education", r".+ (?:school|academy|college|conservatoire)(?: for (?:girls|boys))?", _BESIDE),
    _form("10c", "education", r".+ (?:high school and )?sports(?: and technology)? college|royal conservatoire of .+"),
    _form("10c", "education", rf".+ (?:school|academy|college|conservatoire) of {_ARTS}(?: (?:and|&) {_ARTS})*"),
    _form("10c", "religious", r".+ (?:church|cathedral|parochial church council|mosque|synagogue|gurdwara)", _BESIDE),
    _form("10c", "religious", r"(?:eglwys|capel) .+", _BESIDE),
    _form("10c", "religious", rf"{_SAINT}(?: ?(?:&|and|w/|with) ?(?:{_SAINT}|[a-z]+))*, .+", _BESIDE, is_whole=True),
    _form("10d", "government", r"(?:the )?(?:ministry of|department (?:of|for)) .+|(?:llywodraeth|senedd) cymru"),
    _form("10d", "government", r".+ (?:national park|fire and rescue) authority|awdurdod parc cenedlaethol .+"),
    _form("10e", "housing_association", rf".+ housing (?:association|society|trust){_LIMITED}"),
    _form("10e", "housing_association", r"cymdeithas (?:dai|tai) .+"),
    _form("10f", "sports_club", rf".*\b{_SPORT}(?: (?:union|league|and|&|{_SPORT}))* (?:club|team)\b.*"),
    _form("10f", "sports_club", rf".+ (?:sports club|rufc|rfc|afc|fc){_LIMITED}"),
    _form("10f", "sports_club", r"clwb (?:athletau|bocsio|bowlio|criced|golff|hoci|nofio|pêl-droed|rygbi|tenis)\b.*"),
    _form("10g", "charity", r".*\bcharitable (?:trust|fund|foundation|society|incorporated organisation)\b.*"),
    _form("10g", "charity", r".*\bhospices?\b.*|hosbis .+|elusen .+"),
    _form("10g", "charity", rf".+ trust{_LIMITED}|ymddiriedolaeth .+", _NO_CHARITY),
    _form("10g", "charity", rf".+ foundation{_LIMITED}|sefydliad .+", _NO_CHARITY),
    _form("10g", "charity", r".*\b(?:age (?:uk|concern|cymru)|citizens advice|mencap|samaritans)\b.*"),
    _form("10g", "charity", r".*\b(?:women'?s aid|home-?start)\b.*"),
    _form("10g", "charity", r".+(?<! and)(?<! of)(?<! &) mind|cyngor ar bopeth .+|cymorth i (?:ferched|fenywod) .+"),
    _form("10g", "charity", r"(?:the )?royal (?:college|society) of .+|(?:the )?(?:royal )?institut(?:e|ion) of .+"),
    _form("10h", "voluntary_group", r"(?:the )?friends of .+|cyfeillion .+"),
    _form("10h", "voluntary_group", r".+ (?:pta|ptfa)|parents?,? teachers?,? and friends .+", is_whole=True),
    _form("10h", "voluntary_group", r"cymdeithas rhieni .+"),
    _form("10h", "voluntary_group", r".*\b(?:residents|tenants)\b.*|cymdeithas (?:trigolion|tenantiaid) .+", _NO_GROUP),
    _form("10h", "voluntary_group", r".*\ballotments?\b.*|.*\brhandiroedd\b.*", _NO_GROUP),
    _form("10h", "voluntary_group", r".*\b(?:scouts?|girl ?guid(?:es|ing)|brownies)\b.*|.+ in bloom(?: \d+)?"),
    _form("10h", "voluntary_group", r".*\b(?:women's institute|lions club|rotary club)\b.*|.+ wi|merched y wawr .+"),
    _form("10h", "voluntary_group", rf".+ association{_LIMITED}|cymdeithas .+", _PUBLIC),
    _form("10h", "voluntary_group", rf".+ society{_LIMITED}|.+ society (?:for|of) .+", _PUBLIC),
    _form("10h", "voluntary_group", rf".+ club{_LIMITED}|clwb .+|cylch meithrin .+", _PUBLIC),
    _form(
        "10h",
        "voluntary_group",
        r".*\b(?:action|art|carers|community|dance|friendship|gardening|heritage|history|hearing|interfaith|language"
        r"|parents|play|residents|restoration|self-help|social|support|toddlers?|volunteers?|women's|youth) group\b.*"
        r"|gr[wŵ]p (?:cefnogi|cymunedol|gwirfoddol|hanes|treftadaeth) .+",
        _NO_GROUP,
    ),
    _form("10h", "voluntary_group", r".*\bcommunity\b.*", _NO_GROUP),
    _form("10h", "voluntary_group", r".*\bproject\b.*", _NO_GROUP),
    _form("10h", "voluntary_group", r".*\b(?:choirs?|choral|orchestra|opera)\b.*|(?:cor|côr|cerddorfa) .+", _NO_GROUP),
    _form("10h", "voluntary_group", r".*\bwom[ae]n(?:'?s)?\b.*", _NO_GROUP),
)  # fmt: skip
"""Forms in the order of asking, after that of councils (10b) behind the first."""


def by_name(name: str, *, is_company: bool = False) -> tuple[str, str] | None:
    """Class and rule of a name in small letters with single spaces; ``None``: it says nothing that holds."""
    plain = name.split(",")[0].strip(" .")
    found = next((form for form in FORMS if form.fits(name, plain)), None)
    if (found is None or found.rule != "10") and is_council(name):
        return "local_authority", "10b"
    if found is None or (is_company and found.code in CLASSES_OF_COMPANIES):
        return None
    return found.code, found.rule
