"""The words that stand in a booklet, each in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PRINTED = {
    "booklet": _("Ballot booklet"),
    "paper_code": _("Code of this part"),
    "project": _("Project"),
    "cost": _("Cost"),
    "cross": _("Cross"),
    "order": _("Order of the projects, of 64"),
    "about": _(
        "Put a cross beside every project that you would like to see funded: at least 3, as many as you like. If you "
        "would fund none, leave it empty and return it."
    ),
    "sum": _("They may cost more together than the money there is: that is worked out by the rule of the round."),
    "money": _("Money to be shared:"),
    "no_name": _(
        "Do not write your name. Two people type your crosses in, neither seeing what the other has read, and your "
        "ballot counts as one that is cast on the web."
    ),
    "untranslated": _("Not in this language."),
    "back_to": _("Return this part to"),
    "by": _("It must be there when voting closes"),
    "tear": _("Tear off and keep: your receipt"),
    "web_code": _("Your code"),
    "either": _(
        "Until your booklet is typed in you can vote on the web with this code instead: then do not return the "
        "booklet. What is entered first counts."
    ),
    "vote_at": _("Vote on the web"),
    "find_at": _("Find your ballot in the record, with the same code"),
    "shows": _("After the count whoever has this code can see how you voted. Give it to nobody."),
}
"""Every word that stands in a booklet, in both languages."""
