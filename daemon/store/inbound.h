/*
 * Mail that came in: raw bytes with the mailbox cursor in one transaction, later exactly one fate each (P1,
 * P3, P6). Nothing here reads a mail's content.
 */
#pragma once

#include "daemon/store/db.h"

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
	int64_t size;      /* bytes that we stored */
	int64_t full_size; /* bytes on the server */
	int attempts;      /* parses that failed */
	Fate fate;
	int64_t fate_at; /* 0: not yet */
	int64_t case_id; /* 0: none */
	char *message_id;
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

/* Stores one mail (mailbox, UIDs, times, truncated, full_size, raw are read); call inside a transaction that
 * also sets the cursor. The same bytes in the same mailbox are stored once (content hash): the second is
 * recorded with FATE_DUPLICATE and no copy. The same bytes under the same UID are no second mail: nothing is
 * added. *out_id (may be NULL): its row. */
bool inbound_add(Db *db, const InboundMail *mail, int64_t *out_id, GError **error);

/* Whether a mail of this UID was stored (as a duplicate counts): for looking at old UIDs again. */
bool inbound_has_uid(
	Db *db, const char *mailbox, int64_t uid_validity, int64_t uid, bool *out_has, GError **error);

/* For comparing with the server: what was stored under a UIDVALIDITY, by UID, which may stand twice. New
 * array of InboundUid. */
typedef struct {
	int64_t uid, id;
} InboundUid;
GArray *inbound_uids(Db *db, const char *mailbox, int64_t uid_validity, GError **error);
char *inbound_message_id(Db *db, int64_t id, GError **error); /* "" before it was read; new string */

/* The oldest mail without a fate, with its raw bytes; NULL with no error: none. */
InboundMail *inbound_next(Db *db, GError **error);
/* The same among the rows after `after`: a batch is read before any of it has its fate. */
InboundMail *inbound_next_after(Db *db, int64_t after, GError **error);
InboundMail *inbound_load(Db *db, int64_t id, GError **error); /* raw is NULL when there is no copy */
/* The mails of one case, oldest first, without raw bytes. New array of InboundMail *. */
GPtrArray *inbound_of_case(Db *db, int64_t case_id, GError **error);
/* The newest mails of a fate, without raw bytes. New array of InboundMail *. */
GPtrArray *inbound_list(Db *db, Fate fate, int limit, GError **error);
/* Decides what became of a mail, once; only a quarantined one may be given another fate. FATE_NONE lets a
 * quarantined one be tried again. */
bool inbound_set_fate(Db *db, int64_t id, Fate fate, int64_t case_id, const char *message_id,
	const char *reason, int64_t now, GError **error);
/* Notes one failed parse; *out_attempts: how many now. */
bool inbound_note_failure(Db *db, int64_t id, int *out_attempts, GError **error);

/* Whether we have taken this mail before, come by another way: the same Message-ID, and a body (what follows
 * the headers, which every server on the way may add to) of the same bytes; erased ones count as the same.
 * It opened, answered or commanded in the case `*case_id` (0: none is known), or is one of those that are
 * looked for everywhere: staff's commands and entries, form mailers', and, unless this one is `proven` where
 * that one was not, what nobody vouched for. *case_id: the case that it was taken to. */
bool inbound_is_repeat(Db *db, const InboundMail *mail, const char *message_id, bool proven, int64_t *case_id,
	bool *out_repeat, GError **error);

/* How many mails have each fate, by Fate. */
bool inbound_count(Db *db, int64_t out_counts[FATE_COUNT], GError **error);

const char *fate_name(Fate fate); /* "waiting", "case", "reply", … "duplicate", "quarantined" */
bool fate_from_name(const char *name, Fate *out_fate);
