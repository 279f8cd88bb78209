"""What is said when something goes wrong on our side or on the browser's."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("page", "says"), [("/cy/", "Aeth rhywbeth o’i le ar ein hochr ni"), ("/en/", "Something went wrong on our side")]
)
def test_a_fault_of_ours_is_a_page_in_both_languages_that_reads_no_database(page: str, says: str) -> None:
    client = Client(raise_request_exception=False)  # this test may not use the database, so the view fails

    response = client.get(page)

    text = response.content.decode()
    assert response.status_code == 500
    assert says in text
    assert 'hreflang="cy"' in text or 'hreflang="en"' in text
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_name_that_is_not_ours_gets_the_page_for_bad_requests() -> None:
    response = Client(raise_request_exception=False).get("/en/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "We could not read what your browser sent" in response.content.decode()
    assert "evil.example" not in response.content.decode()
