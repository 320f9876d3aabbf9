"""`Document` to text without boilerplate, hyphenation and encoding damage, with the map to the raw offsets."""

from communique.clean.cleaning import clean
from communique.clean.text import Block, BlockKind, CleanText

__all__ = ["Block", "BlockKind", "CleanText", "clean"]
