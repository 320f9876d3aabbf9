"""The ledger: reports in, contacts out. This room knows nothing of parsing."""
