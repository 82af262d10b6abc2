-- Step 3: who stands in for whom, and learners whose address staff state.

-- An absence that a staff member told by command (spec §2, §19 代理): appended, never changed; the newest row of
-- a person counts, one without deputy says that he is back. The settings' own absences stand in no table.
CREATE TABLE absence (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    person     TEXT    NOT NULL CHECK (person <> ''),  -- address, lower case, and who said so
    deputy     TEXT    NOT NULL,                       -- address; '' for one who is back
    away_from  INTEGER NOT NULL,
    away_to    INTEGER NOT NULL,
    told_at    INTEGER NOT NULL,
    inbound_id INTEGER REFERENCES inbound (id),        -- the mail that told it
    CHECK (deputy = '' OR away_from < away_to)
) STRICT;

CREATE TRIGGER absence_no_update BEFORE UPDATE ON absence
BEGIN
    SELECT RAISE(ABORT, 'absences are append-only');
END;
CREATE TRIGGER absence_no_delete BEFORE DELETE ON absence
BEGIN
    SELECT RAISE(ABORT, 'absences are append-only');
END;

-- Spec §3: the address of a learner as staff state it who pass on his mail or key in his words. Nothing goes
-- there before they confirm it.
ALTER TABLE kase ADD COLUMN claimed TEXT NOT NULL DEFAULT '';
