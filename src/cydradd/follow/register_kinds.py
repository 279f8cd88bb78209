"""Kinds of files of registers, each known by its headings, and what is taken from it (`register_files.build`)."""

from __future__ import annotations

from dataclasses import dataclass

TABLES = (
    "CREATE TABLE lists (name VARCHAR, file VARCHAR, entries BIGINT, as_of DATE)",
    "CREATE TABLE charities (org_id VARCHAR, name VARCHAR, company VARCHAR, postcode VARCHAR)",
    "CREATE TABLE incomes (org_id VARCHAR, until DATE, income BIGINT)",
    "CREATE TABLE links (company VARCHAR, charity VARCHAR)",
    "CREATE TABLE same (id VARCHAR, canonical VARCHAR)",
    "CREATE TABLE pairs (a VARCHAR, b VARCHAR)",
    "CREATE TABLE companies (number VARCHAR, kind VARCHAR)",
    "CREATE TABLE scales (org_id VARCHAR, scale VARCHAR)",
    "CREATE TABLE postcodes (postcode VARCHAR, code VARCHAR)",
    "CREATE TABLE authorities (org_id VARCHAR, code VARCHAR)",
    "CREATE TABLE places (code VARCHAR, current VARCHAR, name_cy VARCHAR, name_en VARCHAR, country VARCHAR)",
    "CREATE TABLE prefixes (code VARCHAR, name VARCHAR)",
    "CREATE TABLE names (name VARCHAR, class VARCHAR)",
)

FOLDED = (
    "trim(regexp_replace(regexp_replace(lower(strip_accents({})), '[^a-z0-9]+', ' ', 'g'), "
    "'^the | (?:limited|ltd) ?$', '', 'g'))"
)
"""A name in the form in which names are compared: small letters and figures alone, without "the" and "limited"."""

_NAME = "_name"
"""The heading ``name`` as DuckDB normalizes it, since it is a word of SQL; of other headings it leaves out hyphens."""


def _names(column: str, code: str, where: str = "true") -> str:
    """The statement that takes names of bodies whose class is known."""
    return f"INSERT INTO names SELECT {FOLDED.format(column)}, {code} FROM source WHERE {column} <> '' AND {where}"  # noqa: S608


_ORG_ID = "'GB-CHC-' || registered_charity_number"
_COMPANY = "'GB-COH-' || lpad(upper(trim(charity_company_registration_number)), 8, '0')"
_PENCE = "CAST(round(CAST({} AS DECIMAL(18, 2)) * 100) AS BIGINT)"
_KIND = """CASE
    WHEN {0} ILIKE '%community interest%' THEN 'cic'
    WHEN {0} ILIKE '%guar%' OR {0} ILIKE '%LBG%' THEN 'guarantee'
    WHEN {0} ILIKE '%charter%' THEN 'charter'
    WHEN {0} ILIKE '%registered society%' OR {0} ILIKE '%industrial and provident%' THEN 'society'
    WHEN {0} ILIKE '%public limited%' OR {0} ILIKE 'plc' THEN 'plc'
    WHEN {0} ILIKE '%limited liability partnership%' OR {0} ILIKE 'llp' THEN 'llp'
    WHEN {0} ILIKE 'private limited%' OR {0} ILIKE 'ltd' THEN 'ltd' END"""


