-- Imports -----------------------------------------------------------------------------------------------------------------

ALTER TABLE import_batch ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
CREATE INDEX import_batch_by_hash ON import_batch (kind, hash);

-- What a partial import left out, and why: the first thousand.
CREATE TABLE import_line (
    batch INTEGER NOT NULL REFERENCES import_batch (number),
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    header TEXT NOT NULL,
    expected TEXT NOT NULL,
    PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;

-- The objection by which a datum counts no more; it stays.
ALTER TABLE observation ADD COLUMN withdrawn_by INTEGER;

-- Warnings ----------------------------------------------------------------------------------------------------------------
-- Words (tasks, reasons, objections and their answers) are under their student's key.

CREATE TABLE warning (
    student_no TEXT NOT NULL REFERENCES student (student_no),
    academic_year TEXT NOT NULL,
    rule TEXT NOT NULL,
    term TEXT NOT NULL,
    colour TEXT NOT NULL CHECK (colour IN ('yellow', 'orange', 'red')),
    value TEXT NOT NULL,
    threshold TEXT NOT NULL,
    source TEXT NOT NULL,
    as_of TEXT,
    standing TEXT NOT NULL CHECK (standing IN ('raised', 'cleared')),
    state TEXT NOT NULL,
    words BLOB,
    due TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (student_no, academic_year, rule, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX warning_open ON warning (academic_year, student_no) WHERE state NOT IN ('resolved', 'expired', 'data_error');

CREATE TABLE warning_step (
    number INTEGER PRIMARY KEY,
    student_no TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    rule TEXT NOT NULL,
    term TEXT NOT NULL,
    at INTEGER NOT NULL,
    taken_by TEXT NOT NULL,
    action TEXT NOT NULL,
    colour TEXT NOT NULL,
    words BLOB
) STRICT;
CREATE INDEX warning_step_of_student ON warning_step (student_no, academic_year);
CREATE TRIGGER warning_step_never_changes BEFORE UPDATE ON warning_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TRIGGER warning_step_stays BEFORE DELETE ON warning_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;

CREATE TABLE objection (
    number INTEGER PRIMARY KEY,
    student_no TEXT NOT NULL REFERENCES student (student_no),
    academic_year TEXT NOT NULL,
    indicator TEXT NOT NULL,
    observation INTEGER NOT NULL UNIQUE REFERENCES observation (number),
    text BLOB,
    state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed')),
    made_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL DEFAULT '',
    answer BLOB,
    answered_at INTEGER
) STRICT;
CREATE INDEX objection_of_student ON objection (student_no, academic_year);
CREATE INDEX objection_open ON objection (student_no) WHERE state = 'open';

-- Students whose data of a year have changed since their warnings were evaluated. A number is never given twice: an evaluation
-- takes away only the mark that it has seen.
CREATE TABLE evaluation (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    student_no TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    UNIQUE (student_no, academic_year)
) STRICT;
