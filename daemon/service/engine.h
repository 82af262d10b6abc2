/*
 * The engine: takes the oldest mail without a fate, has it parsed in the sandboxed child, and lets the desk
 * write what it does to its case; then the letters that were handed over, then the clocks that are due. It
 * opens no connection to a server and never waits inside a transaction.
 */
#pragma once

#include "daemon/settings/settings.h"
#include "daemon/token.h"

typedef struct Engine Engine;

/* `program` is the path of complaintd, for the parse worker. Takes a reference to the settings. */
Engine *engine_new(Settings *settings, const char *program, GError **error);
void engine_free(Engine *engine); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Engine, engine_free)

/* Does all that can be done at `now` (seconds UTC). *out_wake: when to come again if nothing happens before,
 * 0: never. False with an error: the store failed in an unexpected way, and the process must end. */
bool engine_step(Engine *engine, int64_t now, int64_t *out_wake, GError **error);

/* The thread's body: steps whenever `wake_fd` (an eventfd) is written, until `stop_fd` is readable; writes
 * each of `sender_fds` (ends with -1) when there may be letters. */
bool engine_run(Engine *engine, int stop_fd, int wake_fd, const int *sender_fds, GError **error);

/* The keys of the reply tokens, read from where the settings say; free with token_keys_free(). */
TokenKeys *engine_load_keys(const Settings *settings, GError **error);
