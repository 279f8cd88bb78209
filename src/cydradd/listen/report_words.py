"""The words of the report of a conversation: whole sentences, in Welsh and in English as equals."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.listen.picture import PEOPLE as PEOPLE
from cydradd.listen.verdict import Verdict
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language, Plural

VOTES = Plural(
    ("Dim pleidleisiau", "1 bleidlais", "2 bleidlais", "3 pleidlais", "6 phleidlais", "{n} o bleidleisiau"),
    ("{n} vote", "{n} votes"),
)
STATEMENTS = Plural(
    ("Dim datganiadau", "1 datganiad", "2 ddatganiad", "3 datganiad", "6 datganiad", "{n} o ddatganiadau"),
    ("{n} statement", "{n} statements"),
)

VERDICTS: Mapping[Verdict | None, Bilingual] = {
    None: Bilingual(
        "Nid yw’n hysbys eto a yw’r grwpiau ar wahân mewn gwirionedd.",
        "Whether these groups are truly apart is not known yet.",
    ),
    Verdict.NONE: Bilingual(
        "Dim grwpiau clir: gallai’r patrwm hwn godi ar hap.",
        "No clear groups: this pattern could arise by chance.",
    ),
    Verdict.SPECTRUM: Bilingual(
        "Mae pobl yn sefyll ar hyd llinell barn, nid mewn gwersylloedd.",
        "People stand along a line of opinion, not in camps.",
    ),
    Verdict.CLEAR: Bilingual("Mae yma grwpiau clir.", "There are clear groups here."),
}
PARTNERS: Mapping[str, Bilingual] = {
    Partner.CITIZENS: Bilingual("Dinasyddion", "Citizens"),
    Partner.THIRD_SECTOR: Bilingual("Y trydydd sector", "The third sector"),
    Partner.PUBLIC: Bilingual("Cyrff cyhoeddus", "Public bodies"),
    "unknown": Bilingual("Partner ddim yn hysbys", "Partner not known"),
}

SENTENCES: Mapping[str, Bilingual] = {
    "title": Bilingual("Adroddiad ar y gwrando: {name}", "Report on listening: {name}"),
    "skip": Bilingual("Neidio i’r prif gynnwys", "Skip to main content"),
    "lead": Bilingual("{people}. {statements}. {votes}.", "{people}. {statements}. {votes}."),
    "stability": Bilingual(
        "Gadawyd pumed ran o’r pleidleisiau allan, {refits} o weithiau. "
        "Pa mor debyg oedd y grwpiau bob tro, yn y canol: {median} (yr un fath fyddai 1, ar hap fyddai 0).",
        "A fifth of the votes was left out, {refits} times. "
        "How alike the groups were each time, in the middle: {median} (1 would be the same, 0 chance).",
    ),
    "early": Bilingual("Rhy gynnar i gael map.", "Too early for a map."),
    "early_why": Bilingual(
        "Mae angen o leiaf {people} o bobl a {statements} o ddatganiadau. Dim ond y cyfrif sydd yma.",
        "A map needs at least {people} people and {statements} statements. Only the counts are here.",
    ),
    "map": Bilingual(
        "Mae pobl a bleidleisiodd yn debyg yn sefyll gyda’i gilydd", "People who voted alike stand together"
    ),
    "map_why": Bilingual(
        "Agos: wedi pleidleisio’n debyg. Nid oes ystyr i’r cyfeiriadau eu hunain. Modrwy wag: unigolyn heb grŵp.",
        "Near means voted alike. The directions mean nothing by themselves. A hollow ring is a person in no group.",
    ),
    "group_table": Bilingual("Grwpiau’r map", "Groups of the map"),
    "group_word": Bilingual("Grŵp", "Group"),
    "people_word": Bilingual("Pobl", "People"),
    "apart_word": Bilingual("Beth sy’n ei osod ar wahân", "What sets it apart"),
    "group": Bilingual("Grŵp {letter}", "Group {letter}"),
    "apart_none": Bilingual(
        "Does dim yn gosod y grŵp hwn ar wahân y tu hwnt i hap.", "Nothing sets this group apart beyond chance."
    ),
    "untested": Bilingual(
        "Ni phrofwyd y rhestr hon yn erbyn hap: darllenwch hi fel lluniad, nid fel prawf.",
        "This list was not tested against chance: read it as a drawing, not as proof.",
    ),
    "agree_title": Bilingual("Beth rydyn ni’n cytuno arno", "What we agree on"),
    "ground_title": Bilingual("Pob grŵp o’r un farn", "Every group of one mind"),
    "ground_none": Bilingual(
        "Nid oes datganiad y mae’r mwyafrif ym mhob grŵp yn sicr o gytuno ag ef, nac o anghytuno ag ef.",
        "There is no statement with which most of every group surely agrees, or surely disagrees.",
    ),
    "partners_title": Bilingual("Y tri phartner o’r un farn", "All three partners of one mind"),
    "partners_none": Bilingual(
        "Nid oes datganiad y mae’r mwyafrif ym mhob un o’r tri phartner yn sicr o gytuno ag ef, nac o anghytuno ag ef.",
        "There is no statement with which most of each of the three partners surely agrees, or surely disagrees.",
    ),
    "partners_unknown": Bilingual(
        "Nid yw’r ffeiliau’n dweud i ba bartner y mae unrhyw un o’r bobl hyn yn perthyn. "
        "Ni allwn ddweud a gafodd pob partner ei glywed.",
        "The files do not say which partner any of these people belongs to. "
        "We cannot say whether each partner was heard.",
    ),
    "sure_agree": Bilingual(
        "Ym mhob un ohonyn nhw, mae’n debygol iawn (95%) bod o leiaf {low}% yn cytuno.",
        "In each of them, it is very likely (95%) that at least {low}% agree.",
    ),
    "sure_disagree": Bilingual(
        "Ym mhob un ohonyn nhw, mae’n debygol iawn (95%) bod o leiaf {low}% yn anghytuno.",
        "In each of them, it is very likely (95%) that at least {low}% disagree.",
    ),
    "count_agree": Bilingual("{who}: cytunodd {k} o {n} ({share}%).", "{who}: {k} of {n} agreed ({share}%)."),
    "count_disagree": Bilingual("{who}: anghytunodd {k} o {n} ({share}%).", "{who}: {k} of {n} disagreed ({share}%)."),
    "divides_title": Bilingual("Beth sy’n ein rhannu", "What divides us"),
    "divides_groups": Bilingual("Rhwng grwpiau", "Between groups"),
    "divides_partners": Bilingual("Rhwng partneriaid", "Between partners"),
    "divides_none": Bilingual(
        "Does dim gwahaniaeth y tu hwnt i hap yma.", "There is no difference beyond chance here."
    ),
    "distance": Bilingual(
        "Y pellter rhyngddyn nhw: rhwng {low} a {high} pwynt canran (cyfwng 95%).",
        "How far apart they are: between {low} and {high} percentage points (95% interval).",
    ),
    "unheard_title": Bilingual("Pwy sydd heb gael eu clywed", "Who has not been heard"),
    "unplaced": Bilingual(
        "Heb eu gosod mewn grŵp, am eu bod wedi pleidleisio rhy ychydig: {n} o {total}.",
        "Not placed in a group, because they voted too little: {n} of {total}.",
    ),
    "beside": Bilingual(
        "Wedi’u cyfrif ar wahân i’r map, am eu bod wedi ateb heb gyfrif: {n}.",
        "Counted beside the map, because they answered without an account: {n}.",
    ),
    "few_seen": Bilingual(
        "Grŵp {letter}. Datganiadau y mae llai na {least} o’r grŵp wedi’u gweld: {few} o {total}.",
        "Group {letter}. Statements that fewer than {least} of the group have seen: {few} of {total}.",
    ),
    "all_seen": Bilingual(
        "Mae o leiaf {least} o bobl ym mhob grŵp wedi gweld pob datganiad.",
        "At least {least} people of every group have seen every statement.",
    ),
    "seen": Bilingual("Wedi’i weld: {n}.", "Seen by: {n}."),
    "partner_table": Bilingual("Pobl ar y map, yn ôl partner", "People on the map, by partner"),
    "partner_word": Bilingual("Partner", "Partner"),
    "few": Bilingual("rhy ychydig i’w dangos", "too few to show"),
    "invited": Bilingual(
        "Nid yw pwy gymerodd ran wedi’i gymharu â phwy gafodd wahoddiad, nac â phobl yr ardal.",
        "Who took part has not been compared with who was invited, or with the people of the area.",
    ),
    "all_title": Bilingual("Pob datganiad a phob pleidlais", "Every statement and every vote"),
    "statement_word": Bilingual("Datganiad", "Statement"),
    "agree": Bilingual("Cytuno", "Agree"),
    "disagree": Bilingual("Anghytuno", "Disagree"),
    "pass": Bilingual("Heb farn", "Pass"),
    "more": Bilingual("Rhagor: {n}", "More: {n}"),
    "how_title": Bilingual("Sut y gwnaethon ni’r cyfrif", "How we calculated"),
    "how": Bilingual(
        "Dull: {method}. Hedyn: {seed}. Gellir ailadrodd y cyfrif hyd at y did olaf o’r un pleidleisiau.",
        "Method: {method}. Seed: {seed}. From the same votes the calculation can be repeated to the last bit.",
    ),
    "how_split": Bilingual(
        "Gwneir grwpiau o un hanner o’r pleidleisiau, a’u cymharu â’r hanner arall. "
        "Felly nid yw’r un bleidlais yn gwneud grŵp ac yn ei brofi.",
        "Groups are made from one half of the votes and compared on the other half. "
        "So no vote both makes a group and tests it.",
    ),
    "how_rate": Bilingual(
        "O’r gwahaniaethau a restrir, disgwylir i ddim mwy na 5% fod yn hap (Benjamini a Hochberg 1995).",
        "Of the differences listed, no more than 5% are expected to be chance (Benjamini and Hochberg 1995).",
    ),
    "not_a_poll": Bilingual(
        "Nid arolwg barn yw hwn, ac nid mathau o bobl yw’r grwpiau.",
        "This is not an opinion poll, and the groups are not kinds of people.",
    ),
    "untranslated": Bilingual("Heb ei gyfieithu eto", "Not yet translated"),
    "no_text": Bilingual(
        "Nid yw geiriau’r datganiad hwn yn y ffeiliau.", "The words of this statement are not in the files."
    ),
    "number": Bilingual("Datganiad {id}", "Statement {id}"),
}


def sentence(language: Language, key: str, **values: object) -> str:
    """One sentence with its values, as plain text."""
    return (SENTENCES[key].side(language) or "").format(**values)
