"""The index of the search: everything public on the site, one row for each text and language."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cydradd_web.share.models.proposals import Proposal


class Entry(models.Model):
    """One text of one language that can be found.

    Attributes:
        round, proposal: Where it comes from; exactly one of them.
        thing: What it is a text of: the same for both languages of one thing, and for one body in every round.
        language: Empty of a proper name, which belongs to both.
        path: Address after the language: ``rounds/eithin-25-003/``.
        title, text, where: What is shown: a heading, more of the text, and the title of the round or proposal.
        title_words, exact: Folded words of the title and of everything, each between two spaces.
        wide: Those, and what each is also found by: candidate radicals and singulars.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, null=True, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, null=True, related_name="+")
    thing = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=2, blank=True, choices=[("cy", "cy"), ("en", "en")])
    path = models.TextField()
    title = models.TextField()
    text = models.TextField()
    where = models.TextField()
    title_words = models.TextField()
    exact = models.TextField()
    wide = models.TextField()

    class Meta:
        """Of one round or of one proposal."""

        constraints = (
            models.UniqueConstraint(fields=("round", "thing", "language"), name="entry_once_a_round"),
            models.UniqueConstraint(fields=("proposal", "thing", "language"), name="entry_once_a_proposal"),
            models.CheckConstraint(
                condition=Q(round__isnull=False, proposal__isnull=True) | Q(round__isnull=True, proposal__isnull=False),
                name="entry_of_one_source",
            ),
        )

    def __str__(self) -> str:
        return self.path


class Word(models.Model):
    """One word of the index: the vocabulary against which a query is expanded.

    ``plain``: it stands in a text of this source; otherwise texts are only found by it.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, null=True, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, null=True, related_name="+")
    word = models.CharField(max_length=100, db_index=True)
    plain = models.BooleanField()

    def __str__(self) -> str:
        return self.word
