/*
 * Bytes to and from one IMAP server: connection, TLS and STARTTLS by libcurl, with deadlines of our own on
 * every wait, and given up at once when the daemon is told to stop. Knows nothing of IMAP but its URL.
 */
#pragma once

#include "daemon/settings/settings.h"

typedef enum {
	IMAP_ERROR_UNREACHABLE, /* no such name, refused, closed in between */
	IMAP_ERROR_TLS,         /* no TLS, or a certificate that we do not trust */
	IMAP_ERROR_LOGIN,       /* user, password or token refused; or our secret cannot be read */
	IMAP_ERROR_UNSAFE,      /* the provider's "Unsafe Login": not about the password */
	IMAP_ERROR_FOLDER,      /* the folder cannot be opened */
	IMAP_ERROR_REFUSED,     /* NO or BAD to another command */
	IMAP_ERROR_PROTOCOL,    /* what came is no IMAP, or not what we asked for */
	IMAP_ERROR_SILENT,      /* nothing came for too long, or far too slowly */
	IMAP_ERROR_SPOOL,       /* no room on our own disk for a big mail */
	IMAP_ERROR_STOPPED,     /* the daemon ends */
	IMAP_ERROR_COUNT,
} ImapError;
#define IMAP_ERROR (imap_error_quark())
GQuark imap_error_quark(void);
const char *imap_error_word(int code); /* "login", "tls" …: for the log */

typedef struct ImapLink ImapLink;

/* Connects, with TLS verified before this returns unless the settings say TLS_NONE, which is refused for any
 * host but this machine. `stop_fd`: readable when all is to end; -1: never. The settings are borrowed for
 * the call. */
ImapLink *imap_link_open(const ServerSettings *server, int stop_fd, GError **error);
/* Closes without a word. NULL is fine. */
void imap_link_close(ImapLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapLink, imap_link_close)

/* Deadlines are in microseconds of g_get_monotonic_time(). */
bool imap_link_send(ImapLink *link, const char *bytes, size_t length, int64_t deadline, GError **error);
/* At least one byte; false with IMAP_ERROR_SILENT at the deadline. */
bool imap_link_receive(
	ImapLink *link, char *bytes, size_t size, int64_t deadline, size_t *out_length, GError **error);
/* From now on this one ends waits; -1: none does. */
void imap_link_set_stop(ImapLink *link, int stop_fd);
