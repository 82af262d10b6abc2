-- Step 2: commands that wait for a one-time code (spec §18).
--
-- A row is what one staff member asked for in one mail about one case, to be carried out exactly so when he
-- answers with the code that was sent to his own recorded address. At most one row of a person and case waits
-- at a time. When it no longer waits its words and code are wiped: the mail that asked has them, and the event
-- log says that it waited and what became of it.
CREATE TABLE confirmation (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id    INTEGER NOT NULL,  -- 0: about no case (代理)
    person     TEXT    NOT NULL CHECK (person <> ''),  -- address, lower case
    inbound_id INTEGER REFERENCES inbound (id),        -- the mail that asked
    letter     TEXT    NOT NULL,  -- what the letter that it answered asked: a vote is about that
    plan       INTEGER NOT NULL,  -- and about which plan
    commands   TEXT    NOT NULL,  -- word, arguments and line of each, as daemon/store/confirm.c writes them
    attachments INTEGER NOT NULL CHECK (attachments IN (0, 1)),  -- the mail brought some
    code       TEXT    NOT NULL,
    asked_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > asked_at),
    tries      INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    outcome    TEXT    NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'done', 'refused', 'replaced',
                   'expired', 'failed')),
    CHECK ((outcome = 'waiting') = (code <> ''))
) STRICT;

-- confirm_waiting(), confirm_count_since(): what one person asked in one case.
CREATE INDEX confirmation_of ON confirmation (case_id, person, asked_at);
-- confirm_sweep(): what waits and is over.
CREATE INDEX confirmation_waiting ON confirmation (expires_at) WHERE outcome = 'waiting';
