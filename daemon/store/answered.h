/*
 * The letters of ours that a mail says it answers, so that reading it can tell our words from the sender's
 * (parser/quote/sent.h). What a mail says may be a lie: these letters are compared with, and never shown.
 */
#pragma once

#include "daemon/store/db.h"
#include "parser/mail.h"

enum {
	ANSWERED_MAX = 8,                /* letters */
	ANSWERED_BYTES_MAX = 256 * 1024, /* of each: its texts stand first, attachments behind them */
};

/* New array of GBytes *, the nearest first: In-Reply-To, then References from their end. Empty for what no
 * person wrote, and where none is ours. NULL with an error. */
GPtrArray *answered_letters(Db *db, const Mail *mail, GError **error);
