"""The checks of funders and recipients, made once for each organisation and not again for each of its grants."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.follow.checking.found import Found, Grant
from cydradd.follow.checking.identities import is_charity_number, is_company_number, is_listed, is_of_its_register
from cydradd.vocabulary.facts import JsonValue

_REMEMBERED = 500_000
"""Organisations that are remembered; those after are looked at again each time."""

_BENEFICIARY_ONLY: Found = ("beneficiary_without_recipient_place", ("recipientOrganization",), None, "")
_RECIPIENT_ONLY: Found = ("recipient_without_beneficiary_place", (), None, "")
_NO_BENEFICIARY: Found = ("no_beneficiary_location", (), None, "")

Faults = tuple[tuple[str, str], ...]
"""Code of each fault of one organisation, and the field it is in."""


class Bodies:
    """What is known of the organisations of one file."""

    def __init__(self) -> None:
        self._recipients: dict[tuple[JsonValue, JsonValue, JsonValue], Faults] = {}
        self._funders: dict[JsonValue, Faults] = {}
        self._pairs: set[tuple[str, str]] = set()
        self._name_of: dict[str, str] = {}
        self._id_of: dict[str, str] = {}

    def funders(self, grant: Grant, found: list[Found]) -> None:
        """Every funder of a grant."""
        listed = grant.get("fundingOrganization")
        if listed.__class__ is not list:
            return
        for index, each in enumerate(listed):  # type: ignore[arg-type]
            if each.__class__ is not dict:
                continue
            id, name = each.get("id"), each.get("name")  # type: ignore[union-attr]
            if id.__class__ is not str or not id:
                continue
            faults = self._funders.get(id)
            if faults is None:
                faults = self._funders[id] = _faults_of_id(str(id), "funder")
                if len(self._funders) > 1:
                    found.append(("several_funders", ("fundingOrganization", index, "id"), id, ""))
            for code, field in faults:
                found.append((code, ("fundingOrganization", index, field), id, ""))
            if name.__class__ is str and (id, name) not in self._pairs:
                self._pair(str(id), str(name), index, found)

    def _pair(self, id: str, name: str, index: int, found: list[Found]) -> None:
        """An id and a name that were not seen together before."""
        self._pairs.add((id, name))
        first_name, first_id = self._name_of.setdefault(id, name), self._id_of.setdefault(name, id)
        if first_name != name:
            found.append(("funder_id_many_names", ("fundingOrganization", index, "name"), name, first_name))
        if first_id != id:
            found.append(("funder_name_many_ids", ("fundingOrganization", index, "id"), id, first_id))

    def recipients(self, grant: Grant, found: list[Found]) -> None:
        """Every organisation that received a grant, and where it and the beneficiaries are."""
        places = _beneficiaries(grant, found)
        listed = grant.get("recipientOrganization")
        if listed.__class__ is not list:
            return
        for index, each in enumerate(listed):  # type: ignore[arg-type]
            if each.__class__ is not dict:
                continue
            get = each.get  # type: ignore[union-attr]
            key = get("id"), get("charityNumber"), get("companyNumber")
            try:
                faults = self._recipients.get(key)
            except TypeError:  # no texts: the schema's business
                continue
            if faults is None:
                faults = _faults_of_recipient(*key)
                if len(self._recipients) < _REMEMBERED:
                    self._recipients[key] = faults
            for code, field in faults:
                found.append((code, ("recipientOrganization", index, field), get(field), ""))
            if not (get("postalCode") or _has_code(get("location"))):
                found.append(("no_recipient_location", ("recipientOrganization", index, "postalCode"), None, ""))
                if places:
                    found.append(_BENEFICIARY_ONLY)
            elif not places:
                found.append(_RECIPIENT_ONLY)


def _beneficiaries(grant: Grant, found: list[Found]) -> bool:
    """Whether a grant tells where its beneficiaries are; places with a name and no code are found."""
    listed = grant.get("beneficiaryLocation")
    if not listed:
        found.append(_NO_BENEFICIARY)
        return False
    if listed.__class__ is list:
        for index, each in enumerate(listed):  # type: ignore[arg-type]
            if each.__class__ is dict and each.get("name") and not each.get("geoCode"):  # type: ignore[union-attr]
                found.append(
                    ("place_name_without_code", ("beneficiaryLocation", index, "name"), each.get("name"), "")  # type: ignore[union-attr]
                )
    return True


def _has_code(location: JsonValue) -> bool:
    """Whether one of the places of an organisation has a code and its kind."""
    return isinstance(location, list) and any(
        isinstance(each, Mapping) and each.get("geoCode") and each.get("geoCodeType") for each in location
    )


def _faults_of_id(id: str, role: str) -> Faults:
    faults: list[tuple[str, str]] = []
    if id.casefold().startswith("360g"):
        faults.append((f"{role}_360g_id", "id"))
    elif not is_listed(id):
        faults.append((f"{role}_prefix_unknown", "id"))
    if not is_of_its_register(id):
        faults.append(("org_id_invalid", "id"))
    if "\n" in id:
        faults.append(("org_id_characters", "id"))
    return tuple(faults)


def _faults_of_recipient(id: JsonValue, charity: JsonValue, company: JsonValue) -> Faults:
    faults = list(_faults_of_id(id, "recipient")) if isinstance(id, str) and id else []
    if isinstance(charity, str) and charity and not is_charity_number(charity):
        faults.append(("charity_number_format", "charityNumber"))
    if isinstance(company, str) and company and not is_company_number(company):
        faults.append(("company_number_format", "companyNumber"))
    if not charity and not company:
        faults.append(("no_company_or_charity_number", "id"))
    return tuple(faults)
