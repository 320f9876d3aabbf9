"""What can go wrong, each with a message that a user can act on.

Every error that the project raises on purpose is a :class:`CommuniqueError`; its text is one line that names the file
(and the line in it, where there is one) and says what to do.
"""


class CommuniqueError(Exception):
    """The root of the tree; catch this to catch all of them."""


class SourceError(CommuniqueError):
    """A source (file, folder, page, line of a corpus) cannot be read as an article."""


class DateError(CommuniqueError):
    """A date given by a user or found in metadata is none."""


class LexiconError(CommuniqueError):
    """A row of the lexicon is wrong; the message names the file and the row."""


class ModelError(CommuniqueError):
    """No spaCy model for English is installed."""


class ExchangeError(CommuniqueError):
    """A file that should hold records (exchange format, JSON form) does not."""


class LedgerError(CommuniqueError):
    """A ledger cannot be opened, read or written, or holds nothing under a name; what it holds is as it was."""


class LakeError(CommuniqueError):
    """A lake cannot be opened, read or written, or is of another state of the software; what it holds is as it was."""


class QuestionError(CommuniqueError):
    """A question to the ledger that cannot be answered as asked; the message says what would do."""


class ExportError(CommuniqueError):
    """An export cannot be written, or cannot hold what it is asked for; what was there is as it was."""


class ExtraError(CommuniqueError):
    """An optional package is not installed; the message names the extra that brings it."""


class WorkerError(CommuniqueError):
    """The processes that documents are to be read in cannot be started."""
