-- Records by student and terminal ---------------------------------------------------------------------------------------
-- Ids are made by terminals: the same one may come from two of them, and for two students. Both are kept; of one student at
-- most one of them is ever proven. The children go first and come back last, so that no reference dangles.

CREATE TABLE kept_record (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    student_no TEXT NOT NULL,
    kind TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    class_code TEXT NOT NULL,
    revision INTEGER NOT NULL,
    base TEXT NOT NULL,
    instrument TEXT NOT NULL,
    terminal TEXT NOT NULL,
    envelope INTEGER REFERENCES envelope (number),
    status TEXT NOT NULL CHECK (status IN ('opened', 'proven', 'counted', 'quarantined')),
    reason TEXT,
    proof TEXT NOT NULL CHECK (proof IN ('none', 'pin', 'session')),
    submitted_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    current INTEGER NOT NULL DEFAULT 0,
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),  -- counted, but stands back among the revisions
    vouched INTEGER NOT NULL DEFAULT 0 CHECK (vouched BETWEEN 0 AND 2),
    waits_for TEXT NOT NULL DEFAULT '',  -- of a proven one: 'instrument:<name@version>' or 'record:<id>'
    retry INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO kept_record (number, id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, envelope,
    status, reason, proof, submitted_at, received_at, current, vouched, waits_for, retry)
SELECT number, id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, envelope,
    status, reason, proof, submitted_at, received_at, current, vouched,
    CASE WHEN status = 'proven' THEN 'instrument:' || instrument ELSE '' END, retry FROM record;

CREATE TABLE kept_content (
    number INTEGER PRIMARY KEY REFERENCES kept_record (number),
    sealed BLOB NOT NULL
) STRICT;
INSERT INTO kept_content (number, sealed) SELECT number, sealed FROM record_content;

CREATE TABLE kept_result (
    record INTEGER PRIMARY KEY REFERENCES kept_record (number),
    student_no TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    class_code TEXT NOT NULL,
    department_code TEXT NOT NULL,
    instrument TEXT NOT NULL,
    overall TEXT,
    level INTEGER,
    scores TEXT NOT NULL,
    counted_at INTEGER NOT NULL,
    current INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO kept_result (record, student_no, academic_year, class_code, department_code, instrument, overall, level, scores,
    counted_at, current)
SELECT record, student_no, academic_year, class_code, department_code, instrument, overall, level, scores, counted_at, current
FROM result;

DROP TABLE result;
DROP TABLE record_content;
DROP TABLE record;
ALTER TABLE kept_record RENAME TO record;
ALTER TABLE kept_content RENAME TO record_content;
ALTER TABLE kept_result RENAME TO result;

CREATE UNIQUE INDEX record_by_id ON record (id, terminal);
CREATE UNIQUE INDEX record_proven_by_id ON record (id, student_no) WHERE status IN ('proven', 'counted');
CREATE INDEX record_of_student ON record (student_no, kind, academic_year);
CREATE INDEX record_of_class ON record (academic_year, class_code, kind, status, student_no);
CREATE INDEX record_to_retry ON record (number) WHERE retry = 1;
CREATE INDEX record_waiting_for ON record (waits_for) WHERE waits_for <> '';
CREATE INDEX record_unchecked ON record (number) WHERE status = 'opened';
CREATE UNIQUE INDEX result_of_student ON result (student_no, academic_year) WHERE current = 1;
CREATE INDEX result_of_class ON result (academic_year, class_code) WHERE current = 1;

-- Plans and diagnoses on their way ----------------------------------------------------------------------------------------
-- Words (reasons, comments) are under their student's key.

CREATE TABLE proceeding (
    student_no TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('plan', 'diagnosis')),
    academic_year TEXT NOT NULL,
    state TEXT NOT NULL,
    active TEXT NOT NULL,
    record TEXT NOT NULL,
    revision INTEGER NOT NULL,
    words BLOB,
    comment BLOB,
    without_plan TEXT NOT NULL CHECK (without_plan IN ('no', 'explained', 'unexplained')),
    since INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    PRIMARY KEY (student_no, kind, academic_year)
) STRICT, WITHOUT ROWID;
CREATE INDEX proceeding_in_state ON proceeding (kind, state, academic_year);

