"""A lake: what was read of more articles than one ledger is for, as Parquet files that any engine asks.

`scale` fills it on Ray, on this machine or many; `bring` takes a slice of it into a ledger.
"""

from communique.fleet.lake.importing import bring
from communique.fleet.lake.scaling import Scaled, scale

__all__ = ["Scaled", "bring", "scale"]
