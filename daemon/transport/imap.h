/*
 * A session with one IMAP server, as far as taking mail in needs it: look, never touch. Folders are opened
 * read-only, bodies are fetched with BODY.PEEK alone, so that flags, \Seen above all, stay what people made
 * them (P10). Calls block, each with a deadline; after a false with an error other than IMAP_ERROR_FOLDER,
 * REFUSED or UNSAFE the session is good for imap_close() only.
 */
#pragma once

#include "daemon/transport/imap_link.h"

typedef struct {
	const char *spool_directory; /* big mails stay here while they arrive; borrowed for the session */
	int64_t max_mail_bytes;      /* of longer ones only header and beginning are fetched */
	int patience_seconds;        /* how long a server may say nothing; 0: 60 */
	int stop_fd;                 /* readable: everything ends with IMAP_ERROR_STOPPED; -1: none */
} ImapOptions;

typedef struct Imap Imap;

/* Connects, logs in with the settings' secret (read anew each time), says who we are. */
Imap *imap_open(const ServerSettings *server, const ImapOptions *options, GError **error);
/* Takes leave (two seconds at most) and frees. NULL is fine. */
void imap_close(Imap *imap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Imap, imap_close)

bool imap_can_idle(const Imap *imap);

/* Opens a folder, its name in UTF-8, read-only. What the server does not say is 0. */
bool imap_examine(
	Imap *imap, const char *folder, uint32_t *out_uid_validity, uint32_t *out_uid_next, GError **error);

/* The UIDs of the folder from `first` to `last` (UINT32_MAX: the end), ascending, each once. Appends
 * uint32_t.
 */
bool imap_search(Imap *imap, uint32_t first, uint32_t last, GArray *out_uids, GError **error);

typedef struct {
	uint32_t uid;
	int64_t size;          /* as the server says */
	int64_t internal_date; /* seconds UTC; -1: not understood */
} ImapFacts;

enum {
	IMAP_FACTS_MAX = 500, /* UIDs in one call */
};

/* Of those UIDs that still exist; ascending. Appends ImapFacts. */
bool imap_facts(Imap *imap, const uint32_t *uids, size_t count, GArray *out_facts, GError **error);

typedef enum {
	IMAP_MAIL_WHOLE,      /* as many bytes as the server had said */
	IMAP_MAIL_BEGINNING,  /* longer than max_mail_bytes: its first 64 kB, or its header if that is longer
			       */
	IMAP_MAIL_WRONG_SIZE, /* `raw` is what came */
	IMAP_MAIL_MISSING,    /* no body came: the mail is gone, or the server did not give it, see `why` */
} ImapMailResult;

typedef struct {
	ImapFacts facts;
	ImapMailResult result;
	GBytes *raw; /* NULL for MISSING */
	char *why;   /* the server's words with which it refused; NULL: none */
} ImapMail;
void imap_mail_clear(ImapMail *mail);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapMail, imap_mail_clear)

/*
 * Fetches mails: start, then next until it gives false without an error. Commands of at most 20 mails or 8 MB
 * are sent ahead, so that the line is not idle while the caller stores what it has. Every mail asked for
 * comes exactly once, with its result; a body that nobody asked for is dropped. `facts` are as imap_facts()
 * gave them, ascending; copied. `whole` false: the beginning only, whatever the size.
 */
void imap_fetch_start(Imap *imap, const ImapFacts *facts, size_t count, bool whole);
bool imap_fetch_next(Imap *imap, ImapMail *out_mail, GError **error);

/* Waits in IDLE until mail may have come (*out_news) or `seconds` are over, or `stop_fd` is readable. News
 * that came beside an earlier answer counts. With IMAP_ERROR_STOPPED the session is still good for a leave in
 * form. */
bool imap_idle(Imap *imap, int seconds, int stop_fd, bool *out_news, GError **error);
