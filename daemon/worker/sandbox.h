/*
 * The child's side of the parse worker. After worker_lock_in() the process can compute, allocate within its
 * limit and use the two descriptors it has; it cannot open, connect, execute, signal or start anything.
 */
#pragma once

#include "parser/mail.h"

#include <stdint.h>

/* Returns the CONFINED_* bits (daemon/worker/wire.h) that hold: a kernel may refuse some of it, and mail is
 * read all the same. */
uint32_t worker_lock_in(void);

/* Turns a mail into a record; what worker_main() serves with, and tests replace by something worse. */
typedef GBytes *(*WorkerReader)(const char *bytes, size_t length, const MailOptions *options);

/* Locks itself in, then answers with `reader` until its input ends. Returns the exit status. */
int worker_serve(WorkerReader reader);
