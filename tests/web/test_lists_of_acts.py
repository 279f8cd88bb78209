"""A round that is made of people's acts offers the lists that hold something, as one that came as files does."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.acting import SLUG, convened
from tests.web.test_downloads import body, rows_of

from cydradd.design.needs import Need
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components.rows import add_row
from cydradd_web.design.models import Need as NeedRow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["cy", "en"])
def test_lists_that_hold_something_are_offered_and_no_others(client: Client, language: str) -> None:
    round_id = convened()
    add_row(
        NeedRow,
        "design/needs.csv",
        round_id,
        Need("N1", Bilingual("Cwmni", "Company"), "loneliness", "W06000002", Pence(5)),
    )

    page = client.get(f"/{language}/rounds/{SLUG}/data/").content.decode()

    offered = {
        name
        for name in ("needs", "seats", "record", "applications", "payments", "statements")
        if f"/data/{name}.csv" in page
    }
    assert offered == {"needs", "seats", "record"}
    assert rows_of(body(client, f"/rounds/{SLUG}/data/needs.csv"))[0]["title_en"] == "Company"
