/*
 * Which case a mail speaks about, and how sure that is (spec §18): signed token in an address of ours, signed
 * Message-ID that it answers, case number in the subject, same person and subject. It only looks; what the
 * mail may do is workflow/admission's business.
 */
#pragma once

#include "daemon/settings/settings.h"
#include "daemon/store/db.h"
#include "daemon/token.h"
#include "parser/mail.h"
#include "workflow/interpret/admission.h"

typedef struct {
	BoundBy by;
	int64_t case_id;      /* 0: none */
	int64_t report_id;    /* an answer to this digest or report, whose lines name cases; 0: to none */
	TokenClaim claim;     /* what the signed mail asked; zero unless by >= BOUND_MESSAGE_ID */
	bool stolen, expired; /* see Arrival */
} Bond;

/* A delivery report comes from a server, not from whom our letter's token names: the token counts when it was
 * made for the address that the report says could not be reached. */
bool bind_report(const TokenKeys *keys, const Settings *settings, const Mail *mail, int64_t now,
	TokenClaim *out_claim);

bool bind_mail(Db *db, const TokenKeys *keys, const Settings *settings, const Mail *mail, int64_t now,
	Bond *out_bond, GError **error);
