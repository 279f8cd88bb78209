"""The words of the re-count page, in Welsh and in English as equals; ``{0}``, ``{1}``: what a sentence tells."""

from __future__ import annotations

from cydradd.vocabulary.text import Bilingual

WORDS: dict[str, Bilingual] = {
    "title": Bilingual("Cyfrif y papurau pleidleisio eto", "Count the ballots again"),
    "switch": Bilingual("English", "Cymraeg"),
    "lead": Bilingual(
        "Mae’r ffeil hon yn cyfrif pob papur pleidleisio eto ar eich dyfais chi, heb rhwydwaith a heb yr un darn o’r "
        "rhaglen a gyfrifodd gyntaf. Yna mae’n cymharu’r hyn a gafodd â’r canlyniad a gyhoeddwyd.",
        "This file counts every ballot again on your own device, without a network and without any part of the program "
        "that counted first. It then compares what it finds with the published result.",
    ),
    "about": Bilingual("Papurau pleidleisio: {0}.", "Ballots: {0}."),
    "seed": Bilingual("Yr hedyn sy’n torri dadl: {0}.", "The seed that breaks ties: {0}."),
    "verdict_waiting": Bilingual("Wrthi’n cyfrif …", "Counting …"),
    "verdict_same": Bilingual("Yr un canlyniad", "The same result"),
    "verdict_different": Bilingual("Mae gwahaniaeth", "There is a difference"),
    "verdict_refused": Bilingual("Ni ellid cyfrif", "This could not be counted"),
    "counting": Bilingual("Rhediad {0} o’r cyfrif.", "Run {0} of the count."),
    "same": Bilingual(
        "Wedi’u hariannu: {0}. Cost: {1}. Ar ôl: {2}. Mae pob rhif a gyhoeddwyd o’r cyfrif yr un fath yma.",
        "{0} funded for {1}; {2} is left. Every published number of the count is the same here.",
    ),
    "pots": Bilingual(
        "Gwiriwyd y taliadau o’r cronfeydd hefyd: telir union gost pob prosiect, ac nid yw’r un gronfa’n talu mwy nag "
        "sydd ynddi nac am yr hyn na all dalu amdano. Ni chwiliwyd eto am lai o daliadau.",
        "The payments of the pots were checked too: every project is paid exactly, and no pot pays more than it holds "
        "or for what it may not pay for. Fewer payments were not looked for again.",
    ),
    "different": Bilingual(
        "Y lle cyntaf: {0}. Yma: {1}. Cyhoeddwyd: {2}. Gofynnwch i swyddfa’r rownd am y gwahaniaeth hwn.",
        "The first place is {0}: here {1}, published {2}. Ask the round’s office about it.",
    ),
    "budget": Bilingual(
        "Mae’r ffeil yn dweud {0}; y cronfeydd sy’n cyfrif, {1}.", "The file says {0}; the pots count, {1}."
    ),
    "nothing": Bilingual("dim", "nothing"),
    "funded": Bilingual("Wedi’u hariannu, yn nhrefn y cyfrif", "Funded, in the order of the count"),
    "step": Bilingual("Tro", "Step"),
    "project": Bilingual("Prosiect", "Project"),
    "cost": Bilingual("Cost", "Cost"),
    "votes": Bilingual("Cefnogwyr (yn ôl pwysau)", "Supporters (by weight)"),
    "published": Bilingual("Yn y canlyniad a gyhoeddwyd", "In the published result"),
    "yes": Bilingual("Ydy", "Yes"),
    "no": Bilingual("Nac ydy", "No"),
    "again": Bilingual("Cyfrif eto", "Count again"),
    "not_proved_title": Bilingual("Beth nad yw hyn yn ei brofi", "What this does not prove"),
    "not_proved": Bilingual(
        "Mae’n profi’r rhifyddeg. Nid yw’n profi pwy a bleidleisiodd na pham, ac mae’n cymryd y penderfyniadau ar ba "
        "geisiadau oedd yn gymwys, yr arian oedd ar gael, a’r hyn y gall pob cronfa dalu amdano, fel y cyhoeddwyd nhw.",
        "It proves the arithmetic. It does not prove who voted or why, and it takes the decisions on which "
        "applications were eligible, the money there was, and what each pot may pay for, as they were published.",
    ),
    "others_title": Bilingual(
        "Cyfrif rownd arall, neu ffeil a gawsoch gan rywun arall", "Count another round, or a file from somebody else"
    ),
    "others_lead": Bilingual(
        "Dewiswch un ffeil neu’r ddwy. Nid yw’r ffeiliau’n gadael eich dyfais.",
        "Choose one file or both. The files do not leave your device.",
    ),
    "ballots_file": Bilingual("Papurau pleidleisio (ballots.pb)", "Ballots (ballots.pb)"),
    "result_file": Bilingual("Canlyniad (results.json)", "Result (results.json)"),
    "count_others": Bilingual("Cyfrif y ffeiliau hyn", "Count these files"),
    "no_script": Bilingual(
        "Mae’r ffeil hon yn cyfrif yn eich porwr, felly mae angen JavaScript arni. Hebddo, rhedwch cydradd decide "
        "audit --recount ar bapurau a chanlyniad y rownd.",
        "This file counts in your browser, so it needs JavaScript. Without it, run cydradd decide audit --recount on "
        "the round’s ballots and result.",
    ),
    "refused_no_section": Bilingual(
        "Nid oes adran {0} yn ffeil y papurau pleidleisio. Dewiswch ffeil .pb gyfan.",
        "The file of ballots has no section {0}. Choose a whole .pb file.",
    ),
    "refused_no_number": Bilingual(
        "Nid yw hwn yn rhif: {0}. Trwsiwch y ffeil.", "This is not a number: {0}. Mend the file."
    ),
    "refused_no_partner": Bilingual(
        "Nid oes papur yn enwi partner, ond mae’r rheol yn pwyso yn ôl partner. Defnyddiwch y ffeil a gyhoeddwyd "
        "gyda’r canlyniad.",
        "No ballot names a partner, but the rule weighs by partner. Use the file that was published with the result.",
    ),
    "refused_small_partner": Bilingual(
        "Mae gan un partner rhy ychydig o bapurau i gyfrif yn ôl y rheol hon.",
        "One partner has too few ballots to count by this rule.",
    ),
    "refused_no_ballots": Bilingual("Nid oes papur i’w gyfrif.", "There is no ballot to count."),
    "refused_unknown_rule": Bilingual(
        "Nid yw’r ffeil hon yn gwybod sut i gyfrif â “{0}”.", "This file does not know how to count by “{0}”."
    ),
    "refused_no_result": Bilingual(
        "Nid canlyniad cyfrif yw’r ffeil honno. Dewiswch results.json y rownd.",
        "That file is not the result of a count. Choose the round’s results.json.",
    ),
    "refused_no_file": Bilingual("Dewiswch ffeil yn gyntaf.", "Choose a file first."),
    "refused_unreadable": Bilingual(
        "Ni ellid darllen y ffeil: {0}. Dewiswch ffeil arall.", "The file could not be read: {0}. Choose another."
    ),
}
