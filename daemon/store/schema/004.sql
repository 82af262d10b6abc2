-- Step 4: digests and reports that were sent, and what their numbered lines stand for (spec §15).
--
-- A row is one report of one period to one person, decided once: across restarts, and after an outage for the
-- newest period alone.
CREATE TABLE report (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL CHECK (kind IN ('daily', 'weekly', 'monthly', 'quarterly')),
    person     TEXT    NOT NULL CHECK (person <> ''),  -- address, lower case
    period     TEXT    NOT NULL CHECK (period <> ''),  -- period_name(): '2026-11-24', '2026-W48', '2026-11', '2026-Q4'
    decided_at INTEGER NOT NULL,
    outbox_id  INTEGER REFERENCES outbox (id),         -- NULL: there was nothing to tell, or no reason to
    UNIQUE (kind, person, period)
) STRICT;

-- "2 #联系 …" in an answer is about the case of line 2, and a vote about the plan that the case had then.
CREATE TABLE report_line (
    report_id INTEGER NOT NULL REFERENCES report (id),
    line      INTEGER NOT NULL CHECK (line > 0),
    case_id   INTEGER NOT NULL REFERENCES kase (id),
    plan      INTEGER NOT NULL CHECK (plan >= 0),
    PRIMARY KEY (report_id, line)
) STRICT, WITHOUT ROWID;
