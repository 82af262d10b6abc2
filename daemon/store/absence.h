/*
 * Absences that staff told by command, as stored: appended, the newest of a person counts. It decides
 * nothing; see workflow/interpret/absence.h.
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/interpret/absence.h"

bool absence_add(Db *db, const Absence *absence, int64_t now, int64_t inbound_id, GError **error);
/* Changes whenever a row is added, and back when that is undone. */
bool absence_stamp(Db *db, int64_t *out_stamp, GError **error);
/* The settings' policy with what is stored laid over it; new. A row that was over before `now` is left out,
 * so that what the settings say next holds. */
Policy *absence_policy(Db *db, const Policy *policy, int64_t now, GError **error);
