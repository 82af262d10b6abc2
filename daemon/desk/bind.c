#include "daemon/desk/bind.h"

#include "daemon/store/ledger.h"
#include "daemon/store/outbox.h"
#include "parser/kind/kind.h"

enum {
	HISTORY_SECONDS = 14 * 24 * 3600
}; /* spec §18: same person + same subject within 14 days */

/* A token of ours for `person`; notes one that is ours in form only, and one that was his. */
static bool
token_binds(const TokenKeys *keys, char *token, const char *person, int64_t now, Bond *bond)
{
	g_autofree char *owned = token;
	bool expired = false;

	if (!owned)
		return false;
	if (token_check(keys, owned, person, now, &bond->claim, &expired))
		return true;
	bond->stolen = bond->stolen || !expired;
	bond->expired = bond->expired || expired;
	return false;
}

static bool
by_address(const TokenKeys *keys, const Settings *settings, const Mail *mail, const char *person, int64_t now,
	Bond *bond)
{
	for (guint i = 0; i < mail->delivered_to->len; i++)
		if (token_binds(keys, token_from_address(mail->delivered_to->pdata[i], settings->address),
			    person, now, bond))
			return true;
	for (guint i = 0; i < mail->to->len + mail->cc->len; i++) {
		const MailAddress *address =
			i < mail->to->len ? mail->to->pdata[i] : mail->cc->pdata[i - mail->to->len];

		if (token_binds(
			    keys, token_from_address(address->address, settings->address), person, now, bond))
			return true;
	}
	return false;
}

static bool
by_message_id(const TokenKeys *keys, const Settings *settings, const Mail *mail, const char *person,
	int64_t now, Bond *bond)
{
	for (guint i = 0; i < mail->in_reply_to->len; i++)
		if (token_binds(keys, token_from_message_id(mail->in_reply_to->pdata[i], settings->domain),
			    person, now, bond))
			return true;
	/* The newest reference says most; older ones name other letters of the same thread. */
	for (guint i = mail->references->len; i > 0; i--)
		if (token_binds(keys, token_from_message_id(mail->references->pdata[i - 1], settings->domain),
			    person, now, bond))
			return true;
	return false;
}

bool
bind_report(
	const TokenKeys *keys, const Settings *settings, const Mail *mail, int64_t now, TokenClaim *out_claim)
{
	const char *reader = mail->bounce ? mail->bounce->recipient : NULL;
	Bond bond = { 0 };

	if (!reader || !by_address(keys, settings, mail, reader, now, &bond))
		return false;
	*out_claim = bond.claim;
	return true;
}

bool
bind_mail(Db *db, const TokenKeys *keys, const Settings *settings, const Mail *mail, int64_t now,
	Bond *out_bond, GError **error)
{
	const char *person = mail->from ? mail->from->address : "";
	g_autofree char *number = NULL;
	const char *base = subject_base(mail->subject);
	GError *failure = NULL;
	Bond bond = { 0 };

	if (by_address(keys, settings, mail, person, now, &bond))
		bond.by = BOUND_TOKEN;
	else if (by_message_id(keys, settings, mail, person, now, &bond))
		bond.by = BOUND_MESSAGE_ID;
	if (bond.by && (bond.claim.letter == LETTER_M21 || bond.claim.letter == LETTER_M22)) {
		bond.report_id = bond.claim.case_id;
		*out_bond = bond;
		return true;
	}
	if (bond.by) {
		bond.case_id = bond.claim.case_id;
		*out_bond = bond;
		return true;
	}
	number = case_number_find(mail->subject);
	if (number) {
		bond.case_id = ledger_find_number(db, number, &failure);
		if (bond.case_id)
			bond.by = BOUND_SUBJECT;
	}
	if (!bond.case_id && !failure && *base && *person) {
		bond.case_id = ledger_find_by_subject(db, person, base, now - HISTORY_SECONDS, &failure);
		if (bond.case_id)
			bond.by = BOUND_HISTORY;
	}
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	*out_bond = bond;
	return true;
}