CREATE TABLE proceeding_step (
    number INTEGER PRIMARY KEY,
    student_no TEXT NOT NULL,
    kind TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    step INTEGER NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    record TEXT NOT NULL,
    words BLOB,
    at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX proceeding_step_of ON proceeding_step (student_no, kind, academic_year, step);
CREATE TRIGGER proceeding_step_never_changes BEFORE UPDATE ON proceeding_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TRIGGER proceeding_step_stays BEFORE DELETE ON proceeding_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;

-- What was counted before there were proceedings waits for review.
INSERT INTO proceeding (student_no, kind, academic_year, state, active, record, revision, without_plan, since, steps)
SELECT student_no, kind, academic_year, 'submitted', '', id, revision, 'no', received_at, 1 FROM record
WHERE current = 1 AND kind IN ('plan', 'diagnosis');
INSERT INTO proceeding_step (student_no, kind, academic_year, step, from_state, to_state, action, actor, taken_by, record, at)
SELECT student_no, kind, academic_year, 1, 'draft', 'submitted', 'submit', 'student', 'student', record, since FROM proceeding;

-- What staff made of a V answer of one record.
CREATE TABLE evidence_verdict (
    student_no TEXT NOT NULL,
    record TEXT NOT NULL,
    indicator TEXT NOT NULL,
    verification TEXT NOT NULL CHECK (verification IN ('pending', 'confirmed', 'rejected')),
    given_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (student_no, record, indicator)
) STRICT, WITHOUT ROWID;

-- Who wished to be contacted, made where the record was counted. Whether it still waits follows from which record stands.
CREATE TABLE contact_task (
    number INTEGER PRIMARY KEY,
    student_no TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    record TEXT NOT NULL,
    addressee TEXT NOT NULL CHECK (addressee IN ('counselor', 'psychology-centre')),
    made_at INTEGER NOT NULL,
    done_by TEXT NOT NULL DEFAULT '',
    done_at INTEGER,
    note BLOB
) STRICT;
CREATE UNIQUE INDEX contact_task_of_record ON contact_task (student_no, record);
CREATE INDEX contact_task_to ON contact_task (addressee, student_no);

-- Feedback and notes ------------------------------------------------------------------------------------------------------

CREATE TABLE feedback_thread (
    student_no TEXT NOT NULL,
    id TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    class_code TEXT NOT NULL,
    department_code TEXT NOT NULL,
    addressee TEXT NOT NULL,
    about TEXT NOT NULL,
    state TEXT NOT NULL,
    assigned TEXT NOT NULL,
    reopening TEXT NOT NULL CHECK (reopening IN ('possible', 'used')),
    opened_at INTEGER NOT NULL,
    due TEXT NOT NULL,
    answered_at INTEGER,
    read_at INTEGER,
    PRIMARY KEY (student_no, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_of_class ON feedback_thread (class_code, opened_at);
CREATE INDEX feedback_of_department ON feedback_thread (department_code, opened_at);
CREATE INDEX feedback_addressed_to ON feedback_thread (addressee, opened_at);
CREATE INDEX feedback_assigned_to ON feedback_thread (assigned, opened_at) WHERE assigned <> '';
CREATE INDEX feedback_due ON feedback_thread (due) WHERE state IN ('open', 'assigned', 'reopened');

-- A thread whose opening record was disowned is nobody's, and as it was when it is claimed again.
CREATE VIEW feedback_shown AS SELECT * FROM feedback_thread AS thread WHERE EXISTS (SELECT 1 FROM record
    WHERE record.id = thread.id AND record.student_no = thread.student_no AND record.status = 'counted');

-- A student's post that came as a record has its words there; others are under the student's key here.
CREATE TABLE feedback_post (
    number INTEGER PRIMARY KEY,
    student_no TEXT NOT NULL,
    thread TEXT NOT NULL,
    actor TEXT NOT NULL,
    said_by TEXT NOT NULL,
    office TEXT NOT NULL,
    record TEXT NOT NULL,
    words BLOB,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX feedback_post_of_thread ON feedback_post (student_no, thread);
CREATE TRIGGER feedback_post_never_changes BEFORE UPDATE ON feedback_post BEGIN
    SELECT RAISE (ABORT, 'posts are only added');
END;
CREATE TRIGGER feedback_post_stays BEFORE DELETE ON feedback_post BEGIN
    SELECT RAISE (ABORT, 'posts are only added');
END;

CREATE TABLE teaching_note (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    from_when TEXT NOT NULL,
    unit TEXT NOT NULL,
    author TEXT NOT NULL,
    office TEXT NOT NULL,
    published_at INTEGER NOT NULL
) STRICT;
CREATE INDEX teaching_note_of_unit ON teaching_note (unit, number);

CREATE TABLE teaching_note_thread (
    note TEXT NOT NULL,
    student_no TEXT NOT NULL,
    thread TEXT NOT NULL,
    PRIMARY KEY (note, student_no, thread)
) STRICT, WITHOUT ROWID;

CREATE TABLE teaching_note_read (
    note TEXT NOT NULL,
    student_no TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (note, student_no)
) STRICT, WITHOUT ROWID;

-- Actions -----------------------------------------------------------------------------------------------------------------

CREATE TABLE student_action (
    student_no TEXT NOT NULL,
    action TEXT NOT NULL,
    verdict TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (student_no, action)
) STRICT, WITHOUT ROWID;
