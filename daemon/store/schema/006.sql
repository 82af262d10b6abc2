-- Step 6: mails that come twice by two ways, and that no case leads to: found by their Message-ID.
--
-- Few mails are such; an index of all would cost every learner's mail a page.
CREATE INDEX inbound_again ON inbound (message_id)
    WHERE fate IN ('command', 'unverified') OR reason IN ('entry', 'caseless', 'form');
