-- Times are milliseconds since 1970 UTC. Students appear as HMAC(pepper, student_no) only.

CREATE TABLE chains (
    id          TEXT    NOT NULL PRIMARY KEY,
    place       INTEGER NOT NULL UNIQUE CHECK (place >= 1),
    last_seq    INTEGER NOT NULL CHECK (last_seq >= 0),
    last_sha256 BLOB    NOT NULL CHECK (length(last_sha256) = 32)
) STRICT, WITHOUT ROWID;

-- `state`: 0 waiting, 1 stored, 2 quarantined, 3 refused. `place` is the chain's: chains are pushed in their order. `epoch` and
-- `received_at` are the receipt's, so that purging counts the platform's time and not this machine's.
CREATE TABLE envelopes (
    place       INTEGER NOT NULL REFERENCES chains (place),
    seq         INTEGER NOT NULL CHECK (seq >= 1),
    id          TEXT    NOT NULL UNIQUE,
    sha256      BLOB    NOT NULL CHECK (length(sha256) = 32),
    kind        TEXT    NOT NULL,
    captured_at INTEGER NOT NULL,
    state       INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    reason      TEXT    NOT NULL DEFAULT '',
    receipt     TEXT,
    epoch       BLOB CHECK (epoch IS NULL OR length(epoch) = 16),
    received_at INTEGER,
    bytes       TEXT    NOT NULL,
    PRIMARY KEY (place, seq)
) STRICT;

CREATE INDEX envelopes_by_state ON envelopes (state, place, seq, epoch, received_at);

CREATE TABLE drafts (
    id            BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    student       BLOB    NOT NULL CHECK (length(student) = 32),
    kind          TEXT    NOT NULL,
    academic_year TEXT    NOT NULL,
    wrapped_key   BLOB    NOT NULL,
    started_at    INTEGER NOT NULL,
    saved_at      INTEGER NOT NULL,
    saves         INTEGER NOT NULL,
    -- When its days began; nothing while the clock has not been believable.
    lives_from    INTEGER,
    body          BLOB    NOT NULL
) STRICT;

CREATE INDEX drafts_by_student ON drafts (student);

-- How often a PIN was tried at the drafts of a number; written before the try is made.
CREATE TABLE attempts (
    student  BLOB    NOT NULL PRIMARY KEY CHECK (length(student) = 32),
    failed   INTEGER NOT NULL CHECK (failed >= 0),
    tried_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE last_submissions (
    student       BLOB    NOT NULL CHECK (length(student) = 32),
    kind          TEXT    NOT NULL,
    academic_year TEXT    NOT NULL,
    id            TEXT    NOT NULL,
    revision      INTEGER NOT NULL CHECK (revision >= 1),
    PRIMARY KEY (student, kind, academic_year)
) STRICT, WITHOUT ROWID;

CREATE TABLE consents (
    student BLOB    NOT NULL CHECK (length(student) = 32),
    purpose TEXT    NOT NULL,
    notice  TEXT    NOT NULL,
    given   INTEGER NOT NULL CHECK (given IN (0, 1)),
    at      INTEGER NOT NULL,
    PRIMARY KEY (student, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
    only    INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    version INTEGER NOT NULL CHECK (version >= 1),
    etag    TEXT    NOT NULL,
    bytes   TEXT    NOT NULL
) STRICT;

CREATE TABLE pending_identity (
    only      INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    sign_seed BLOB    NOT NULL CHECK (length(sign_seed) = 32),
    tls_key   TEXT    NOT NULL,
    code      TEXT    NOT NULL
) STRICT;

CREATE TABLE identity (
    only        INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    terminal    TEXT    NOT NULL,
    sign_seed   BLOB    NOT NULL CHECK (length(sign_seed) = 32),
    tls_key     TEXT    NOT NULL,
    certificate TEXT    NOT NULL,
    root        BLOB    NOT NULL CHECK (length(root) = 32),
    key_set     TEXT    NOT NULL
) STRICT;

CREATE TABLE time_floor (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    at   INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
