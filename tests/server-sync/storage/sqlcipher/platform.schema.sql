-- version 8
CREATE VIEW feedback_shown AS SELECT * FROM feedback_thread AS thread WHERE EXISTS (SELECT 1 FROM record
    WHERE record.id = thread.id AND record.student_no = thread.student_no AND record.status = 'counted');
CREATE VIEW observation_standing AS SELECT * FROM observation
WHERE number <= (SELECT number FROM observation_horizon)
AND (superseded_by IS NULL OR superseded_by > (SELECT number FROM observation_horizon));
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN
    SELECT RAISE (ABORT, 'the log is only added to');
END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN
    SELECT RAISE (ABORT, 'the log is only added to');
END;
CREATE TRIGGER bundle_never_changes BEFORE UPDATE ON bundle BEGIN
    SELECT RAISE (ABORT, 'a published bundle never changes');
END;
CREATE TRIGGER bundle_stays BEFORE DELETE ON bundle BEGIN
    SELECT RAISE (ABORT, 'a published bundle stays');
END;
CREATE TRIGGER feedback_post_never_changes BEFORE UPDATE ON feedback_post BEGIN
    SELECT RAISE (ABORT, 'posts are only added');
END;
CREATE TRIGGER feedback_post_stays BEFORE DELETE ON feedback_post BEGIN
    SELECT RAISE (ABORT, 'posts are only added');
