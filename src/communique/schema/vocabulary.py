"""The closed vocabularies of the records, as GUIDE.md of the gold set defines them."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["call", "meeting", "visit", "conference", "talks", "message", "channel", "contact"]
Status = Literal[
    "held",
    "ongoing",
    "planned",
    "proposed",
    "possible",
    "refused",
    "not_planned",
    "postponed",
    "cancelled",
    "denied",
]
Role = Literal["participant", "host", "mediator"]
Act = Literal[
    "demand",
    "appeal",
    "offer",
    "commit",
    "support",
    "reject",
    "criticise",
    "warn",
    "deny",
    "condition",
]
Direct = Literal["direct", "indirect", "mixed"]
Tone = Literal[
    "neutral",
    "asserting",
    "denying",
    "demanding",
    "appealing",
    "warning",
    "promising",
    "praising",
    "blaming",
    "conceding",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status, ...] = get_args(Status)
TONES: tuple[Tone, ...] = get_args(Tone)
DIRECTS: tuple[Direct, ...] = get_args(Direct)
ROLES: tuple[Role, ...] = get_args(Role)
ACTS: tuple[Act, ...] = get_args(Act)

TOOK_PLACE: frozenset[Status] = frozenset({"held", "ongoing"})
"""The statuses under which a contact counts as having happened (rule 3 of the design)."""

AHEAD: frozenset[Status] = frozenset({"planned", "proposed", "possible"})
"""The statuses of what may yet happen; those in neither set did not happen, or will not."""
