"""Cleaned text to a parsed reading: sentences, quotations and spaCy's parse; knows nothing of records."""

from communique.read.model import load_model
from communique.read.quotes import Quotation
from communique.read.reading import Reading, read

__all__ = ["Quotation", "Reading", "load_model", "read"]
