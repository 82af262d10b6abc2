-- Step 9: a code for what was asked in an answer to a digest.
--
-- Its commands name lines of that digest. A command's text has one line more than before, so nothing that waits
-- now can be read later: whoever asked asks again.
ALTER TABLE confirmation ADD COLUMN report_id INTEGER NOT NULL DEFAULT 0;  -- 0: it answered no digest
UPDATE confirmation SET outcome = 'expired', commands = '', code = '' WHERE outcome = 'waiting';
