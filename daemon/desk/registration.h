/*
 * Registration (spec §4): what an opening mail states about itself, gathered for the first event of a case.
 * Everything is taken as said, nothing as true; what is missing stays empty and blocks nothing.
 */
#pragma once

#include "daemon/settings/settings.h"
#include "daemon/store/db.h"
#include "daemon/store/inbound.h"
#include "parser/mail.h"
#include "workflow/case/event.h"

typedef struct Registration Registration;

/* Whose words they are, and whom we may write to. */
typedef enum {
	REGISTER_SENDER,  /* the sender's own; a form mailer's are those of the address that the form names */
	REGISTER_NOBODY,  /* somebody's whom we must not answer: the case gets no learner */
	REGISTER_ENTERED, /* a learner's, keyed in by staff: the address is the one that they state */
	/* of these nothing goes to the address before staff confirm it */
	REGISTER_ENTERED_UNPROVEN, /* the same, but nobody vouches for its sender */
	REGISTER_PASSED_ON,        /* a learner's own mail, passed on by staff: `mail` is the inner one */
} RegisterAs;

/* `mail` NULL: it could not be read, only the raw bytes are known; `proven`: the server vouches for its
 * sender. Takes the next case number of the local day. */
Registration *registration_new(Db *db, const Settings *settings, const InboundMail *inbound, const Mail *mail,
	RegisterAs as, bool proven, GError **error);
void registration_free(Registration *registration); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Registration, registration_free)

/* It goes on from case `number`, or (`repeats`) may be about the same. */
void registration_link(Registration *registration, const char *number, bool repeats);

const ComplaintFacts *registration_facts(const Registration *registration); /* lent */

/* A mail from one of the form mailers that the settings allow. */
bool registration_is_form(const Settings *settings, const Mail *mail);
/* The mail is a registration block that staff key in for a learner: it says by which channel he came
 * (spec §3: 渠道). */
bool registration_is_entry(const Mail *mail);
