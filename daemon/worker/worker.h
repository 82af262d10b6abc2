/*
 * The parse worker: a sandboxed child that turns raw mail into a Mail, so that a mail which breaks its reader
 * costs a child and not the service (P5). One worker is used by one thread, which also ends it: the child is
 * killed when the thread that started it ends.
 */
#pragma once

#include "parser/mail.h"

#include <stdbool.h>

typedef struct Worker Worker;

typedef enum {
	WORKER_PARSED,
	WORKER_DIED,    /* crashed or hit a limit; the next call starts a new child */
	WORKER_TIMEOUT, /* took over 5 s and was killed */
	WORKER_FAILED,  /* could not be started: `error` is set */
} WorkerResult;

/* `program` is the path of complaintd (it runs as "complaintd --parse-worker"). NULL: the child is a fork of
 * this process, which must have one thread only and hold nothing that a mail may not see. */
Worker *worker_new(const char *program, const MailOptions *options);
void worker_free(Worker *worker); /* ends the child; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worker, worker_free)

/* Starts the child ahead of its first mail; worker_set_options() may still follow. */
bool worker_start(Worker *worker, GError **error);
void worker_set_options(Worker *worker, const MailOptions *options);

WorkerResult worker_parse(Worker *worker, GBytes *raw, Mail **out_mail, GError **error);
/* The same, beside the mails of ours that it answers: GBytes *, those after the first WORKER_LETTERS_MAX
 * (daemon/worker/wire.h) and empty ones are not looked at; or NULL. */
WorkerResult worker_parse_answer(
	Worker *worker, GBytes *raw, const GPtrArray *letters, Mail **out_mail, GError **error);

/* Other limits than 5,000 ms a mail and 1,000 mails a child. */
void worker_set_limits(Worker *worker, int milliseconds, int mails);
/* The child's process id, 0: none runs. And how many have been started. */
int worker_pid(const Worker *worker);
int worker_starts(const Worker *worker);

/* The child's side: locks itself in, answers until its input ends. Returns the exit status. */
int worker_main(void);
