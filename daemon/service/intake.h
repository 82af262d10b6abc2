/*
 * Takes the mail of one mailbox in: everything that is there is stored with the cursor in one transaction,
 * and nothing on the server is changed. What a mail says is none of its business (engine.h).
 */
#pragma once

#include "daemon/settings/settings.h"

typedef struct Intake Intake;

/* Opens its own connection to the database. `mailbox` belongs to `settings`, of which it takes a reference.
 */
Intake *intake_new(
	Settings *settings, const MailboxSettings *mailbox, const char *database_path, GError **error);
/* Takes leave of the server. NULL is fine. */
void intake_free(Intake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Intake, intake_free)

/*
 * Connects if need be, stores all that is there and not yet known, and returns when to be called again; with
 * `now` before that moment it does nothing. A server that refuses or fails, and a full disk, are waited out:
 * they change the returned time and the status (daemon/store/contact.h). -1 with an error: the database
 * failed in a way that only a new process may try to mend.
 */
int64_t intake_step(Intake *intake, int64_t now, GError **error);

/* Waits until mail may have come, the moment `until`, or a readable `stop_fd` (-1: none): then false. */
bool intake_wait(Intake *intake, int64_t until, int stop_fd);

/* Step and wait until `stop_fd` is readable (true), or until a step fails (false with its error). Writes to
 * `engine_fd`, an eventfd, after each transaction that stored mail; -1: nobody is told. */
bool intake_run(Intake *intake, int stop_fd, int engine_fd, GError **error);

/* For tests: how long a server may be silent. */
void intake_set_patience(Intake *intake, int seconds);
/* Mails stored since intake_new(), known ones not counted. */
int64_t intake_stored(const Intake *intake);
