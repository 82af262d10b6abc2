/*
 * Mail that came in: raw bytes with the mailbox cursor in one transaction, later exactly one fate each (P1,
 * P3, P6). Nothing here reads a mail's content.
 */
#pragma once

#include "daemon/db.h"

typedef enum {
	FATE_NONE, /* waiting for the engine */
	FATE_CASE,
	FATE_REPLY,
	FATE_COMMAND,
	FATE_BOUNCE,
	FATE_AUTO,
	FATE_SPAM,
	FATE_DUPLICATE,
	FATE_UNVERIFIED,
	FATE_QUARANTINED,
	FATE_COUNT,
} Fate;

typedef struct {
	int64_t id;
	char *mailbox;
	int64_t uid_validity, uid;
	int64_t arrived_at; /* INTERNALDATE, or when it was fetched; seconds UTC */
	int64_t fetched_at;
	bool truncated;    /* longer than the limit: the stored bytes are its beginning (P9) */
	int64_t full_size; /* bytes on the server */
	int attempts;      /* parses that failed */
	Fate fate;
	int64_t case_id; /* 0: none */
	char *reason;
	GBytes *raw;
} InboundMail;
void inbound_mail_free(InboundMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InboundMail, inbound_mail_free)

/* Where a mailbox stands: the next UID to ask for. False with no error: never seen. */
bool inbound_cursor(
	Db *db, const char *mailbox, int64_t *out_uid_validity, int64_t *out_next_uid, GError **error);
bool inbound_set_cursor(
	Db *db, const char *mailbox, int64_t uid_validity, int64_t next_uid, int64_t now, GError **error);

/* Stores one mail; call inside a transaction that also sets the cursor. The same bytes in the same mailbox
 * are stored once (content hash): the second is recorded with FATE_DUPLICATE and no copy. *out_id: its row.
 */
bool inbound_add(Db *db, const InboundMail *mail, int64_t *out_id, GError **error);

/* The oldest mail without a fate, with its raw bytes; NULL with no error: none. */
InboundMail *inbound_next(Db *db, GError **error);
InboundMail *inbound_load(Db *db, int64_t id, GError **error);
bool inbound_set_fate(Db *db, int64_t id, Fate fate, int64_t case_id, const char *message_id,
	const char *reason, int64_t now, GError **error);
/* Notes one failed parse; *out_attempts: how many now. */
bool inbound_note_failure(Db *db, int64_t id, int *out_attempts, GError **error);

const char *fate_name(Fate fate); /* "case", "reply", … "duplicate", "quarantined" */
bool fate_from_name(const char *name, Fate *out_fate);
