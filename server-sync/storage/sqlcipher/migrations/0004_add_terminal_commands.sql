-- The newest command to each terminal: told in every heartbeat's answer, for a terminal does each id once.
CREATE TABLE terminal_command (
    terminal TEXT NOT NULL PRIMARY KEY REFERENCES terminal (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    args TEXT NOT NULL,
    issued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
