"""The licence of everything that can be downloaded: named beside each link, and inside each file that can hold it."""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.vocabulary.text import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its SPDX identifier, with its name and its text in each language."""

    id: str
    name: Bilingual
    url: Bilingual

    def as_json(self) -> dict[str, object]:
        """``{"id", "name", "url"}``."""
        return {"id": self.id, "name": self.name.as_json(), "url": self.url.as_json()}

    def link(self, language: Language = Language.EN) -> str:
        """The value of a ``Link`` header (RFC 8288, relation ``license`` of RFC 4946)."""
        return f'<{self.url.side(language)}>; rel="license"'


OPEN_GOVERNMENT = Licence(
    "OGL-UK-3.0",
    Bilingual("Trwydded Llywodraeth Agored f3.0", "Open Government Licence v3.0"),
    Bilingual(
        "https://www.nationalarchives.gov.uk/doc/open-government-licence-cymraeg/version/3/",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
)
