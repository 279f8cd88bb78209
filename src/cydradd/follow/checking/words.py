"""What is said of each quality check and of duplicates, in both languages, with what to do."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.vocabulary.text import Bilingual

ACCURACY: Mapping[str, Bilingual] = {
    "zero_amount": Bilingual(
        "Swm y grant yw 0. Cywirwch ef, neu eglurwch yn y disgrifiad.",
        "The amount awarded is 0. Correct it, or explain it in the description.",
    ),
    "funder_prefix_unknown": Bilingual(
        "Nid yw id y cyllidwr yn dechrau â rhestr o org-id.guide. Ysgrifennwch ef fel GB-CHC-1000147.",
        "The funder’s id does not begin with a list of org-id.guide. Write it as GB-CHC-1000147.",
    ),
    "recipient_prefix_unknown": Bilingual(
        "Nid yw id y derbynnydd yn dechrau â rhestr o org-id.guide. Ysgrifennwch ef fel GB-CHC-1000147.",
        "The recipient’s id does not begin with a list of org-id.guide. Write it as GB-CHC-1000147.",
    ),
    "charity_number_format": Bilingual(
        "Nid yw hwn yn edrych fel rhif elusen: 6 neu 7 digid, ar ôl llythrennau os o’r Alban neu Ogledd Iwerddon.",
        "This does not look like a charity number: 6 or 7 digits, after letters if Scottish or Northern Irish.",
    ),
    "company_number_format": Bilingual(
        "Nid yw hwn yn edrych fel rhif cwmni: 8 nod, gyda’r seroau ar y blaen.",
        "This does not look like a company number: 8 characters, with the zeros in front.",
    ),
    "org_id_invalid": Bilingual(
        "Nid yw’r rhif ar ôl GB-CHC neu GB-COH o’r ffurf sydd gan y gofrestr honno. Gwiriwch ef.",
        "The number after GB-CHC or GB-COH is not of the form that register has. Check it.",
    ),
    "org_id_characters": Bilingual(
        "Mae toriad llinell yn id y corff: ni chaiff y grant ei ddangos gan offer eraill. Tynnwch ef.",
        "The organisation’s id holds a line break: other tools will not show the grant. Take it out.",
    ),
    "grant_id_characters": Bilingual(
        "Mae toriad llinell yn id y grant: ni chaiff y grant ei ddangos gan offer eraill. Tynnwch ef.",
        "The grant’s id holds a line break: other tools will not show the grant. Take it out.",
    ),
    "several_funders": Bilingual(
        "Mae id cyllidwr arall yn y ffeil. Cywirwch ef os un cyllidwr sydd.",
        "The file holds another funder’s id. Correct it if there is one funder only.",
    ),
    "email_in_text": Bilingual(
        "Mae’r testun yn edrych fel petai’n cynnwys cyfeiriad e-bost, a all fod yn ddata personol. Tynnwch ef.",
        "The text seems to hold an e-mail address, which may be personal data. Take it out.",
    ),
    "impossible_date": Bilingual("Nid oes y fath ddyddiad. Cywirwch ef.", "There is no such date. Correct it."),
    "planned_start_after_end": Bilingual(
        "Mae’r dechrau arfaethedig ar ôl y diwedd. Cywirwch y naill neu’r llall.",
        "The planned start is after the planned end. Correct one of them.",
    ),
    "actual_start_after_end": Bilingual(
        "Mae’r dechrau gwirioneddol ar ôl y diwedd. Cywirwch y naill neu’r llall.",
        "The actual start is after the actual end. Correct one of them.",
    ),
    "planned_over_12_years_ahead": Bilingual(
        "Mae’r dyddiad arfaethedig dros 12 mlynedd i ddod. Gwiriwch ef.",
        "The planned date is over 12 years ahead. Check it.",
    ),
    "actual_over_5_years_ahead": Bilingual(
        "Mae’r dyddiad gwirioneddol dros 5 mlynedd i ddod. Gwiriwch ef.",
        "The actual date is over 5 years ahead. Check it.",
    ),
    "over_25_years_ago": Bilingual(
        "Mae’r dyddiad dros 25 mlynedd yn ôl. Gwiriwch ef.", "The date is over 25 years ago. Check it."
    ),
    "award_in_future": Bilingual(
        "Mae’r dyddiad dyfarnu yn y dyfodol. Cywirwch ef, neu gadewch y grant allan nes iddo gael ei ddyfarnu.",
        "The award date is in the future. Correct it, or leave the grant out until it is awarded.",
    ),
    "individual_with_dei": Bilingual(
        "Mae gwybodaeth am amrywiaeth wrth grant i unigolyn, a allai ei adnabod. Tynnwch hi.",
        "A grant to an individual has information on diversity, which could identify them. Take it out.",
    ),
    "postcode_as_geocode": Bilingual(
        "Mae cod post wrth grant i unigolyn, a allai ei adnabod. Rhowch god ardal fwy.",
        "A grant to an individual has a postcode, which could identify them. Give the code of a larger area.",
    ),
    "funder_id_many_names": Bilingual(
        "Mae enw arall gan yr id cyllidwr hwn yn gynharach yn y ffeil: {first}. Defnyddiwch un enw.",
        "This funder’s id has another name earlier in the file: {first}. Use one name.",
    ),
    "funder_name_many_ids": Bilingual(
        "Mae id arall gan y cyllidwr hwn yn gynharach yn y ffeil: {first}. Defnyddiwch un id.",
        "This funder has another id earlier in the file: {first}. Use one id.",
    ),
}
"""Checks of accuracy: something is likely to be wrong."""

USEFULNESS: Mapping[str, Bilingual] = {
    "recipient_360g_id": Bilingual(
        "Eich id eich hun sydd gan y derbynnydd. Rhowch rif elusen neu gwmni os oes un, fel GB-CHC-1000147.",
        "The recipient has an id of your own. Give a charity or company number if it has one: GB-CHC-1000147.",
    ),
    "funder_360g_id": Bilingual(
        "Eich id eich hun sydd gan y cyllidwr. Rhowch rif elusen neu gwmni os oes un, fel GB-CHC-1000147.",
        "The funder has an id of your own. Give a charity or company number if it has one: GB-CHC-1000147.",
    ),
    "no_company_or_charity_number": Bilingual(
        "Nid oes rhif elusen na chwmni gan y derbynnydd. Ychwanegwch un os oes un.",
        "The recipient has neither charity nor company number. Add one if there is one.",
    ),
    "no_recipient_location": Bilingual(
        "Nid oes cod post na chod ardal gan y derbynnydd. Ychwanegwch un, fel y gellir gweld ble aeth yr arian.",
        "The recipient has neither postcode nor area code. Add one, so that it can be seen where the money went.",
    ),
    "no_programme": Bilingual(
        "Nid oes rhaglen grantiau. Ychwanegwch Grant Programme:Title os oes un.",
        "There is no grant programme. Add Grant Programme:Title if there is one.",
    ),
    "no_beneficiary_location": Bilingual(
        "Nid oes lle i’r buddiolwyr. Ychwanegwch Beneficiary Location:Name a’i god.",
        "There is no place of the beneficiaries. Add Beneficiary Location:Name and its code.",
    ),
    "title_is_description": Bilingual(
        "Yr un yw’r teitl a’r disgrifiad. Dywedwch ragor yn y disgrifiad.",
        "Title and description are the same. Say more in the description.",
    ),
    "title_over_140": Bilingual(
        "Mae’r teitl dros 140 nod. Byrhewch ef, a rhowch y gweddill yn y disgrifiad.",
        "The title is over 140 characters. Shorten it, and put the rest in the description.",
    ),
    "no_last_modified": Bilingual(
        "Nid oes Last Modified. Ychwanegwch pryd y newidiwyd y grant ddiwethaf.",
        "There is no Last Modified. Add when the grant was last changed.",
    ),
    "no_data_source": Bilingual(
        "Nid oes Data Source. Ychwanegwch gyfeiriad y data.",
        "There is no Data Source. Add the web address of the data.",
    ),
    "individual_without_details": Bilingual(
        "Nid oes rheswm na diben gan y grant hwn i unigolyn. Ychwanegwch To Individuals Details.",
        "This grant to an individual has neither reason nor purpose. Add To Individuals Details.",
    ),
    "duration_missing": Bilingual(
        "Nid oes hyd i’r grant. Ychwanegwch Planned Dates:Duration (months).",
        "The grant has no duration. Add Planned Dates:Duration (months).",
    ),
    "place_name_without_code": Bilingual(
        "Mae enw lle heb god. Ychwanegwch Beneficiary Location:Geographic Code.",
        "A place has a name and no code. Add Beneficiary Location:Geographic Code.",
    ),
    "beneficiary_without_recipient_place": Bilingual(
        "Mae lle gan y buddiolwyr a dim un gan y derbynnydd. Ychwanegwch Recipient Org:Postal Code.",
        "The beneficiaries have a place and the recipient has none. Add Recipient Org:Postal Code.",
    ),
    "recipient_without_beneficiary_place": Bilingual(
        "Mae lle gan y derbynnydd a dim un gan y buddiolwyr. Ychwanegwch Beneficiary Location:Geographic Code.",
        "The recipient has a place and the beneficiaries have none. Add Beneficiary Location:Geographic Code.",
    ),
}
"""Checks of usefulness: something is missing that readers need."""

DUPLICATES: Mapping[str, Bilingual] = {
    "duplicate_exact": Bilingual(
        "Mae’r un grant yn union eisoes yn {first}. Cedwir a chyfrifir y ddau. Dilëwch un os yr un grant ydyw.",
        "Exactly the same grant is at {first} already. Both are kept and counted. Delete one if it is one grant.",
    ),
    "duplicate_conflict": Bilingual(
        "Mae’r un id eisoes yn {first}, â chynnwys gwahanol. Cedwir a chyfrifir y ddau. Rhowch id i bob grant.",
        "The same id is at {first} already, with other content. Both are kept and counted. Give each grant its own id.",
    ),
}

CRITICAL = frozenset(
    (
        "zero_amount",
        "org_id_characters",
        "grant_id_characters",
        "several_funders",
        "email_in_text",
        "impossible_date",
        "award_in_future",
        "individual_with_dei",
        "postcode_as_geocode",
    )
)
"""Checks that stop a grant from being shown or may do harm (follow.md 3.8)."""
