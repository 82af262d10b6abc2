#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/desk/desk.h"
#include "daemon/letters/letters.h"
#include "daemon/service/engine.h"
#include "daemon/store/answered.h"
#include "daemon/store/ledger.h"

#include <inttypes.h>
#include <stdio.h>

/* What a mail would do: found out by doing it, in a transaction that is rolled back. */
typedef struct {
	InboundMail *inbound;
	Case *kase;         /* NULL: no case is concerned */
	GPtrArray *letters; /* OutboxMail *, of the case, those from before included */
	int64_t letters_before;
} Explanation;

static void
explanation_clear(Explanation *explanation)
{
	inbound_mail_free(explanation->inbound);
	case_free(explanation->kase);
	if (explanation->letters)
		g_ptr_array_unref(explanation->letters);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Explanation, explanation_clear)

static bool
try_mail(Ctl *ctl, Desk *desk, GBytes *raw, Explanation *out, GError **error)
{
	char mailbox[] = "(explain)";
	gsize length;
	const char *bytes = g_bytes_get_data(raw, &length);
	g_autofree const char **form_senders = settings_form_senders(ctl->settings);
	MailOptions options = { .form_senders = form_senders };
	g_autoptr(Mail) mail = mail_parse(bytes, length, &options);
	g_autoptr(GPtrArray) letters = answered_letters(ctl->db, mail, error);
	InboundMail inbound = { .mailbox = mailbox, .uid_validity = 1, .uid = 1, .raw = raw };
	int64_t id = 0, newest = 0;
	g_autoptr(GPtrArray) before = letters ? outbox_list(ctl->db, OUTBOX_COUNT, 1, error) : NULL;

	if (!before)
		return false;
	options.letters = letters;
	if (letters->len) {
		mail_free(mail);
		mail = mail_parse(bytes, length, &options);
	}
	if (before->len)
		newest = ((const OutboxMail *)before->pdata[0])->id;
	inbound.arrived_at = inbound.fetched_at = ctl->now;
	inbound.full_size = (int64_t)length;
	if (!inbound_add(ctl->db, &inbound, &id, error))
		return false;
	inbound.id = id;
	if (!desk_take_mail(desk, &inbound, mail, ctl->now, error))
		return false;
	out->letters_before = newest;
	out->inbound = inbound_load(ctl->db, id, error);
	if (!out->inbound || !out->inbound->case_id)
		return out->inbound != NULL;
	out->kase = ledger_load(ctl->db, out->inbound->case_id, error);
	out->letters = out->kase ? outbox_of_case(ctl->db, out->inbound->case_id, error) : NULL;
	return out->letters != NULL;
}

static bool
explain(Ctl *ctl, GBytes *raw, Explanation *out, GError **error)
{
	g_autoptr(LetterSet) letters = letters_load(ctl->settings->letters_directory, error);
	g_autoptr(TokenKeys) keys = letters ? engine_load_keys(ctl->settings, error) : NULL;
	g_autoptr(Desk) desk = NULL;
	bool done;

	if (!keys || !db_begin(ctl->db, error))
		return false;
	desk = desk_new(ctl->db, ctl->settings, letters, keys);
	done = try_mail(ctl, desk, raw, out, error);
	db_rollback(ctl->db);
	return done;
}

static void
print_case(const Ctl *ctl, const Explanation *explanation)
{
	const Case *kase = explanation->kase;

	printf("case      %s, %s\n", kase->number, state_name((CaseState)kase->state));
	if (kase->category && *kase->category)
		printf("category  %s, score %.2f, by: %s\n", kase->category, kase->score,
			kase->words ? kase->words : "");
	printf("urgent    %s\n", kase->urgent ? "yes" : "no");
	for (guint i = 0; i < kase->clocks->len; i++) {
		const Clock *clock = kase->clocks->pdata[i];
		g_autofree char *due = ctl_moment(ctl, clock->due_at);

		if (clock_is_running(clock))
			printf("deadline  %-8s %s\n", clock_name((ClockKind)clock->kind), due);
	}
	for (guint i = 0; i < explanation->letters->len; i++) {
		const OutboxMail *letter = explanation->letters->pdata[i];

		if (letter->id > explanation->letters_before)
			printf("letter    %-4s to %s: %s\n", letter_name(letter->letter), letter->recipient,
				letter->subject);
	}
}

static void
print_json(const Explanation *explanation)
{
	const Case *kase = explanation->kase;
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_text(json, "fate", fate_name(explanation->inbound->fate));
	json_text(json, "reason", explanation->inbound->reason);
	json_text(json, "case", kase ? kase->number : NULL);
	json_text(json, "state", kase ? state_name((CaseState)kase->state) : NULL);
	json_text(json, "category", kase ? kase->category : NULL);
	json_text(json, "words", kase ? kase->words : NULL);
	json_bool(json, "urgent", kase && kase->urgent);
	json_open_array(json, "deadlines");
	for (guint i = 0; kase && i < kase->clocks->len; i++) {
		const Clock *clock = kase->clocks->pdata[i];

		if (!clock_is_running(clock))
			continue;
		json_open_object(json, NULL);
		json_text(json, "clock", clock_name((ClockKind)clock->kind));
		json_integer(json, "due_at", clock->due_at);
		json_close(json);
	}
	json_close(json);
	json_open_array(json, "letters");
	for (guint i = 0; kase && i < explanation->letters->len; i++) {
		const OutboxMail *letter = explanation->letters->pdata[i];

		if (letter->id <= explanation->letters_before)
			continue;
		json_open_object(json, NULL);
		json_text(json, "letter", letter_name(letter->letter));
		json_text(json, "to", letter->recipient);
		json_text(json, "subject", letter->subject);
		json_close(json);
	}
	json_close(json);
	json_close(json);
	ctl_print(json_finish(json));
}

CtlStatus
ctl_explain(Ctl *ctl)
{
	g_auto(Explanation) explanation = { 0 };
	g_autoptr(GBytes) raw = NULL;
	GError *error = NULL;
	char *text = NULL;
	gsize length = 0;

	if (!ctl_words(ctl, 1, 1) || !ctl_open(ctl, true))
		return CTL_UNABLE;
	if (!g_file_get_contents(ctl_word(ctl, 0), &text, &length, &error)) {
		ctl_complain("%s", error->message);
		g_error_free(error);
		return CTL_UNABLE;
	}
	raw = g_bytes_new_take(text, length);
	if (!explain(ctl, raw, &explanation, &error))
		return ctl_failed(error);
	if (ctl->json) {
		print_json(&explanation);
		return CTL_OK;
	}
	printf("fate      %s (%s)\n", fate_name(explanation.inbound->fate), explanation.inbound->reason);
	if (explanation.kase)
		print_case(ctl, &explanation);
	printf("Nothing was changed and nothing sent.\n");
	return CTL_OK;
}
