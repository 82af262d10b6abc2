-- Step 5: erasing, on a person's request or at the end of its time (spec §17).

-- A legal hold: nothing of the case is erased while it lasts.
ALTER TABLE kase ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));

-- A letter that went to the person keeps its row without the address; its bytes are gone from outbox_raw, so
-- that it can never go out again.
DROP TRIGGER outbox_fixed;
CREATE TRIGGER outbox_fixed BEFORE UPDATE OF message_id, recipient, sender, size ON outbox
WHEN NOT (NEW.recipient = 'erased' AND NEW.message_id = OLD.message_id AND NEW.sender = OLD.sender
          AND NEW.size = OLD.size AND OLD.state IN ('sent', 'failed', 'dropped'))
BEGIN
    SELECT RAISE(ABORT, 'a letter is fixed once it is queued');
END;
