/*
 * Letters on their way: bytes and Message-ID fixed in the transaction that decided them, one recipient a row,
 * claimed with a lease, kept with every answer the server gave (P11–P15). Nothing here opens a connection.
 */
#pragma once

#include "daemon/store/db.h"
#include "workflow/case/event.h"

typedef enum {
	OUTBOX_HELD, /* a fresh installation: waits for `complaintctl outbox release` */
	OUTBOX_QUEUED,
	OUTBOX_SENDING,   /* leased to a sender */
	OUTBOX_SENT,      /* a complete 250 after the dot */
	OUTBOX_UNCERTAIN, /* no answer after the dot: will be retried with the same bytes */
	OUTBOX_FAILED,    /* refused for good; intake was told */
	OUTBOX_DROPPED,   /* by the operator */
	OUTBOX_COUNT,
} OutboxState;

typedef struct {
	int64_t id;
	int64_t case_id;  /* 0: none */
	int64_t event_id; /* the event row that decided it */
	LetterKind letter;
	Role role;        /* in which role the reader gets it */
	char *recipient;  /* addr-spec, passed address_is_sendable() */
	char *sender;     /* envelope sender, "" for <> */
	char *message_id; /* without "<>" */
	char *subject;    /* for people who look at the queue */
	GBytes *bytes;    /* the whole mail, CRLF, 7-bit; NULL: erased, with reader, subject and reply */
	OutboxState state;
	int64_t created_at, due_at, lease_until, sent_at;
	int attempts;
	int reply_code;
	char *reply; /* the server's last words */
} OutboxMail;
void outbox_mail_free(OutboxMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutboxMail, outbox_mail_free)

/* Queues (or holds, by `state`) one letter; call in the transaction of its event. Read are case_id, event_id,
 * letter, role, recipient, sender, message_id, subject, bytes, state, created_at, due_at. *out_id may be
 * NULL. */
bool outbox_add(Db *db, const OutboxMail *mail, int64_t *out_id, GError **error);
/* Claims the oldest due row for `lease` seconds; an expired lease frees a row as uncertain. NULL, no error:
 * none is due. Its own transaction, or within the one that is open. */
OutboxMail *outbox_claim(Db *db, int64_t now, int64_t lease, GError **error);
/* The answer of the server. `sent` is believed whenever it comes; the others only while the row is leased, so
 * that a sender that was too slow overrules nobody. */
/* At start, when no other daemon can be sending: every lease is one of a process that died, and its letter
 * need not wait for the lease's end. It may have been accepted, so it is uncertain. */
bool outbox_take_back_leases(Db *db, int64_t now, GError **error);
bool outbox_sent(Db *db, int64_t id, int64_t now, int code, const char *reply, GError **error);
/* Not now: state is OUTBOX_QUEUED or OUTBOX_UNCERTAIN, tried again at `due_at`. */
bool outbox_retry(
	Db *db, int64_t id, OutboxState state, int64_t due_at, int code, const char *reply, GError **error);
bool outbox_failed(Db *db, int64_t id, int64_t now, int code, const char *reply, GError **error);
/* When the next row may be claimed (an end of a lease counts); 0: nothing waits. */
int64_t outbox_next_due(Db *db, GError **error);

/* Sent or failed rows that the engine has not yet turned into events; oldest first. */
OutboxMail *outbox_next_unnoted(Db *db, GError **error);
bool outbox_note(Db *db, int64_t id, GError **error);
/* Find what a reply or bounce names; NULL, no error: not ours. */
OutboxMail *outbox_by_message_id(Db *db, const char *message_id, GError **error);
OutboxMail *outbox_load(Db *db, int64_t id, GError **error);

/* The id that the next row will have. */
bool outbox_next_id(Db *db, int64_t *out_id, GError **error);
/* Held rows become queued, and from now on letters are no longer to be held. */
bool outbox_release(Db *db, int64_t now, int64_t *out_count, GError **error);
/* Whether that has happened; `at_first` where nobody has ever released or held. With an error what it says
 * means nothing. */
bool outbox_is_released(Db *db, bool at_first, GError **error);
/* After a restore: whatever waits is held, and so is every later letter until outbox_release(), because some
 * of them may have been sent by the database that was lost. */
bool outbox_hold(Db *db, int64_t *out_count, GError **error);
/* By the operator: a failed, dropped, uncertain, queued or held row goes out at `now`; any but a sent one or
 * one under way is dropped. An error says when the row is in no such state. */
bool outbox_requeue(Db *db, int64_t id, int64_t now, GError **error);
bool outbox_drop(Db *db, int64_t id, GError **error);
/* Rows of one state, or all for OUTBOX_COUNT, newest first, without bytes. New array of OutboxMail *. */
GPtrArray *outbox_list(Db *db, OutboxState state, int limit, GError **error);
/* The letters of one case, oldest first, without bytes. New array of OutboxMail *. */
GPtrArray *outbox_of_case(Db *db, int64_t case_id, GError **error);
/* How many rows have each state, by OutboxState. */
bool outbox_count(Db *db, int64_t out_counts[OUTBOX_COUNT], GError **error);
/* How many went out to `recipient`, NULL: to anybody, at or after `since`, or are under way now: the budgets
 * of P16. A row that its sender has just claimed counts. -1 with an error. */
int64_t outbox_count_since(Db *db, const char *recipient, int64_t since, GError **error);
/* When the `rank`-th newest letter (from 1) went out, to `recipient` or, NULL, to anybody; 0: fewer did.
 * Tells when a used-up budget frees. */
bool outbox_sent_time(Db *db, const char *recipient, int rank, int64_t *out_time, GError **error);

const char *outbox_state_name(OutboxState state);
bool outbox_state_from_name(const char *name, OutboxState *out_state);
