/*
 * Reminders on their way to staff: what the clocks of one moment owe to a person is gathered here and goes
 * out as one letter (spec §14), after an outage too. Rows live from the transaction of their tick to that of
 * the letter. It renders and sends nothing.
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/step/step.h"

/* One reminder for one person. */
typedef struct {
	int64_t id;
	int64_t case_id, event_id;
	Letter letter; /* its note is "" */
} Reminder;
void reminder_free(Reminder *reminder); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reminder, reminder_free)

/* Whether a letter waits to be bundled: it comes from a clock or a calendar and goes to staff. */
bool reminder_is(const Letter *letter);

bool reminder_add(Db *db, int64_t case_id, int64_t event_id, const Letter *letter, GError **error);

/* All that waits for the person who comes first, the most pressing first; empty: nothing waits. New array of
 * Reminder *; NULL with an error. */
GPtrArray *reminder_of_next_person(Db *db, GError **error);
/* They went out. */
bool reminder_done(Db *db, const GPtrArray *reminders, GError **error);
