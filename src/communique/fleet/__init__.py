"""Many documents at once: extraction over the pipeline, and one writer of the ledger."""
