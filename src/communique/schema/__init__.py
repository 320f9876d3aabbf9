"""The record types; this room knows nothing of where records come from or go."""

from communique.schema.codec import from_json, to_json
from communique.schema.drafts import (
    ContactDraft,
    PartyDraft,
    PositionDraft,
    StatementDraft,
    StatusDraft,
    Words,
)
from communique.schema.evidence import words_of
from communique.schema.feeds import FeedState
from communique.schema.records import (
    Actor,
    Contact,
    Document,
    Extraction,
    Party,
    Position,
    Problem,
    Statement,
    When,
)
from communique.schema.span import Sourced, Span
from communique.schema.vocabulary import (
    ACTS,
    AHEAD,
    DIRECTS,
    KINDS,
    ROLES,
    STATUSES,
    TONES,
    TOOK_PLACE,
    Act,
    Direct,
    Kind,
    Role,
    Status,
    Tone,
)

__all__ = [
    "ACTS",
    "AHEAD",
    "DIRECTS",
    "KINDS",
    "ROLES",
    "STATUSES",
    "TONES",
    "TOOK_PLACE",
    "Act",
    "Actor",
    "Contact",
    "ContactDraft",
    "Direct",
    "Document",
    "Extraction",
    "FeedState",
    "Kind",
    "Party",
    "PartyDraft",
    "Position",
    "PositionDraft",
    "Problem",
    "Role",
    "Sourced",
    "Span",
    "Statement",
    "StatementDraft",
    "Status",
    "StatusDraft",
    "Tone",
    "When",
    "Words",
    "from_json",
    "to_json",
    "words_of",
]
