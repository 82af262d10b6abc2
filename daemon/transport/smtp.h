/*
 * Letters out by SMTP: one recipient a transaction, one connection kept while there is work (RFC 5321). What
 * the server said is told as it was; whether and when to try again is for sender.c.
 *
 * No certificate, no mail: the only clear text is to the loopback, and that is checked against the address
 * that is really connected to. A process that uses this ignores SIGPIPE.
 */
#pragma once

#include "daemon/settings/settings.h"
#include "daemon/transport/transport.h"

/* Keeps a reference to `settings`. When `stop_fd` (-1: none) becomes readable, a transaction that still waits
 * for the server 10 s later is given up. Opens nothing yet; free with transport->free(). */
SendTransport *smtp_transport_new(Settings *settings, int stop_fd);

/* Connects, with TLS and login as for a letter, sends none, and takes leave. False with what the server or
 * the network said. For `complaintctl check`. */
bool smtp_check(Settings *settings, GError **error);

/* How long a silent server is waited for: an ordinary answer (60 s), and the one after the dot, which RFC
 * 5321 §4.5.3.2.6 wants long because giving up early makes duplicates (300 s). */
void smtp_transport_set_patience(SendTransport *transport, int milliseconds, int dot_milliseconds);