_CLASS_OF_ID = """CASE
    WHEN concat(org_id_a, ' ', org_id_b) SIMILAR TO '.*GB-(CHC|SC|NIC)-.*' THEN 'charity'
    WHEN org_id_a LIKE 'GB-MPR-%' THEN 'mutual' END"""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    Attributes:
        needs: Headings by which it is known, in small letters.
        takes: Statements that copy from the table ``source`` into those of the register; the last counts as its
            entries.
        as_of: Expression for the day of the extract.
    """

    name: str
    needs: frozenset[str]
    takes: tuple[str, ...]
    as_of: str = "NULL"


def _income(until: str, income: str) -> str:
    return (
        f"INSERT INTO incomes SELECT {_ORG_ID}, CAST(left({until}, 10) AS DATE), {_PENCE.format(income)} FROM source "  # noqa: S608
        f"WHERE {until} <> '' AND {income} <> ''"
    )


_MAIN = "AND coalesce(linked_charity_number, '0') = '0'"
_EXTRACTED = "CAST(left(max(date_of_extract), 10) AS DATE)"
KINDS = (
    Kind(
        "charities",
        frozenset(
            {"registered_charity_number", "charity_name", "latest_income", "charity_company_registration_number"}
        ),
        (
            _names("charity_name", "'charity'", "coalesce(linked_charity_number, '0') = '0'"),
            "INSERT INTO pairs SELECT DISTINCT "  # noqa: S608
            f"{_ORG_ID}, {_COMPANY} FROM source WHERE charity_company_registration_number <> '' {_MAIN}",
            f"{_income('latest_acc_fin_period_end_date', 'latest_income')} {_MAIN}",
            f"INSERT INTO charities SELECT {_ORG_ID}, charity_name, {_COMPANY}, charity_contact_postcode FROM source "  # noqa: S608
            f"WHERE true {_MAIN}",
        ),
        _EXTRACTED,
    ),
    Kind(
        "charity_incomes",
        frozenset({"registered_charity_number", "fin_period_end_date", "total_gross_income"}),
        (_income("fin_period_end_date", "total_gross_income"),),
        _EXTRACTED,
    ),
    *(
        Kind(
            "links",
            frozenset({"org_id_a", "org_id_b", column}),
            (
                _names(column, _CLASS_OF_ID, f"{_CLASS_OF_ID} IS NOT NULL"),
                "INSERT INTO pairs SELECT org_id_a, org_id_b FROM source",
            ),
        )
        for column in ("org_name", "org_name_b")
    ),
    Kind("links", frozenset({"org_id_a", "org_id_b"}), ("INSERT INTO pairs SELECT org_id_a, org_id_b FROM source",)),
    Kind(
        "charity_scales",
        frozenset({"reg_number", "scale"}),
        ("INSERT INTO scales SELECT 'GB-CHC-' || reg_number, scale FROM source",),
    ),
    Kind(
        "companies",
        frozenset({"companynumber", "companycategory"}),
        (f"INSERT INTO companies SELECT lpad(companynumber, 8, '0'), {_KIND.format('companycategory')} FROM source",),  # noqa: S608
    ),
    Kind(
        "sports_clubs_that_are_companies",
        frozenset({"casc_orgid", "ch_number", "ch_type"}),
        (
            "INSERT INTO pairs SELECT casc_orgid, ch_orgid FROM source",
            f"INSERT INTO companies SELECT lpad(ch_number, 8, '0'), {_KIND.format('ch_type')} FROM source",  # noqa: S608
        ),
    ),
    Kind("sports_clubs", frozenset({"id", "name", "postcode", "active"}), (_names(_NAME, "'sports_club'"),)),
    Kind("government", frozenset({"government-organisation", "name"}), (_names(_NAME, "'government'"),)),
    Kind(
        "councils",
        frozenset({"principal-local-authority", "official-name", "official-name-cy"}),
        tuple(_names(column, "'local_authority'") for column in ("officialnamecy", "officialname")),
    ),
    *(
        Kind(
            "councils",
            frozenset({f"local-authority-{land}"}),
            (_names(column, "'local_authority'"),),
        )
        for land, column in (("eng", "officialname"), ("sct", "officialname"), ("nir", _NAME))
    ),
    Kind(
        "places",
        frozenset({"ladcd", "ladcd_active", "ladnm_active", "ctrycd"}),
        ("INSERT INTO places SELECT ladcd, ladcd_active, NULL, ladnm_active, ctrycd FROM source",),
    ),
    Kind(
        "welsh_authorities",
        frozenset({"org_id", "gss_code", "name_en", "name_cy"}),
        (
            "INSERT INTO authorities SELECT org_id, gss_code FROM source",
            "INSERT INTO places SELECT gss_code, gss_code, name_cy, name_en, 'W92000004' FROM source",
        ),
    ),
    Kind(
        "authorities",
        frozenset({"org_id", "gss_code", "area_name"}),
        ("INSERT INTO authorities SELECT org_id, gss_code FROM source WHERE gss_code <> ''",),
    ),
    *(
        Kind(
            "postcodes",
            frozenset({"pcds", column}),
            (f"INSERT INTO postcodes SELECT pcds, {column} FROM source",),  # noqa: S608
        )
        for column in ("oslaua", "laua", "lad25cd", "lad24cd", "lad23cd")
    ),
)
"""The order is that of asking; every file is one kind or none."""
