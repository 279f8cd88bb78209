"""Rules of the cycle that are less than a whole function, each with the words that neutralise it.

``(rule, file, old, new)``: ``old`` occurs exactly once in the file of ``src/cydradd/cycle``.
"""

from __future__ import annotations

STANDING = [
    ("silence is not consent", "standing: Standing = Standing.WAITING", "standing: Standing = Standing.CONSENTED"),
    ("consent may be taken back", 'if act.code == "withdrawn":\n        standing', "if False:\n        standing"),
    (
        "consent ends an objection",
        "return PartnerState(state.partner, Standing.CONSENTED, act.at, consented_at=act.at)",
        "return replace(state, consented_at=act.at)",
    ),
    (
        "an objection is live",
        "return replace(state, standing=Standing.OBJECTED, since=act.at, objection=act)",
        "return state",
    ),
    ("an objection can be resolved", '("resolved", "withdrawn")', '("withdrawn",)'),
    ("an objection can be withdrawn", '("resolved", "withdrawn")', '("resolved",)'),
    (
        "consent before an objection counts once it is resolved",
        "Standing.CONSENTED if state.consented_at else Standing.WAITING",
        "Standing.WAITING",
    ),
    (
        "only an objection is mediated",
        "not state.objects or state.standing is Standing.MEDIATION",
        "state.standing is Standing.MEDIATION",
    ),
    (
        "a mediation opened twice is one",
        "not state.objects or state.standing is Standing.MEDIATION",
        "not state.objects",
    ),
    ("a mediation can close", '"mediation_closes": _mediation_closes,', ""),
    ("a mediation ends after 10 working days, not 9", "MEDIATION_DAYS = 10", "MEDIATION_DAYS = 9"),
    ("a mediation ends after 10 working days, not 11", "MEDIATION_DAYS = 10", "MEDIATION_DAYS = 11"),
    ("mediation time passes without any act", "return _mediation_ends(state, now) if over else state", "return state"),
    ("mediation is repeated", "MEDIATIONS = 2", "MEDIATIONS = 1"),
    ("mediation is repeated once", "MEDIATIONS = 2", "MEDIATIONS = 3"),
    (
        "a new objection is mediated anew",
        "return PartnerState(state.partner, standing, since, state.withdrawn, consented_at=state.consented_at)",
        "return replace(state, standing=standing, objection=None)",
    ),
    ("a pot's owner is no partner", ' or (act.kind == "consent" and act.object is not None)', ""),
    (
        "a mediation without a partner is everybody's",
        'return tuple(Partner) if act.kind.startswith("mediation") else ()',
        "return ()",
    ),
    ("an objection keeps its harm", "return self.objection.harm if self.objection else None", "return None"),
    ("an objection keeps its remedy", "return self.objection.remedy if self.objection else None", "return None"),
]

CONSENT = [
    ("an act is of its own gate", "        if act.gate == gate:\n", "        if True:\n"),
    ("an override needs an objection", "return bool(objecting) and all", "return all"),
    (
        "an override needs every objection mediated",
        "all(state.sustained for state in objecting)",
        "any(state.sustained for state in objecting)",
    ),
    ("an override line needs an objection", "any(state.objects for state in states)", "True"),
    (
        "an override line needs mediation and its repeat",
        "all(state.sustained for state in states if state.objects)",
        "True",
    ),
    ("an override is by a body in the round", "_in_round(override, seats),", "True,"),
    ("an override is by a public body", "if override.partner is not Partner.PUBLIC:", "if False:"),
    ("the public body has a seat", "return bool(public) and (", "return ("),
    ("the seat is a public one", "(override.seat is None or override.seat in public)", "True"),
    ("an override names an office", 'bool((override.office or "").strip())', "True"),
    ("an override names a legal ground", 'bool((override.ground or "").strip())', "True"),
    ("an override's reasons are in Welsh", '(text.cy or "").strip() and ', ""),
    ("an override's reasons are in English", ' and (text.en or "").strip()', ""),
    ("an override to come has not happened", "for act in in_order(events, as_of):", "for act in in_order(events):"),
    ("an owner may take consent back", '(lines and lines[-1].code == "withdrawn") or ', ""),
    ("an owner's row may refuse", " or pot.consent is False", ""),
    (
        "an owner's line is consent",
        "return True if lines or pot.consent else None",
        "return True if pot.consent else None",
    ),
    ("an owner's row is consent", "return True if lines or pot.consent else None", "return True if lines else None"),
    (
        "only a sustained objection is counted",
        "for state in by.values() if state.sustained",
        "for state in by.values() if state.objects",
    ),
    (
        "an override is judged by where partners stand that day",
        "now = [at(state, act.at) for state in gate.values()]",
        "now = list(gate.values())",
    ),
    ("an override is judged at its own gate", "states.setdefault(act.gate, {", "states.setdefault(None, {"),
    ("partners stand where time has left them", "{name: at(state, now) for name, state in states.items()}", "states"),
]