END;
CREATE TRIGGER feedback_step_never_changes BEFORE UPDATE ON feedback_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TRIGGER feedback_step_stays BEFORE DELETE ON feedback_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TRIGGER proceeding_step_never_changes BEFORE UPDATE ON proceeding_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TRIGGER proceeding_step_stays BEFORE DELETE ON proceeding_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TRIGGER warning_step_never_changes BEFORE UPDATE ON warning_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TRIGGER warning_step_stays BEFORE DELETE ON warning_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TABLE activation_code (
    student_no TEXT PRIMARY KEY REFERENCES student (student_no),
    hash BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TABLE bundle (
    version INTEGER PRIMARY KEY,
    wire TEXT NOT NULL,
    payload TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE TABLE bundle_instrument (
    instrument TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES bundle (version),
    PRIMARY KEY (instrument, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE certificate (
    serial TEXT PRIMARY KEY,
    terminal TEXT NOT NULL REFERENCES terminal (id),
    pem TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    not_after INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE chain (
    terminal TEXT NOT NULL,
    chain TEXT NOT NULL,
    have_seq INTEGER NOT NULL,
    have_sha256 BLOB NOT NULL,
    safe_seq INTEGER NOT NULL DEFAULT 0,
    highest_seq INTEGER NOT NULL,
    forked_at INTEGER,
    PRIMARY KEY (terminal, chain)
) STRICT, WITHOUT ROWID;
CREATE TABLE chain_ahead (
    terminal TEXT NOT NULL,
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    prev BLOB NOT NULL,
    PRIMARY KEY (terminal, chain, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE class_assignment (
    user TEXT NOT NULL REFERENCES staff (user),
    class_code TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (user, class_code, from_day)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE enrol_code (
    hash BLOB PRIMARY KEY,
    terminal TEXT NOT NULL REFERENCES terminal (id),
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    sign_key BLOB,
    csr_hash BLOB,
    answer TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE envelope (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    terminal TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    header TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    epoch BLOB NOT NULL,
    receipt_kid TEXT NOT NULL,
    receipt_sig BLOB NOT NULL
) STRICT;
CREATE TABLE envelope_body (
    number INTEGER PRIMARY KEY REFERENCES envelope (number),
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE evaluation (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    student_no TEXT NOT NULL,
    academic_year TEXT NOT NULL, awaits INTEGER NOT NULL DEFAULT 0,
    UNIQUE (student_no, academic_year)
) STRICT;
CREATE TABLE evidence_verdict (
    student_no TEXT NOT NULL,
    record TEXT NOT NULL,
    indicator TEXT NOT NULL,
    verification TEXT NOT NULL CHECK (verification IN ('pending', 'confirmed', 'rejected')),
    given_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (student_no, record, indicator)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE feedback_step (
    number INTEGER PRIMARY KEY,
    student_no TEXT NOT NULL,
    thread TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    assigned TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
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
CREATE TABLE import_batch (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    accepted INTEGER NOT NULL
, rejected INTEGER NOT NULL DEFAULT 0, taken INTEGER NOT NULL DEFAULT 1 CHECK (taken IN (0, 1))) STRICT;
CREATE TABLE import_line (
    batch INTEGER NOT NULL REFERENCES import_batch (number),
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    header TEXT NOT NULL,
    expected TEXT NOT NULL,
    PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE login_failure (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE login_source (
    subject TEXT NOT NULL,
    source TEXT NOT NULL,
    last_success INTEGER NOT NULL,
    PRIMARY KEY (subject, source)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE observation (
    number INTEGER PRIMARY KEY,
    student_no TEXT NOT NULL REFERENCES student (student_no),
    indicator TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    term TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    as_of TEXT NOT NULL,
    batch TEXT NOT NULL,
    superseded_by INTEGER
, withdrawn_by INTEGER) STRICT;
CREATE TABLE observation_horizon (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT;
CREATE TABLE pin_key (
    student_no TEXT NOT NULL REFERENCES student (student_no),
    valid_from INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    valid_until INTEGER,
    PRIMARY KEY (student_no, valid_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE platform (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE proof_failure (
    student_no TEXT NOT NULL,
    terminal TEXT NOT NULL,
    failures INTEGER NOT NULL,
    PRIMARY KEY (student_no, terminal)
) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine (
    number INTEGER PRIMARY KEY,
    terminal TEXT NOT NULL,
    id TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    reason TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    envelope INTEGER REFERENCES envelope (number),
    record INTEGER,
    size INTEGER NOT NULL,
    bytes BLOB,
    resolution TEXT NOT NULL DEFAULT '' CHECK (resolution IN ('', 'discarded', 'released')),
    resolved_by TEXT,
    resolved_at INTEGER
) STRICT;
CREATE TABLE "record" (
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
CREATE TABLE "record_content" (
    number INTEGER PRIMARY KEY REFERENCES "record" (number),
    sealed BLOB NOT NULL
) STRICT;
CREATE TABLE "result" (
    record INTEGER PRIMARY KEY REFERENCES "record" (number),
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
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    kind TEXT NOT NULL,
    bound_to TEXT NOT NULL,
    csrf TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (
    group_kind TEXT NOT NULL,
    group_code TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    number INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    students INTEGER NOT NULL,
    sums TEXT NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (group_kind, group_code, academic_year, number)
) STRICT;
CREATE TABLE staff (
    user TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE student (
    student_no TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    class_code TEXT NOT NULL REFERENCES unit (code),
    entered TEXT NOT NULL,
    status TEXT NOT NULL,
    card_no TEXT,
    grade_override INTEGER,
    graduates_on TEXT,
    internship_from TEXT,
    adult_on TEXT
, returned_on TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE student_action (
    student_no TEXT NOT NULL,
    action TEXT NOT NULL,
    verdict TEXT NOT NULL,
    at INTEGER NOT NULL, content BLOB,
    PRIMARY KEY (student_no, action)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE teaching_note_read (
    note TEXT NOT NULL,
    student_no TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (note, student_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE teaching_note_thread (
    note TEXT NOT NULL,
    student_no TEXT NOT NULL,
    thread TEXT NOT NULL,
    PRIMARY KEY (note, student_no, thread)
) STRICT, WITHOUT ROWID;
CREATE TABLE terminal (
    id TEXT PRIMARY KEY,
    place TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('expected', 'active', 'locked', 'revoked')),
    sign_key BLOB,
    added_at INTEGER NOT NULL,
    enrolled_at INTEGER,
    revoked_at INTEGER,
    seen_at INTEGER,
    status TEXT NOT NULL DEFAULT '',
    reported_chain TEXT NOT NULL DEFAULT '',
    reported_seq INTEGER NOT NULL DEFAULT 0
, lost_at INTEGER, drained_bundle INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE terminal_command (
    terminal TEXT NOT NULL PRIMARY KEY REFERENCES terminal (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    args TEXT NOT NULL,
    issued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE unit (
    code TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('college', 'department', 'major', 'class')),
    name TEXT NOT NULL,
    parent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE INDEX audit_look ON audit (subject, actor, action) WHERE substr(action, -5) = '.look';
CREATE INDEX certificate_of_terminal ON certificate (terminal, not_after);
CREATE UNIQUE INDEX contact_task_of_record ON contact_task (student_no, record);
CREATE INDEX contact_task_to ON contact_task (addressee, student_no);
CREATE UNIQUE INDEX envelope_by_id ON envelope (id, terminal);
CREATE INDEX feedback_addressed_to ON feedback_thread (addressee, opened_at);
CREATE INDEX feedback_assigned_to ON feedback_thread (assigned, opened_at) WHERE assigned <> '';
CREATE INDEX feedback_due ON feedback_thread (due) WHERE state IN ('open', 'assigned', 'reopened');
CREATE INDEX feedback_of_class ON feedback_thread (class_code, opened_at);
CREATE INDEX feedback_of_department ON feedback_thread (department_code, opened_at);
CREATE INDEX feedback_post_of_thread ON feedback_post (student_no, thread);
CREATE INDEX feedback_step_of_thread ON feedback_step (student_no, thread);
CREATE INDEX import_batch_by_hash ON import_batch (kind, hash);
CREATE INDEX login_failure_of_source ON login_failure (source, at);
CREATE INDEX login_failure_of_subject ON login_failure (subject, at);
CREATE INDEX objection_of_student ON objection (student_no, academic_year);
CREATE INDEX objection_open ON objection (student_no) WHERE state = 'open';
CREATE INDEX observation_of_student ON observation (student_no, academic_year, indicator, as_of);
CREATE INDEX observation_superseding ON observation (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX proceeding_in_state ON proceeding (kind, state, academic_year);
CREATE UNIQUE INDEX proceeding_step_of ON proceeding_step (student_no, kind, academic_year, step);
CREATE UNIQUE INDEX quarantine_by_hash ON quarantine (sha256, terminal);
CREATE INDEX quarantine_of_record ON quarantine (record) WHERE record IS NOT NULL;
CREATE INDEX quarantine_open ON quarantine (number) WHERE resolution = '';
CREATE UNIQUE INDEX record_by_id ON record (id, terminal);
CREATE INDEX record_of_class ON record (academic_year, class_code, kind, status, student_no);
CREATE INDEX record_of_student ON record (student_no, kind, academic_year);
CREATE UNIQUE INDEX record_proven_by_id ON record (id, student_no) WHERE status IN ('proven', 'counted');
CREATE INDEX record_to_retry ON record (number) WHERE retry = 1;
CREATE INDEX record_unchecked ON record (number) WHERE status = 'opened';
CREATE INDEX record_waiting_for ON record (waits_for) WHERE waits_for <> '';
CREATE INDEX result_of_class ON result (academic_year, class_code) WHERE current = 1;
CREATE UNIQUE INDEX result_of_student ON result (student_no, academic_year) WHERE current = 1;
CREATE INDEX session_expiring ON session (expires_at);
CREATE INDEX session_of_subject ON session (kind, subject);
CREATE UNIQUE INDEX student_of_card ON student (card_no) WHERE card_no IS NOT NULL;
CREATE INDEX student_of_class ON student (class_code, status);
CREATE INDEX teaching_note_of_unit ON teaching_note (unit, number);
CREATE INDEX unit_of_kind ON unit (kind, code);
CREATE INDEX warning_open ON warning (academic_year, student_no) WHERE state NOT IN ('resolved', 'expired', 'data_error');
CREATE INDEX warning_step_of_student ON warning_step (student_no, academic_year);
