-- Step 1 (user_version 1): the whole store as first released.
--
-- Only this folder and daemon/store/db.c know that SQLite stands behind daemon/store/db.h: STRICT makes every column keep
-- its type, AUTOINCREMENT never gives an id twice, WITHOUT ROWID keeps a case's records side by side, and the
-- triggers speak SQLite's dialect. Times are seconds UTC, 0 where nothing happened yet; text that is not
-- known is '', so that a column and a field of workflow/case/case.h agree on what "unset" looks like.
-- Every index says which query it is there for; it costs a page write per row, so there are few.

-- Facts about this file, e.g. whether letters were released after the installation.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where each mailbox stands. Written in the transaction that stores the bytes (promise P3).
CREATE TABLE mailbox (
    name         TEXT    NOT NULL PRIMARY KEY,  -- the settings' name of it
    uid_validity INTEGER NOT NULL CHECK (uid_validity BETWEEN 0 AND 4294967295),
    next_uid     INTEGER NOT NULL CHECK (next_uid BETWEEN 0 AND 4294967296),
    changed_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How we get on with each mailbox; a row exists from the first attempt on, before there is any cursor.
CREATE TABLE mailbox_contact (
    name          TEXT    NOT NULL PRIMARY KEY,
    contact_at    INTEGER NOT NULL DEFAULT 0,  -- when the server last gave us all it had
    trouble_at    INTEGER NOT NULL DEFAULT 0,  -- since when it does not
    trouble       TEXT    NOT NULL DEFAULT '', -- and why, for the operator; '' while all is well
    started_at    INTEGER NOT NULL DEFAULT 0,  -- first start that takes in only what arrives from then on
    first_uid     INTEGER NOT NULL DEFAULT 1,  -- mails below it were there before
    rebuilt_below INTEGER NOT NULL DEFAULT 0,  -- UIDs that a changed UIDVALIDITY gave to mails already there
    CHECK ((trouble = '') = (trouble_at = 0))
) STRICT, WITHOUT ROWID;

-- The last number given out on each local day; numbers are never reused, gaps do no harm (spec §4).
CREATE TABLE serial (
    day  TEXT    NOT NULL PRIMARY KEY CHECK (length(day) = 8),  -- '20261123'
    last INTEGER NOT NULL CHECK (last > 0)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------------------
-- Cases: a projection of the event log, written by daemon/store/projection.c alone. The columns are the rows of
-- the field tables in workflow/case/case.c under the same names; a test compares the two.

CREATE TABLE kase (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    -- registration (spec §4)
    number              TEXT    NOT NULL UNIQUE,
    state               TEXT    NOT NULL CHECK (state IN ('received', 'triage', 'accepted', 'assigned',
                            'investigating', 'plan_review', 'negotiating', 'executing', 'handled',
                            'confirming', 'tracking', 'closed', 'dismissed', 'merged', 'withdrawn',
                            'external')),
    learner             TEXT    NOT NULL,
    learner_name        TEXT    NOT NULL,
    phone               TEXT    NOT NULL,
    class_name          TEXT    NOT NULL,
    language            TEXT    NOT NULL,
    subject             TEXT    NOT NULL,
    base_subject        TEXT    NOT NULL,  -- without what answering puts before it
    content             TEXT    NOT NULL,
    demand              TEXT    NOT NULL,
    persons             TEXT    NOT NULL,
    channel             TEXT    NOT NULL,
    attachments         TEXT    NOT NULL,
    likeness            INTEGER NOT NULL,
    authenticated       INTEGER NOT NULL CHECK (authenticated IN (0, 1)),
    minor               INTEGER NOT NULL CHECK (minor IN (0, 1)),
    confidential        INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    received_at         INTEGER NOT NULL,
    message_id          TEXT    NOT NULL,
    -- classification (spec §5, §6)
    category            TEXT    NOT NULL,
    secondary           TEXT    NOT NULL,
    category_by         TEXT    NOT NULL,
    score               REAL    NOT NULL,
    words               TEXT    NOT NULL,
    triage              TEXT    NOT NULL CHECK (triage IN ('', 'unsure', 'no_complaint', 'duplicate',
                            'unreadable', 'returned')),
    urgent              INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    -- routing
    department          TEXT    NOT NULL,
    handler             TEXT    NOT NULL,
    accepted_at         INTEGER NOT NULL,
    assigned_at         INTEGER NOT NULL,
    contacted_at        INTEGER NOT NULL,
    handled_at          INTEGER NOT NULL,
    closed_at           INTEGER NOT NULL,
    taken_at            INTEGER NOT NULL,
    transfers           INTEGER NOT NULL,
    returns             INTEGER NOT NULL,
    extensions          INTEGER NOT NULL,
    merged_into         TEXT    NOT NULL,
    linked              TEXT    NOT NULL,
    -- flags (spec §7)
    waiting_info        INTEGER NOT NULL CHECK (waiting_info IN (0, 1)),
    supervised          INTEGER NOT NULL CHECK (supervised IN (0, 1)),
    contact_lost        INTEGER NOT NULL CHECK (contact_lost IN (0, 1)),
    -- negotiation and result (spec §10, §12, §13)
    round               INTEGER NOT NULL,
    reopened            INTEGER NOT NULL,
    result              TEXT    NOT NULL,
    result_votes        TEXT    NOT NULL,
    told_intake_at      INTEGER NOT NULL,
    told_supervision_at INTEGER NOT NULL,
    told_learner_at     INTEGER NOT NULL,
    satisfaction        TEXT    NOT NULL CHECK (satisfaction IN ('', 'satisfied', 'mostly', 'not', 'silent')),
    satisfaction_words  TEXT    NOT NULL,
    checks_done         INTEGER NOT NULL,
    checks_ineffective  INTEGER NOT NULL,
    cause               TEXT    NOT NULL,
    improvement         TEXT    NOT NULL
) STRICT;

-- ledger_find_by_subject(): the newest open cases of one learner.
CREATE INDEX kase_subject ON kase (learner, base_subject, id);
-- kindred_repeated(): one learner's cases.
CREATE INDEX kase_learner ON kase (learner, id);

-- ledger_each_open(): all open cases.
CREATE INDEX kase_open ON kase (handler, id)
    WHERE state NOT IN ('closed', 'dismissed', 'merged', 'withdrawn', 'external');
-- kindred_repeated(): near-same words of one day; the day leads, so new rows fall side by side.
CREATE INDEX kase_likeness ON kase (received_at / 86400, likeness) WHERE likeness <> 0;
-- kindred_joint(), kindred_alike(): the cases of a class, about a person.
CREATE INDEX kase_class ON kase (class_name, id) WHERE class_name <> '';
CREATE INDEX kase_persons ON kase (persons, id) WHERE persons <> '';

-- One obligation each (spec §9).
CREATE TABLE clock (
    case_id     INTEGER NOT NULL REFERENCES kase (id),
    position    INTEGER NOT NULL CHECK (position >= 0),  -- in the list of the case, from 0
    kind        TEXT    NOT NULL CHECK (kind IN ('ACK', 'TRIAGE', 'ASSIGN', 'CONTACT', 'PLAN', 'REVIEW',
                    'REPLY', 'EXEC', 'FEEDBACK', 'CONFIRM', 'TRACK', 'TOTAL', 'QUERY')),
    started_at  INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    met_at      INTEGER NOT NULL,
    breached_at INTEGER NOT NULL,
    stopped_at  INTEGER NOT NULL,
    wake_at     INTEGER NOT NULL,
    reminders   INTEGER NOT NULL,
    paused_at   INTEGER NOT NULL,
    paused_days INTEGER NOT NULL,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    calendar    TEXT    NOT NULL,
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;

-- ledger_due_clocks(), ledger_next_wake(): the running clocks by their next tick.
CREATE INDEX clock_wake ON clock (wake_at) WHERE wake_at > 0 AND met_at = 0 AND stopped_at = 0;

-- ledger_provisional(): what was counted through a year without calendar, and still runs.
CREATE INDEX clock_provisional ON clock (case_id) WHERE provisional = 1 AND met_at = 0 AND stopped_at = 0;

-- What ticks of this moment owe to staff, until it goes out as one letter a person (spec §14).
CREATE TABLE reminder (
    id       INTEGER PRIMARY KEY,
    person   TEXT    NOT NULL,
    role     TEXT    NOT NULL,
    case_id  INTEGER NOT NULL REFERENCES kase (id),
    event_id INTEGER NOT NULL,
    letter   TEXT    NOT NULL,
    event    TEXT    NOT NULL,
    clock    INTEGER NOT NULL,
    old_at   INTEGER NOT NULL
) STRICT;

-- Plan n of a case is the row with position n - 1 (spec §10).
CREATE TABLE plan (
    case_id     INTEGER NOT NULL REFERENCES kase (id),
    position    INTEGER NOT NULL CHECK (position >= 0),
    status      TEXT    NOT NULL CHECK (status IN ('reviewed', 'offered', 'agreed', 'refused', 'rejected')),
    measures    TEXT    NOT NULL,
    responsible TEXT    NOT NULL,
    due_at      INTEGER NOT NULL,
    cost        INTEGER NOT NULL CHECK (cost >= -1),
    done        INTEGER NOT NULL,
    votes       TEXT    NOT NULL,
    answer      TEXT    NOT NULL,
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;

-- The contact, evidence and tracking log.
CREATE TABLE entry (
    case_id  INTEGER NOT NULL REFERENCES kase (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    kind     TEXT    NOT NULL CHECK (kind IN ('contact', 'evidence', 'log', 'note', 'tracking')),
    at       INTEGER NOT NULL,
    by       TEXT    NOT NULL,
    means    TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------------------
-- Mail that came in. The raw bytes stand in a table of their own, because a change of fate would otherwise
-- rewrite them, and because they are erased earlier than the row that proves what became of them.

CREATE TABLE inbound (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    mailbox      TEXT    NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid          INTEGER NOT NULL,
    arrived_at   INTEGER NOT NULL,
    fetched_at   INTEGER NOT NULL,
    size         INTEGER NOT NULL CHECK (size >= 0),       -- bytes that we stored
    full_size    INTEGER NOT NULL CHECK (full_size >= size),  -- bytes on the server
    truncated    INTEGER NOT NULL CHECK (truncated IN (0, 1)),
    sha256       BLOB    NOT NULL CHECK (length(sha256) = 32),  -- of the stored bytes
    attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    fate         TEXT    NOT NULL DEFAULT 'waiting' CHECK (fate IN ('waiting', 'case', 'reply', 'command',
                     'bounce', 'auto', 'spam', 'duplicate', 'unverified', 'quarantined')),
    fate_at      INTEGER NOT NULL DEFAULT 0,
    case_id      INTEGER REFERENCES kase (id),
    message_id   TEXT    NOT NULL DEFAULT '',
    reason       TEXT    NOT NULL DEFAULT '',
    CHECK ((fate = 'waiting') = (fate_at = 0))
) STRICT;

CREATE TABLE inbound_raw (
    id    INTEGER PRIMARY KEY REFERENCES inbound (id),
    bytes BLOB    NOT NULL
) STRICT;

-- inbound_next(): the oldest mail without a fate.
CREATE INDEX inbound_waiting ON inbound (id) WHERE fate = 'waiting';
-- inbound_add(): the same bytes once more, whatever UID they now have (promise P6).
CREATE INDEX inbound_content ON inbound (sha256, mailbox);
-- inbound_has_uid() and `complaintctl reconcile`: the server's UIDs less those we know.
CREATE INDEX inbound_uid ON inbound (mailbox, uid_validity, uid);
-- inbound_of_case(), ledger_find_by_subject(): the mails of one case.
CREATE INDEX inbound_case ON inbound (case_id, arrived_at) WHERE case_id IS NOT NULL;

-- A mail's fate is decided once (promise P1). What waits may be decided; what was quarantined may be tried
-- again by the operator.
CREATE TRIGGER inbound_fate BEFORE UPDATE OF fate ON inbound
WHEN OLD.fate NOT IN ('waiting', 'quarantined')
BEGIN
    SELECT RAISE(ABORT, 'this mail has its fate already');
END;

-- ---------------------------------------------------------------------------------------------------------
-- The event log (spec §16). hash = SHA-256 over the previous row's hash and every column of this one but
-- payload and salt, which payload_hash stands for: erasing a person's words leaves the chain whole.

CREATE TABLE event (
    id           INTEGER PRIMARY KEY,  -- 1, 2, 3 … without a gap
    case_id      INTEGER NOT NULL REFERENCES kase (id),
    at           INTEGER NOT NULL,
    event        TEXT    NOT NULL,
    transition   TEXT    NOT NULL,     -- 'T09', or ''
    from_state   TEXT    NOT NULL,
    to_state     TEXT    NOT NULL,
    inbound_id   INTEGER REFERENCES inbound (id),
    payload      TEXT,                 -- actor, roles, cause, letters, changes; NULL when erased
    salt         BLOB CHECK (length(salt) = 16),
    payload_hash BLOB    NOT NULL CHECK (length(payload_hash) = 32),  -- SHA-256(salt, payload)
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    CHECK ((payload IS NULL) = (salt IS NULL))
) STRICT;

-- ledger_each_event() of one case, ledger_verify()'s second pass.
CREATE INDEX event_case ON event (case_id, id);

CREATE TRIGGER event_append_only BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'the event log is append-only');
END;

CREATE TRIGGER event_erase_only BEFORE UPDATE ON event
WHEN NOT (NEW.payload IS NULL AND NEW.salt IS NULL
          AND NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.at = OLD.at AND NEW.event = OLD.event
          AND NEW.transition = OLD.transition AND NEW.from_state = OLD.from_state
          AND NEW.to_state = OLD.to_state AND NEW.inbound_id IS OLD.inbound_id
          AND NEW.payload_hash = OLD.payload_hash AND NEW.hash = OLD.hash)
BEGIN
    SELECT RAISE(ABORT, 'the event log is append-only');
END;

-- ---------------------------------------------------------------------------------------------------------
-- Letters on their way: one recipient a row, bytes and Message-ID fixed for good (promises P11 to P15). The
-- bytes stand apart, because every attempt rewrites the row.

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id     INTEGER REFERENCES kase (id),
    event_id    INTEGER REFERENCES event (id),  -- NULL: a digest or a receipt without a case
    letter      TEXT    NOT NULL CHECK (letter <> ''),
    role        TEXT    NOT NULL CHECK (role <> ''),
    recipient   TEXT    NOT NULL CHECK (recipient <> ''),
    sender      TEXT    NOT NULL,
    message_id  TEXT    NOT NULL UNIQUE CHECK (message_id <> ''),  -- outbox_by_message_id()
    subject     TEXT    NOT NULL,
    size        INTEGER NOT NULL CHECK (size > 0),
    state       TEXT    NOT NULL CHECK (state IN ('held', 'queued', 'sending', 'sent', 'uncertain', 'failed',
                    'dropped')),
    created_at  INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    lease_until INTEGER NOT NULL DEFAULT 0,
    sent_at     INTEGER NOT NULL DEFAULT 0,
    attempts    INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    reply_code  INTEGER NOT NULL DEFAULT 0,
    reply       TEXT    NOT NULL DEFAULT '',
    noted       INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1)),  -- the engine made it an event
    CHECK ((state = 'sending') = (lease_until > 0)),
    CHECK ((state = 'sent') = (sent_at > 0))
) STRICT;

CREATE TABLE outbox_raw (
    id    INTEGER PRIMARY KEY REFERENCES outbox (id),
    bytes BLOB    NOT NULL
) STRICT;

-- outbox_claim(), outbox_next_due(): what may be sent.
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state IN ('queued', 'uncertain');
-- outbox_claim(): leases that ran out; outbox_count_since(): what is on its way now.
CREATE INDEX outbox_lease ON outbox (lease_until) WHERE state = 'sending';
-- outbox_count_since(): the budgets of an hour and a day.
CREATE INDEX outbox_sent ON outbox (sent_at, recipient) WHERE sent_at > 0;
-- outbox_next_unnoted(): what the engine has not yet heard of.
CREATE INDEX outbox_unnoted ON outbox (id) WHERE noted = 0 AND state IN ('sent', 'failed');
-- outbox_of_case().
CREATE INDEX outbox_case ON outbox (case_id, id) WHERE case_id IS NOT NULL;
-- outbox_release() and outbox_list() of what people look for: few rows at any time.
CREATE INDEX outbox_odd ON outbox (state, id) WHERE state IN ('held', 'uncertain', 'failed', 'dropped');

-- Neither bytes nor their addressee ever change (promise P11).
CREATE TRIGGER outbox_fixed BEFORE UPDATE OF message_id, recipient, sender, size ON outbox
BEGIN
    SELECT RAISE(ABORT, 'a letter is fixed once it is queued');
END;
CREATE TRIGGER outbox_raw_fixed BEFORE UPDATE ON outbox_raw
BEGIN
    SELECT RAISE(ABORT, 'a letter is fixed once it is queued');
END;
