"""Reports merged into contacts: where they meet, how they are weighed, put together and concluded from.

Pure functions over `communique.schema.reports`; this room knows nothing of where reports are stored.
"""

from communique.record.merging.blocking import blocks, first_day
from communique.record.merging.clustering import cluster, cluster_connected
from communique.record.merging.concluding import conclude
from communique.record.merging.features import Features
from communique.record.merging.judging import judge
from communique.record.merging.merging import judgements, merged

__all__ = [
    "Features",
    "blocks",
    "cluster",
    "cluster_connected",
    "conclude",
    "first_day",
    "judge",
    "judgements",
    "merged",
]
