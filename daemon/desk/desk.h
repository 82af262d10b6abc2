/*
 * The desk: what one arrived mail, one letter handed over or one moment reached does to its case, written
 * with its events and its letters. It asks workflow/ what may happen and does what the answer says, all
 * within the caller's transaction; it opens no connection and never asks the time.
 */
#pragma once

#include "daemon/letters/dispatch.h"
#include "daemon/store/inbound.h"
#include "daemon/store/outbox.h"
#include "parser/mail.h"

typedef struct Desk Desk;

/* Borrows all four for its life. */
Desk *desk_new(Db *db, const Settings *settings, const LetterSet *letters, const TokenKeys *keys);
void desk_free(Desk *desk); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

/* Gives `inbound` its fate. `mail` is what the parse worker made of it; NULL: it could not (P4). */
bool desk_take_mail(Desk *desk, const InboundMail *inbound, const Mail *mail, int64_t now, GError **error);

/* The same for what an operator enters in a staff member's name, who is its From: a registration block, or
 * with `case_id` commands about that case. Nobody need vouch for it: whoever can write the database already
 * is the operator. */
bool desk_take_by_hand(Desk *desk, const InboundMail *inbound, const Mail *mail, int64_t case_id, int64_t now,
	GError **error);

/* A letter was handed over, or refused for good. */
bool desk_take_outcome(Desk *desk, const OutboxMail *letter, int64_t now, GError **error);

/* The wake time of a case's clock is reached. */
bool desk_take_tick(Desk *desk, int64_t case_id, int clock, int64_t now, GError **error);
/* A year's calendar has come: what the case counted without it is counted anew. */
bool desk_take_calendar(Desk *desk, int64_t case_id, int64_t now, GError **error);
/* When all clocks of a moment have ticked: the one letter of the next person who is owed reminders. *out_any:
 * there was one. */
bool desk_send_reminders(Desk *desk, int64_t now, bool *out_any, GError **error);
