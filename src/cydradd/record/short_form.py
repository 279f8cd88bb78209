"""Types of entry by the short form in which a round folder may write them (cycle.md section 3)."""

from __future__ import annotations

from collections.abc import Mapping

SHORT_FORM: Mapping[str, tuple[str, str | None, str | None]] = {
    "design.committed": ("commitment", None, None),
    "listen.opened": ("window_opens", "listen", None),
    "listen.closed": ("window_closes", "listen", None),
    "apply.opened": ("window_opens", "call", None),
    "apply.closed": ("window_closes", "call", None),
    "decide.opened": ("window_opens", "ballot", None),
    "decide.closed": ("window_closes", "ballot", None),
    "design.window_opened": ("window_opens", None, None),
    "design.window_closed": ("window_closes", None, None),
    "design.item_set": ("item", None, None),
    "design.option_stated": ("option", None, None),
    "design.contribution_made": ("contribution", None, None),
    "design.changed": ("change", None, None),
    "design.reply_given": ("reply", None, None),
    "design.draft_published": ("design_text", None, None),
    "design.agreed": ("decision", "design", None),
    "round.decided": ("decision", None, None),
    "consent.given": ("consent", None, None),
    "consent.withdrawn": ("consent", None, "withdrawn"),
    "objection.raised": ("objection", None, None),
    "objection.resolved": ("objection", None, "resolved"),
    "objection.withdrawn": ("objection", None, "withdrawn"),
    "objection.mediation_opened": ("mediation_opens", None, None),
    "objection.mediation_closed": ("mediation_closes", None, None),
    "override.used": ("override", None, None),
    "listen.reported": ("publish", "report", None),
    "round.published": ("publish", None, None),
    "decide.interest_declared": ("interest", None, None),
}
"""Kind, and the object and code that the type itself says; ``None``: the body says it."""
