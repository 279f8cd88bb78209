"""Letters of support."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cydradd.share.support import Body, Level
from cydradd.vocabulary.text import Language
from cydradd_web.components.rows import one_of_three, partner_column
from cydradd_web.share.models.proposals import Part, is_word, word_column


class Letter(Part):
    """One dated backing of one version, with its reasons, in the language of the writer.

    ``writer`` is an identifier or a pseudonym, and never shown; ``name`` is as they chose to be named. A letter that
    was withdrawn stays.
    """

    writer = models.TextField()
    body = word_column(Body)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    language = word_column(Language)
    why = models.TextField()
    difference = models.TextField()
    level = word_column(Level)
    name = models.TextField(null=True)
    partner = partner_column(null=True)
    place = models.CharField(max_length=20, null=True)
    representative = models.TextField(null=True)
    confirmed_by = models.TextField(null=True)
    verified_domain = models.TextField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason_cy = models.TextField(null=True)
    withdrawn_reason_en = models.TextField(null=True)

    class Meta(Part.Meta):
        """One letter a writer, also after a withdrawal."""

        constraints = (
            models.UniqueConstraint(fields=("proposal", "body", "writer"), name="letter_once"),
            is_word("letter_body", "body", Body),
            is_word("letter_language", "language", Language),
            is_word("letter_level", "level", Level),
            one_of_three("letter_partner"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False)
                | Q(withdrawn_reason_cy__isnull=True, withdrawn_reason_en__isnull=True),
                name="letter_withdrawn_whole",
            ),
        )
