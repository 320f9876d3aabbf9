-- The ledger, as one SQLite file. Times are ISO 8601 in UTC, dates are EDTF, spans are [start, end) in document.text.
-- Reports are facts: rows of document, reading, report, field, statement and position are written once and never
-- changed, except that a newer reading retires an older one. Contacts are conclusions: everything from `judgement` down
-- to `change` is computed from the active reports and the corrections, and `communique rebuild` computes it again.

-- ---- what was run -------------------------------------------------------------------------------------------------

CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    started  TEXT NOT NULL,
    command  TEXT NOT NULL,              -- "add", "watch", "rebuild", ...
    version  TEXT NOT NULL,              -- of the software
    lexicon  TEXT NOT NULL,              -- hash over the files of the lexicon, the user's own included
    model    TEXT NOT NULL               -- spaCy package and version
) STRICT;

-- ---- what was read ------------------------------------------------------------------------------------------------

-- One row a document as given. Two documents of one `hash` are one document; the same words from another publisher or
-- address are another document, and the same voice.
CREATE TABLE document (
    id        INTEGER PRIMARY KEY,       -- of this file alone; everything but the indexes below names a document by hash
    hash      TEXT NOT NULL UNIQUE,      -- SHA-256 over text, title, publisher, published, url
    name      TEXT NOT NULL,             -- the id it was given by: file name, record id; of several, the first by letters
    title     TEXT,
    publisher TEXT,
    published TEXT,                      -- EDTF, as its own metadata gives it
    url       TEXT,
    voice     TEXT NOT NULL,             -- hash of the document that speaks for all near-copies of this one; its own if alone
    run       INTEGER NOT NULL REFERENCES run,
    text      TEXT NOT NULL              -- raw, never changed; last, so that the other columns are read without it
) STRICT;
CREATE INDEX document_voice ON document (voice);
CREATE INDEX document_published ON document (published);
CREATE INDEX document_name ON document (name);

-- Locality-sensitive hashing of MinHash signatures: near-copies share a bucket of at least one band.
CREATE TABLE band (
    bucket   INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (bucket, document)
) STRICT, WITHOUT ROWID;

-- One reading of a document by one state of the software. The active one has `retired` NULL.
CREATE TABLE reading (
    id        INTEGER PRIMARY KEY,
    document  TEXT NOT NULL REFERENCES document (hash),
    run       INTEGER NOT NULL REFERENCES run,
    published TEXT,                      -- EDTF the relative dates were counted from: metadata, text, or the user's word
    given     TEXT,                      -- the user's word, for a document whose metadata has no date
    retired   INTEGER REFERENCES reading, -- the reading that took its place
    outside   INTEGER NOT NULL DEFAULT 0 CHECK (outside IN (0, 1)) -- 1: about no relations between sides, so without records
) STRICT;
CREATE INDEX reading_document ON reading (document);
CREATE UNIQUE INDEX reading_active ON reading (document) WHERE retired IS NULL;
CREATE INDEX reading_published ON reading (published, document) WHERE retired IS NULL;

