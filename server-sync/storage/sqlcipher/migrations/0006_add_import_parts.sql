-- An import comes in parts, so that nobody waits for it, and is seen when its last part is in.

-- The last observation that is seen: those above it belong to an import that is on its way, or came to no end.
CREATE TABLE observation_horizon (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT;
INSERT INTO observation_horizon (one, number) SELECT 1, coalesce(max(number), 0) FROM observation;

-- What stands: seen, and superseded by nothing that is seen.
CREATE VIEW observation_standing AS SELECT * FROM observation
WHERE number <= (SELECT number FROM observation_horizon)
AND (superseded_by IS NULL OR superseded_by > (SELECT number FROM observation_horizon));
CREATE INDEX observation_superseding ON observation (superseded_by) WHERE superseded_by IS NOT NULL;

-- A batch that is on its way is none yet.
ALTER TABLE import_batch ADD COLUMN taken INTEGER NOT NULL DEFAULT 1 CHECK (taken IN (0, 1));

-- The observation that must be seen before the mark is due.
ALTER TABLE evaluation ADD COLUMN awaits INTEGER NOT NULL DEFAULT 0;