JUDGEMENT = [
    ("a contradicted fact closes the gate, override or not", "if facts is FactState.MISSING:", "if False:"),
    ("a gate opens when all holds", "if consent is FactState.HOLDS and facts is FactState.HOLDS:", "if False:"),
    (
        "facts count for opening",
        "if consent is FactState.HOLDS and facts is FactState.HOLDS:",
        "if consent is FactState.HOLDS:",
    ),
    (
        "consents count for opening",
        "if consent is FactState.HOLDS and facts is FactState.HOLDS:",
        "if facts is FactState.HOLDS:",
    ),
    ("an override is shown as one", "if overridden:", "if False:"),
    (
        "a refused consent closes the gate",
        "return State.CLOSED if consent is FactState.MISSING else State.NOT_EVIDENCED",
        "return State.NOT_EVIDENCED",
    ),
    (
        "what is not evidenced is not closed",
        "return State.CLOSED if consent is FactState.MISSING else State.NOT_EVIDENCED",
        "return State.CLOSED",
    ),
    ("a refused override opens nothing", "if line.stands and line.act.gate == gate", "if line.act.gate == gate"),
    ("an override is of its own gate", "if line.stands and line.act.gate == gate", "if line.stands"),
    (
        "an override does not cover a later objection",
        "return all(act.at <= standing[-1] for act in raised)",
        "return True",
    ),
]

PARTNERS = [
    ("a live objection closes the gate", "if state.objects:", "if False:"),
    ("consent taken back closes the gate", "if state.withdrawn:", "if False:"),
    (
        "silence beside others closes the gate",
        "return missing(code, detail=_SILENT) if others_spoke else not_evidenced(code)",
        "return not_evidenced(code)",
    ),
    (
        "silence of all is not evidenced",
        "return missing(code, detail=_SILENT) if others_spoke else not_evidenced(code)",
        "return missing(code, detail=_SILENT)",
    ),
    ("an objection stops a gate of facts", "if gate in NEEDS_CONSENT or state.objects", "if gate in NEEDS_CONSENT"),
    ("gates of facts need no consent", "if gate in NEEDS_CONSENT or state.objects", ""),
    *[
        (f"{gate.lower().replace('_', '-')} needs three consents", f"        Gate.{gate},\n", "")
        for gate in ("OPEN_LISTEN", "OPEN_DESIGN", "OPEN_APPLY", "OPEN_DELIVER", "OPEN_SHARE", "ENDING")
    ],
]

ACTS = [
    ("two languages within 60 seconds, not 59", "seconds=60", "seconds=59"),
    ("two languages within 60 seconds, not 61", "seconds=60", "seconds=61"),
    ("what is to come has not happened", "if until is None or event.at <= until", ""),
    ("order is by time", "key=lambda act: (act.at, act.seq or 0, act.row or 0)", "key=lambda act: 0"),
    ("then by sequence", "act.at, act.seq or 0, act.row or 0", "act.at, act.row or 0"),
    ("then by line", "act.at, act.seq or 0, act.row or 0", "act.at, act.seq or 0"),
    ("entries written verbatim are read", "if found is None:", "if True:"),
    ("a window that opened again is open", 'last[0].kind == "window_closes"', "True"),
    ("an unclosed opening counts from the second", "opens = act.at\n", "opens = opens or act.at\n"),
    ("days are local", "(local_date(self.closes) - local_date(self.opens)).days", "(self.closes - self.opens).days"),
    (
        "working days are local",
        "working_days(local_date(self.opens), local_date(self.closes))",
        "working_days(self.opens.date(), self.closes.date())",
    ),
    ("years without known bank holidays are not judged", "if known else None", "if known else 0"),
]

INTERESTS = [
    ("an interest in the seat's row counts", "set(seat.interests) for seat", "set() for seat"),
    ("a declared interest counts", "found.setdefault(act.seat, set()).update(act.links)", "pass"),
    (
        "a tied seat is recused",
        "return bool(declared(tables, events).get(seat, frozenset()) & applicants(tables, lot))",
        "return False",
    ),
    ("a partner with no seat left pauses the lot", "and held <= barred", "and not held"),
    ("blank values are no tie", 'ours & theirs - {""}', "ours & theirs"),
    ("org-ids are compared", '    "org_ids": lambda text: text.strip().upper(),\n', ""),
    ("trustees are compared", '    "trustees": _name,\n', ""),
    ("addresses are compared", '    "addresses": _name,\n', ""),
    ("telephones are compared", '    "telephones": _telephone,\n', ""),
    ("websites are compared", '    "websites": _domain,\n', ""),
    ("members of a consortium are applicants", "found[lot_of[member.application]].add(member.organisation)", "pass"),
    (
        "an interest is in one lot",
        "return applicants_by_lot(tables).get(lot, frozenset())",
        "return frozenset().union(*applicants_by_lot(tables).values())",
    ),
    ("recusals are of the lots tied to", " if interests & names", ""),
]

