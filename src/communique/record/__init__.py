"""The ledger: reports in, contacts out. This room knows nothing of parsing."""

from communique.record.adding import Added
from communique.record.corrections import Correction
from communique.record.ledger import Ledger
from communique.record.state import State, current_state
from communique.record.statistics import Statistics

__all__ = ["Added", "Correction", "Ledger", "State", "Statistics", "current_state"]
