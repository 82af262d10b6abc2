/*
 * Sends what is due in the outbox and records what the server said (P11–P16). One sender belongs to one
 * thread; several may work on one database. It decides when to try again, and nothing else: a letter that
 * fails for good is for the engine to tell intake about.
 *
 * For now (4xx, network): again after 1, 5, 15, 60 minutes, then hourly to 48 h. A server that refuses our
 * login stops all letters for 1, 5, 15, 60 minutes, one that cannot be reached for 1 to 5 minutes; neither
 * counts against a letter's life but for the 48 h.
 */
#pragma once

#include "daemon/settings/settings.h"
#include "daemon/transport/transport.h"

typedef struct Sender Sender;

/* Keeps a reference to `settings`, opens the database, takes `transport` (also when it fails). */
Sender *sender_new(Settings *settings, const char *database, SendTransport *transport, GError **error);
void sender_free(Sender *sender); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sender, sender_free)

/* Sends everything that is due, for some seconds at most. Returns when it wants to be called next: `now` when
 * more is due, 0 when nothing waits, -1 with an error of the database. */
int64_t sender_step(Sender *sender, int64_t now, GError **error);

/* The thread's body, by the real clock, until `stop_fd` is readable (it stops between two letters). `wake_fd`
 * (daemon/service/wake.h, its own) says "there may be letters"; `engine_fd` is written to when a letter is
 * sent or has failed. Either may be -1. False with an error that the process cannot live with; a full disk is
 * waited out.
 */
bool sender_run(Sender *sender, int stop_fd, int wake_fd, int engine_fd, GError **error);