REFUSALS = [
    ("an objection without reasons is a defect", "and not _reasoned(act)", "and False"),
    ("harm must be said", "(objection.harm_plain, objection.harm),", ""),
    ("remedy must be said", "(objection.remedy_plain, objection.remedy),", ""),
]

FATES = [
    ("withdrawn is a fate", "if row.status in (Fate.WITHDRAWN, Fate.INELIGIBLE):", "if row.status == Fate.INELIGIBLE:"),
    ("ineligible is a fate", "if row.status in (Fate.WITHDRAWN, Fate.INELIGIBLE):", "if row.status == Fate.WITHDRAWN:"),
    (
        "a project set aside was not funded",
        "Fate(kind) if told else Fate.NOT_FUNDED",
        "Fate(kind) if told else Fate.WITHDRAWN",
    ),
    ("the ineligible are owed reasons", "{Fate.NOT_FUNDED, Fate.INELIGIBLE}, {", "{Fate.NOT_FUNDED}, {"),
    ("those not funded are owed reasons", "{Fate.NOT_FUNDED, Fate.INELIGIBLE}, {", "{Fate.INELIGIBLE}, {"),
    ("the withdrawn are owed none", "{Fate.FUNDED, Fate.WITHDRAWN}", "{Fate.FUNDED}"),
]

LIMITS = [
    (
        f"{name} is {value}, not {value + step}",
        f"{file}.py",
        f"{name} = {text.format(value)}",
        f"{name} = {text.format(value + step)}",
    )
    for file, name, value, text in (
        ("gates/open_listen", "NOTICE_DAYS", 10, "{}"),
        ("gates/open_design", "LISTENING_DAYS", 28, "{}"),
        ("gates/open_apply", "OPTIONS", 2, "{}"),
        ("gates/open_decide", "CALL_DAYS", 20, "{}"),
        ("gates/open_deliver", "FEEDBACK_DAYS", 10, "{}"),
        ("gates/open_deliver", "STANDSTILL_DAYS", 8, "{}"),
        ("gates/after_delivery", "PUBLISHED_WITHIN", 30, "timedelta(days={})"),
        ("../deliver/ending", "REPORT_DAYS", 20, "{}"),
        ("../deliver/runway", "LEAST_NOTICE", 3, "{}"),
    )
    for step in (-1, 1)
]

ENDINGS = [
    (
        "a decision on the day of the report is refused",
        "all(row.report_on < day for day in acted)",
        "all(row.report_on <= day for day in acted)",
    ),
    ("a decision without a report is refused", "return False if acted else None", "return None"),
    ("the report precedes notice", "(row.decided_on, row.notice_on, row.ended_on)", "(row.decided_on, row.ended_on)"),
    ("the report precedes the end", "(row.decided_on, row.notice_on, row.ended_on)", "(row.decided_on, row.notice_on)"),
    ("an ending at once is reported in 20 working days", "return None if too_late is None else False", "return True"),
    ("no notice is short notice", "return False if row.ended_on else None", "return None"),
    (
        "a gap longer than the notice cannot be judged",
        "(row.notice_on, -(-gap.numerator // gap.denominator)) else None",
        "(row.notice_on, 0) else None",
    ),
]

AT_ONCE = [
    ("a provider may withdraw at once", '{"provider_withdrew", "emergency"}', '{"emergency"}'),
    ("an emergency may end at once", '{"provider_withdrew", "emergency"}', '{"provider_withdrew"}'),
]

FEEDBACK = [
    ("feedback has a known code", '"code": not codes', '"code": False'),
    ("feedback is in Welsh", '"text_cy": not text.cy', '"text_cy": False'),
    ("feedback is in English", '"text_en": not text.en', '"text_en": False'),
    ("that the money ran out is not enough", "alone = codes == {MONEY_RAN_OUT}", "alone = False"),
]

BY_HAND = [
    *[(rule, "standing.py", old, new) for rule, old, new in STANDING],
    *[(rule, "consent.py", old, new) for rule, old, new in CONSENT],
    *[(rule, "gates/__init__.py", old, new) for rule, old, new in JUDGEMENT],
    *[(rule, "gates/consents.py", old, new) for rule, old, new in PARTNERS],
    *[(rule, "acts.py", old, new) for rule, old, new in ACTS],
    *[(rule, "interests.py", old, new) for rule, old, new in INTERESTS],
    *[(rule, "refusals.py", old, new) for rule, old, new in REFUSALS],
    *[(rule, "fates.py", old, new) for rule, old, new in FATES],
    *[(rule, "gates/ending.py", old, new) for rule, old, new in ENDINGS],
    *[(rule, "../deliver/ending.py", old, new) for rule, old, new in AT_ONCE],
    *[(rule, "../apply/feedback.py", old, new) for rule, old, new in FEEDBACK],
    *LIMITS,
]
