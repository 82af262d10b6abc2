/*
 * The running service: one thread a mailbox, the engine, the senders; signals; reload. It owns the threads
 * and nothing of what they do.
 */
#pragma once

#include "daemon/settings/settings.h"

#include <glib.h>

/* Runs until SIGTERM or SIGINT (returns true) or until a thread meets something that only a restart can mend
 * (false with its error). SIGHUP reads the settings file anew: a bad one leaves the old in force and says so.
 * `program` is complaintd's own path. Takes a reference to the settings. */
gboolean service_run(Settings *settings, const char *program, GError **error);

/* All there is to do now, in this one thread: takes in the mail, handles it, sends what is due; then returns.
 * For a timer in place of a service, and for tests that must know which call is the k-th. */
gboolean service_once(Settings *settings, const char *program, GError **error);
