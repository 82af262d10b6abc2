/*
 * Registration (spec §4): what an opening mail states about itself, gathered for the first event of a case.
 * Everything is taken as said, nothing as true; what is missing stays empty and blocks nothing.
 */
#pragma once

#include "daemon/db.h"
#include "daemon/inbound.h"
#include "daemon/settings.h"
#include "parser/mail.h"
#include "workflow/event.h"

typedef struct Registration Registration;

/* `mail` NULL: it could not be read, only the raw bytes are known. `known_sender` false: the sender is
 * somebody whom we must not answer, so the case gets no learner address. Takes the next case number of the
 * local day. */
Registration *registration_new(Db *db, const Settings *settings, const InboundMail *inbound, const Mail *mail,
	bool known_sender, bool proven, GError **error);
void registration_free(Registration *registration); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Registration, registration_free)

const ComplaintFacts *registration_facts(const Registration *registration); /* lent */
