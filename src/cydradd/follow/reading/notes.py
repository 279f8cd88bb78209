"""What is said about a file of grants as a whole, or about one of its columns or sheets, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.vocabulary.text import Bilingual

NOTES: Mapping[str, Bilingual] = {
    "other_encoding": Bilingual(
        "Nid UTF-8 yw llythrennau’r ffeil: darllenwyd {encoding}. Gwiriwch yr acenion, a’i chadw fel UTF-8.",
        "The letters of the file are not UTF-8: they were read as {encoding}. Check the accents, and save it as UTF-8.",
    ),
    "unknown_heading": Bilingual(
        "Nid oes maes o’r safon â’r pennawd hwn, neu mae colofn gynharach yn ei ddal. Cedwir y golofn beth bynnag.",
        "No field of the standard has this heading, or an earlier column holds it. The column is kept all the same.",
    ),
    "serial_date": Bilingual(
        "Rhifau yw rhai dyddiadau yma ({count}): fe’u darllenwyd fel dyddiau Excel. Fformatiwch y golofn fel dyddiad.",
        "Some dates here are numbers ({count}): they were read as Excel’s days. Format the column as a date.",
    ),
    "formula": Bilingual(
        "Fformiwlâu yw rhai celloedd yma ({count}): darllenwyd y canlyniad a gadwyd. Gwiriwch ef, a chadwch werthoedd.",
        "Some cells here are formulas ({count}): the result that was saved is read. Check it, and save values.",
    ),
    "hidden_sheet": Bilingual(
        "Mae’r ddalen hon yn guddiedig, ac fe’i darllenwyd. Dangoswch hi, neu dilëwch hi.",
        "This sheet is hidden, and was read. Show it, or delete it.",
    ),
    "sheet_left_out": Bilingual(
        "Nid oes pennawd 360Giving gan y ddalen hon: nid yw ei {count} rhes ymhlith y grantiau.",
        "This sheet has no heading of 360Giving: its {count} rows are not among the grants.",
    ),
    "part_without_grant": Bilingual(
        "Nid oes grant â’r Identifier hwn: cadwyd y rhes hon o’r ddalen {sheet} ar wahân. Cywirwch yr id.",
        "No grant has this Identifier: this row of the sheet {sheet} is kept apart. Correct the id.",
    ),
    "since_1904": Bilingual(
        "Mae’r llyfr gwaith yn cyfrif dyddiau o 1904: fe’u darllenwyd felly. Gwiriwch un dyddiad.",
        "The workbook counts days from 1904: they were read so. Check one date.",
    ),
}
"""Each note by its code; words in braces are filled from what was found."""
