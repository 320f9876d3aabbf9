"""Reading to drafts with spans: contacts, statements, positions; knows nothing of who or when it really is."""
