"""The ledger: reports in, contacts out. This room knows nothing of parsing."""

from communique.record.adding import Added
from communique.record.ledger import Ledger
from communique.record.state import State, current_state

__all__ = ["Added", "Ledger", "State", "current_state"]
