"""The ledger: reports in, contacts out. This room knows nothing of parsing."""

from communique.record.ledger import Added, Ledger
from communique.record.state import State, current_state

__all__ = ["Added", "Ledger", "State", "current_state"]
