-- Step 7: where it happened, and cases whose investigation was given more time (spec §9, §13).
ALTER TABLE kase ADD COLUMN site TEXT NOT NULL DEFAULT '';
ALTER TABLE kase ADD COLUMN complex INTEGER NOT NULL DEFAULT 0 CHECK (complex IN (0, 1));

-- kindred_alike(): the cases of a site.
CREATE INDEX kase_site ON kase (site, category, id) WHERE site <> '';
