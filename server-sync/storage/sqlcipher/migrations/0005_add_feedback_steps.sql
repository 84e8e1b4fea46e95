-- Who decides has looked: a look is found by its student, however long the log is.
CREATE INDEX audit_look ON audit (subject, actor, action) WHERE substr(action, -5) = '.look';

-- A digest of what an action said, so that its id is not taken for another's; nothing: not known.
ALTER TABLE student_action ADD COLUMN content BLOB;

-- How a thread came to be where it is. What was done to threads before there were steps is in the audit log.
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
CREATE INDEX feedback_step_of_thread ON feedback_step (student_no, thread);
CREATE TRIGGER feedback_step_never_changes BEFORE UPDATE ON feedback_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
CREATE TRIGGER feedback_step_stays BEFORE DELETE ON feedback_step BEGIN
    SELECT RAISE (ABORT, 'steps are only added');
END;
INSERT INTO feedback_step (student_no, thread, from_state, to_state, action, actor, taken_by, assigned, at)
SELECT student_no, id, '', 'open', 'submit', 'student', 'student', '', opened_at FROM feedback_thread;
