-- version 1
CREATE TABLE student_key (
    student_no TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;