-- What one article says of one contact.
CREATE TABLE report (
    key      TEXT NOT NULL,              -- "r-" and a hash of document and of where and what is told; the same in every ledger
    reading  INTEGER NOT NULL REFERENCES reading,
    document TEXT NOT NULL REFERENCES document (hash),
    ordinal  INTEGER NOT NULL,           -- in reading order, from 0
    kind     TEXT NOT NULL,
    status   TEXT NOT NULL,
    date     TEXT,                       -- EDTF
    place    TEXT,
    record   TEXT NOT NULL,              -- the whole schema.Contact as JSON, with every span
    PRIMARY KEY (reading, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_key ON report (key);
CREATE INDEX report_document ON report (document);

-- The same, field by field: one row a value and the words it was read from.
CREATE TABLE field (
    reading INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    name    TEXT NOT NULL,               -- kind, status, party, role, date, place, topic, initiator, source, level,
                                         -- format, duration, outcome, history, evidence
    nth     INTEGER NOT NULL,            -- from 0, where a field has several values
    value   TEXT NOT NULL,
    "start" INTEGER,                     -- NULL where the value comes from metadata
    "end"   INTEGER,
    note    TEXT,                        -- side of a party, anchor of a date, why a value is open
    PRIMARY KEY (reading, ordinal, name, nth),
    FOREIGN KEY (reading, ordinal) REFERENCES report (reading, ordinal)
) STRICT, WITHOUT ROWID;

-- In statements, positions and targets, who speaks stands as corrected and `record` as read.
CREATE TABLE statement (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL,               -- "s-" and a hash, as report.key
    reading INTEGER NOT NULL REFERENCES reading,
    document TEXT NOT NULL REFERENCES document (hash),
    ordinal INTEGER NOT NULL,
    speaker TEXT,                        -- canonical name or as written; NULL where the text names nobody
    side    TEXT,
    actor   TEXT,                        -- registry id
    direct  TEXT NOT NULL,
    tone    TEXT NOT NULL,
    "start" INTEGER NOT NULL,            -- of the cue
    "end"   INTEGER NOT NULL,
    content TEXT NOT NULL,               -- the reported matter, stretches joined by " ... "
    verdict TEXT CHECK (verdict IN ('right', 'wrong')),  -- a person's
    record  TEXT NOT NULL,               -- the whole schema.Statement as JSON
    UNIQUE (reading, ordinal)
) STRICT;
CREATE INDEX statement_key ON statement (key);
CREATE INDEX statement_side ON statement (side);
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_document ON statement (document);

CREATE TABLE position (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL,               -- "p-" and a hash
    reading INTEGER NOT NULL REFERENCES reading,
    document TEXT NOT NULL REFERENCES document (hash),
    ordinal INTEGER NOT NULL,
    holder  TEXT NOT NULL,
    side    TEXT,
    actor   TEXT,
    act     TEXT NOT NULL,
    "start" INTEGER NOT NULL,            -- of the content
    "end"   INTEGER NOT NULL,
    content TEXT NOT NULL,
    condition TEXT,
    verdict TEXT CHECK (verdict IN ('right', 'wrong')),  -- a person's
    record  TEXT NOT NULL,               -- the whole schema.Position as JSON
    UNIQUE (reading, ordinal)
) STRICT;
CREATE INDEX position_key ON position (key);
CREATE INDEX position_side ON position (side);
CREATE INDEX position_holder ON position (holder);
CREATE INDEX position_document ON position (document);

CREATE TABLE target (
    position INTEGER NOT NULL REFERENCES position,
    nth      INTEGER NOT NULL,
    name     TEXT NOT NULL,
    side     TEXT,
    actor    TEXT,
    PRIMARY KEY (position, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX target_side ON target (side);
CREATE INDEX target_name ON target (name);

CREATE TABLE problem (
    id       INTEGER PRIMARY KEY,
    run      INTEGER NOT NULL REFERENCES run,
    document TEXT REFERENCES document (hash), -- NULL where no document came of it
    source   TEXT,
    line     INTEGER,
    message  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX problem_once ON problem (message, ifnull(source, ''), ifnull(line, 0), ifnull(document, ''));

-- Full text over all documents and all statements, retired ones too. The words stand in the tables alone:
-- SELECT document FROM document_text WHERE document_text MATCH 'ceasefire'.
CREATE VIEW document_words AS SELECT id, title, text, hash AS document FROM document;
CREATE VIRTUAL TABLE document_text USING fts5 (
    title, text, document UNINDEXED, content = 'document_words', content_rowid = 'id', tokenize = 'unicode61'
);
CREATE VIRTUAL TABLE statement_text USING fts5 (content, content = 'statement', content_rowid = 'id', tokenize = 'unicode61');
CREATE VIRTUAL TABLE position_text USING fts5 (content, content = 'position', content_rowid = 'id', tokenize = 'unicode61');
CREATE TRIGGER position_indexed AFTER INSERT ON position BEGIN
    INSERT INTO position_text (rowid, content) VALUES (new.id, new.content);
END;

-- ---- what a person decided ----------------------------------------------------------------------------------------

-- A correction names a report, statement or position by key, never a contact, which may be computed anew: a word about
-- a contact (scope "contact") names its first report, and holds for whichever contact that report is in.
CREATE TABLE correction (
    id     INTEGER PRIMARY KEY,
    made   TEXT NOT NULL,
    who    TEXT NOT NULL,
    why    TEXT,
    verb   TEXT NOT NULL CHECK (verb IN ('right', 'wrong', 'set', 'same', 'different', 'actor')),
    scope  TEXT NOT NULL CHECK (scope IN ('contact', 'report', 'statement', 'position')),
    target TEXT NOT NULL,                -- key as it was when the correction was made
    other  TEXT,                         -- same, different: the key of the other report
    field  TEXT,                         -- set: kind, status, date, place, topics, initiator ...; actor: the name as read
    value  TEXT,                         -- set: the value as JSON; actor: {"id", "name", "side"} as JSON
    undone TEXT,                         -- when it was taken back; NULL while it holds
    undoer TEXT
) STRICT;

-- What a correction holds for now: after a re-reading, the record of the same document that tells the same. Computed.
CREATE TABLE anchor (
    correction INTEGER NOT NULL REFERENCES correction,
    part       TEXT NOT NULL CHECK (part IN ('target', 'other')),
    document   TEXT NOT NULL REFERENCES document (hash),
    key        TEXT,                     -- NULL where the active reading has nothing like it
    PRIMARY KEY (correction, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX anchor_document ON anchor (document);
CREATE INDEX anchor_key ON anchor (key);

-- ---- what is concluded: computed, and computed again at any time ---------------------------------------------------

-- By which state of the software and its lexicon; another one concludes everything again before it adds.
CREATE TABLE concluded (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    version TEXT NOT NULL
) STRICT;

-- Under which keys a report can meet others that may tell of the same contact.
CREATE TABLE block (
    key    TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_report ON block (report);

-- Two reports that were found to tell of one contact (score > 0) and why; a < b.
CREATE TABLE judgement (
    a     TEXT NOT NULL,
    b     TEXT NOT NULL,
    score REAL NOT NULL,
    why   TEXT NOT NULL,                 -- "same sides; same day; both calls"
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_b ON judgement (b);

CREATE TABLE contact (
    id        TEXT PRIMARY KEY,          -- "c-" and a hash of its first report; the same in every ledger
    kind      TEXT NOT NULL,
    status    TEXT NOT NULL,
    since     TEXT,                      -- EDTF: when the report came that gave it this status
    date      TEXT,                      -- EDTF
    earliest  TEXT,                      -- first and last day `date` can mean, for sorting and ranges
    latest    TEXT,
    place     TEXT,
    initiator TEXT,
    level     TEXT,
    format    TEXT,
    topics    TEXT NOT NULL,             -- JSON list
    outcome   TEXT,
    label     TEXT NOT NULL,             -- one line for people: "Emmanuel Macron (FRA), Vladimir Putin (RUS): call, held 2021-08-19"
    documents INTEGER NOT NULL,          -- how many documents report it
    voices    INTEGER NOT NULL,          -- how many of them are no copies of each other
    disputed  INTEGER NOT NULL,          -- how many disagreements
    verdict   TEXT CHECK (verdict IN ('right', 'wrong')),  -- a person's
    doubt     REAL NOT NULL,             -- 0 sure .. 1 unsure, for the order of the review queue
    first     TEXT,                      -- EDTF of publication of its first and latest report
    last      TEXT
) STRICT, WITHOUT ROWID;
-- By the first day a contact can mean, or its first report where it has no date: the order of every list.
CREATE INDEX contact_when ON contact (coalesce(earliest, latest, first), id);
CREATE INDEX contact_status ON contact (status, coalesce(earliest, latest, first), id);
CREATE INDEX contact_kind ON contact (kind, coalesce(earliest, latest, first), id);
CREATE INDEX contact_last ON contact (last, id);
CREATE INDEX contact_doubt ON contact (doubt, coalesce(earliest, latest, first), id); -- the queue of review
CREATE INDEX contact_verdict ON contact (verdict) WHERE verdict IS NOT NULL;
CREATE INDEX contact_place ON contact (place) WHERE place IS NOT NULL;
CREATE INDEX contact_topics ON contact (topics) WHERE topics <> '[]';

CREATE TABLE contact_report (
    report  TEXT PRIMARY KEY,            -- every active report is in just one contact
    contact TEXT NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_report_contact ON contact_report (contact);

CREATE TABLE contact_party (
    contact TEXT NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    nth     INTEGER NOT NULL,
    name    TEXT NOT NULL,
    side    TEXT,
    actor   TEXT,
    role    TEXT NOT NULL,
    PRIMARY KEY (contact, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_party_side ON contact_party (side, contact);
CREATE INDEX contact_party_name ON contact_party (name, contact);

-- The statuses a contact went through, each with the report that says so.
CREATE TABLE step (
    contact TEXT NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    nth     INTEGER NOT NULL,
    status  TEXT NOT NULL,
    at      TEXT,                        -- EDTF of publication of that report
    report  TEXT NOT NULL,
    PRIMARY KEY (contact, nth)
) STRICT, WITHOUT ROWID;

-- Two reports of one contact that cannot both be true.
CREATE TABLE disagreement (
    contact TEXT NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    nth     INTEGER NOT NULL,
    field   TEXT NOT NULL,               -- status, date, place, initiator, topics, parties
    a       TEXT NOT NULL,               -- report keys
    b       TEXT NOT NULL,
    value_a TEXT NOT NULL,
    value_b TEXT NOT NULL,
    weight  REAL NOT NULL,               -- how much it is worth a reader's time, 0 .. 1
    why     TEXT NOT NULL,
    PRIMARY KEY (contact, nth)
) STRICT, WITHOUT ROWID;

-- An id that a contact once had, for addresses that people kept.
CREATE TABLE former (
    id      TEXT NOT NULL,
    contact TEXT NOT NULL,
    PRIMARY KEY (id, contact)
) STRICT, WITHOUT ROWID;

-- The log of what changed when: the only table of conclusions that depends on the order of arrival.
CREATE TABLE change (
    id      INTEGER PRIMARY KEY,
    run     INTEGER NOT NULL REFERENCES run,
    at      TEXT NOT NULL,
    contact TEXT NOT NULL,
    what    TEXT NOT NULL,               -- new, status, date, report, merged, split, disagreement, gone
    before  TEXT,
    after   TEXT,
    report  TEXT
) STRICT;
CREATE INDEX change_at ON change (at);
CREATE INDEX change_contact ON change (contact);
