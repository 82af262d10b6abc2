/*
 * Inside of imap*.c: the session's state, sending a command, taking in what comes back.
 */
#pragma once

#include "daemon/transport/imap.h"
#include "daemon/transport/imap_answer.h"
#include "daemon/transport/imap_fetch.h"
#include "daemon/transport/imap_reader.h"
#include "daemon/transport/imap_spool.h"

enum {
	IMAP_BATCHES_MAX = 2,   /* FETCH commands sent ahead */
	IMAP_LEAVE_SECONDS = 2, /* for last words */
};

typedef struct {
	uint32_t tag; /* 0: none */
	size_t first, count;
	int64_t bytes;
} ImapBatch;

/* A fetch of mails that is under way. */
typedef struct {
	GArray *wanted;  /* ImapWanted, ascending by UID */
	size_t unsent;   /* the first that was not asked for yet */
	bool whole;      /* as told by the caller */
	GQueue *arrived; /* ImapMail *, not yet given to the caller */
	ImapBatch batches[IMAP_BATCHES_MAX];
} ImapRun;

typedef struct {
	ImapFacts facts;
	bool sent, settled;
} ImapWanted;

struct Imap {
	ImapOptions options;
	ImapLink *link;
	ImapReader *reader;
	ImapSpool *spool;
	char *buffer;
	bool broken; /* out of step or closed: not a word more */
	uint64_t received;
	uint64_t spooled; /* announced by the literals of this response */

	char *capabilities; /* " IMAP4REV1 IDLE " */
	bool identified;    /* ID was sent */
	uint32_t uid_validity, uid_next;
	bool news;       /* EXISTS came since the last search */
	GArray *numbers; /* of SEARCH */
	GArray *facts;   /* of FETCH, while imap_facts() asks; else NULL */
	ImapRun run;

	uint32_t last_tag;
	uint32_t awaited; /* the command that imap_await() waits for; 0: none */
	bool answered;    /* it ended, with: */
	ImapStatus status;
	char *words;
	bool continued; /* "+" came */
	char *bye;
};

/* Takes the link. */
Imap *imap_session_new(ImapLink *link, const ImapOptions *options);

/* How long we are willing to wait, counted from now on. */
typedef struct {
	int64_t started;
	uint64_t received;
} ImapWait;
ImapWait imap_wait_begin(const Imap *imap);
/* The moment at which patience ends: with a server that is silent, or that drips. */
int64_t imap_wait_deadline(const Imap *imap, const ImapWait *wait);

bool imap_send(Imap *imap, const char *bytes, size_t length, GError **error);
/* Sends "c7 " and the words and a line end; the tag, or 0 with an error. */
uint32_t imap_send_command(Imap *imap, const char *words, GError **error);
/* Receives once and takes in all that came. */
bool imap_take_in(Imap *imap, int64_t deadline, GError **error);
/* Until the command of this tag has ended: imap->status and imap->words. */
bool imap_await(Imap *imap, uint32_t tag, GError **error);
/* Until "+" or the command's end. */
bool imap_await_continue(Imap *imap, uint32_t tag, GError **error);
/* Send and await. */
bool imap_command(Imap *imap, const char *words, GError **error);
/* Sets an error of this code from the command's status and words, unless it is OK. */
bool imap_expect_ok(const Imap *imap, ImapError code, const char *what, GError **error);

bool imap_has_capability(const Imap *imap, const char *word); /* upper case */
bool imap_ask_capabilities(Imap *imap, GError **error);
/* ID, once a session. */
bool imap_identify(Imap *imap, GError **error);
bool imap_login(Imap *imap, const ServerSettings *server, const char *secret, GError **error);

/* Of imap_fetching.c: a FETCH answer came; a batch's command ended. False from the second: it was none of
 * the run's. */
bool imap_run_take_fetch(Imap *imap, const ImapFetch *fetch, GError **error);
bool imap_run_take_end(Imap *imap, const ImapAnswer *answer, GError **error);
void imap_run_clear(ImapRun *run);
