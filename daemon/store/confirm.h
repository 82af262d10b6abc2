/*
 * Commands that wait for a one-time code (spec §18): what a staff member asked whom no server vouched for,
 * kept as it was asked until the code that went to his own recorded address comes back. One waits at a time
 * for a person and case; its words and code are wiped when it no longer waits. It sends nothing and runs
 * nothing.
 */
#pragma once

#include "daemon/store/db.h"
#include "parser/command/command.h"
#include "workflow/case/event.h"

enum {
	CONFIRM_DIGITS = 6,
	CONFIRM_TRIES = 3,
	CONFIRM_A_DAY = 5, /* codes for one person and case in 24 hours */
};

typedef struct {
	int64_t id;
	int64_t case_id;
	char *person;       /* address */
	int64_t inbound_id; /* the mail that asked */
	LetterKind letter;  /* what the letter that it answered asked, and about which plan */
	int plan;
	GPtrArray *commands; /* Command * */
	bool attachments;
	int64_t report_id; /* what it answered was a digest, whose lines the commands name; 0: none */
	char *code;
	int64_t asked_at, expires_at;
	int tries;
} Confirmation;
void confirmation_free(Confirmation *confirmation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Confirmation, confirmation_free)

typedef enum {
	CONFIRM_WAITING,
	CONFIRM_DONE,     /* carried out */
	CONFIRM_REFUSED,  /* the code was right, the case had moved on */
	CONFIRM_REPLACED, /* asked for anew */
	CONFIRM_EXPIRED,
	CONFIRM_FAILED, /* too many wrong codes */
	CONFIRM_OUTCOME_COUNT,
} ConfirmOutcome;

/* Draws a code, puts the row in the place of what waited before; id and code are filled in. */
bool confirm_add(Db *db, Confirmation *confirmation, GError **error);
/* What waits of this person in this case at `now`; NULL with no error: nothing. */
Confirmation *confirm_waiting(Db *db, int64_t case_id, const char *person, int64_t now, GError **error);
/* How many codes the person was sent in this case since then; -1 with an error. */
int64_t confirm_count_since(Db *db, int64_t case_id, const char *person, int64_t since, GError **error);
/* One wrong code; the last one allowed ends it. */
bool confirm_note_wrong(Db *db, Confirmation *confirmation, GError **error);
bool confirm_end(Db *db, int64_t id, ConfirmOutcome outcome, GError **error);
/* Wipes whatever waited too long. */
bool confirm_sweep(Db *db, int64_t now, GError **error);
/* When the next that waits will have waited too long; 0: nothing waits. */
bool confirm_next_end(Db *db, int64_t *out_end, GError **error);

/* What the token of a confirmation's letter says in the place of a plan's number: which one it is. */
int confirm_serial(const Confirmation *confirmation);
