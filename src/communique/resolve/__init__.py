"""Drafts to records: actors, pronouns and nominals, dates, places; mentions of one contact folded into one."""
