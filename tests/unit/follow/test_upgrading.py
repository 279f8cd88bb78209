"""Releases of OCDS 1.0 become releases of 1.1, and lose nothing."""

from copy import deepcopy
from typing import Any

from cydradd.follow.contracts.upgrading import is_old, upgrade

OLD: dict[str, Any] = {
    "ocid": "ocds-1-a",
    "id": "1",
    "date": "2016-01-01T00:00:00Z",
    "tag": ["contract"],
    "buyer": {"identifier": {"scheme": "GB-LAE", "id": "BOL"}, "name": "Council", "address": {"locality": "Bolton"}},
    "tender": {
        "id": "t",
        "procuringEntity": {"identifier": {"scheme": "GB-LAE", "id": "BOL"}, "name": "The council"},
        "tenderers": [{"name": "Cwmni"}],
        "amendment": {"date": "2016-01-02T00:00:00Z", "rationale": "more time"},
    },
    "awards": [{"id": "1", "suppliers": [{"identifier": {"id": "77"}, "name": "Cwmni"}]}],
    "contracts": [
        {
            "id": "1",
            "awardID": "1",
            "implementation": {
                "transactions": [
                    {
                        "id": "1",
                        "amount": {"amount": 5, "currency": "GBP"},
                        "providerOrganization": {"scheme": "GB-LAE", "id": "BOL"},
                        "receiverOrganization": {"id": "77"},
                    }
                ]
            },
        }
    ],
}


def test_organisations_move_to_the_parties_with_every_role_they_have() -> None:
    found = upgrade(OLD)

    roles = {party["id"]: party["roles"] for party in found["parties"]}  # type: ignore[union-attr, index, call-overload]
    assert roles.pop("GB-LAE-BOL") == ["buyer", "procuringEntity", "payer"]
    assert roles.pop("77") == ["supplier", "payee"]
    assert list(roles.values()) == [["tenderer"]]
    assert found["buyer"] == {"name": "Council", "id": "GB-LAE-BOL"}


def test_what_two_places_say_differently_of_one_organisation_is_kept_in_its_place() -> None:
    old = deepcopy(OLD)
    old["tender"]["procuringEntity"]["address"] = {"locality": "Elsewhere"}

    found: Any = upgrade(old)

    assert found["parties"][0]["address"] == {"locality": "Bolton"}
    assert found["tender"]["procuringEntity"] == {
        "name": "The council",
        "address": {"locality": "Elsewhere"},
        "id": "GB-LAE-BOL",
    }


def test_an_amendment_becomes_the_only_one_of_a_list_and_a_transaction_says_value_payer_and_payee() -> None:
    found: Any = upgrade(OLD)

    assert found["tender"]["amendments"] == [OLD["tender"]["amendment"]]
    assert found["contracts"][0]["implementation"]["transactions"] == [
        {
            "id": "1",
            "value": {"amount": 5, "currency": "GBP"},
            "payer": {"id": "GB-LAE-BOL"},
            "payee": {"id": "77"},
        }
    ]


def test_a_release_that_was_brought_up_to_date_stays_as_it_is() -> None:
    found = upgrade(OLD)

    assert upgrade(found) == found
    assert not is_old(found)


def test_the_release_given_is_left_alone() -> None:
    before = deepcopy(OLD)

    upgrade(OLD)

    assert before == OLD


def test_the_package_says_whether_a_release_is_old_and_where_it_says_nothing_its_organisations_do() -> None:
    assert is_old(OLD, "1.0") and is_old(OLD)
    assert not is_old(OLD, "1.1")
    assert not is_old({"buyer": {"id": "1", "name": "Council"}})
