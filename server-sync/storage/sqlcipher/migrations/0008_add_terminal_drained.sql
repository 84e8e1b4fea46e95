-- What former box keys wait for: `drained_bundle` is the highest bundle that a terminal reported together with an empty queue, and a lost
-- terminal is waited for no more.
ALTER TABLE terminal ADD COLUMN lost_at INTEGER;
ALTER TABLE terminal ADD COLUMN drained_bundle INTEGER NOT NULL DEFAULT 0;
