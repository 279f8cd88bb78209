"""The acts that a record can hold, by stage (record.md 3.2)."""

from __future__ import annotations

_BY_STAGE = {
    "round": "opened closed paused resumed decided published",
    "listen": "opened statement_made statement_moderated votes_cast votes_set_aside closed reported",
    "design": (
        "opened committed window_opened window_closed item_set option_stated need_stated contribution_made "
        "reply_given draft_published agreed changed"
    ),
    "apply": "opened member_consented submitted withdrawn eligibility_decided closed feedback_given",
    "decide": (
        "roll_closed opened interest_declared recused ballot_cast ballot_voided closed "
        "paper_sampled paper_checked ballots_published allocation_computed award_made award_declined"
    ),
    "deliver": (
        "agreement_signed payment_made checkin_received changed ending_proposed impact_reported notice_given "
        "transfer_planned ended ending_reviewed"
    ),
    "evaluate": "planned result_published synthesis_published story_shared story_withdrawn",
    "share": (
        "proposal_published proposal_revised proposal_sent response_given answer_given outcome_stated letter_given "
        "letter_withdrawn motion_opened motion_voted motion_closed practice_published practice_withdrawn "
        "influence_linked"
    ),
    "follow": "file_published",
    "consent": "given withdrawn",
    "objection": "raised mediation_opened mediation_closed resolved withdrawn",
    "override": "used",
    "record": "corrected erased unsealed key_rotated witness_changed loss_declared file_bound",
}

ACTS = frozenset(f"{stage}.{act}" for stage, acts in _BY_STAGE.items() for act in acts.split())
"""Every entry type."""
