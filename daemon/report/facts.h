/*
 * The event log as facts (workflow/figures/case_facts.h): read once from the first row, so a report of any
 * past day is the same whenever it is made. Reads only.
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/figures/case_facts.h"

/* What the log said before `until`, seconds UTC. NULL with an error. */
FactsBook *report_read_log(Db *db, int64_t until, GError **error);
