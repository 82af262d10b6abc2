-- Step 8: improvement items: what is to be changed so that a complaint does not come again (spec §13). They live on
-- after their case is closed.
CREATE TABLE improvement (
    case_id    INTEGER NOT NULL REFERENCES kase (id),
    position   INTEGER NOT NULL CHECK (position >= 0),  -- item position + 1 of the case
    status     TEXT    NOT NULL CHECK (status IN ('open', 'done', 'dropped')),
    raised_at  INTEGER NOT NULL,
    by         TEXT    NOT NULL,  -- address
    words      TEXT    NOT NULL,
    owner      TEXT    NOT NULL,  -- as he was called
    person     TEXT    NOT NULL,  -- his address; '' when he is not on the list of staff
    due_at     INTEGER NOT NULL,
    extensions INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL,  -- 0: not done yet
    note       TEXT    NOT NULL,
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;
