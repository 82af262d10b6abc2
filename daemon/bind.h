/*
 * Which case a mail speaks about, and how sure that is (spec §18): signed token in an address of ours, signed
 * Message-ID that it answers, case number in the subject, same person and subject. It only looks; what the
 * mail may do is workflow/admission's business.
 */
#pragma once

#include "daemon/db.h"
#include "daemon/settings.h"
#include "daemon/token.h"
#include "parser/mail.h"
#include "workflow/admission.h"

typedef struct {
	BoundBy by;
	int64_t case_id;  /* 0: none */
	TokenClaim claim; /* what the signed mail asked; zero unless by >= BOUND_MESSAGE_ID */
	bool stolen;      /* see Arrival */
} Bond;

bool bind_mail(Db *db, const TokenKeys *keys, const Settings *settings, const Mail *mail, int64_t now,
	Bond *out_bond, GError **error);
