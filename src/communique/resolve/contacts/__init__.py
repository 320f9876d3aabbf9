"""Drafts of contacts to records: parties resolved, mentions of one contact folded into one."""

from communique.resolve.contacts.resolving import resolve_contacts

__all__ = ["resolve_contacts"]
