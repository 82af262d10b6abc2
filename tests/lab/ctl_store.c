/*
 * A small store for the tests of complaintctl: one case from one mail, with its letters held and one refused.
 * Arguments: settings file, mail file. Prints the case's number.
 */
#include "daemon/settings/settings.h"
#include "daemon/store/inbound.h"
#include "daemon/store/ledger.h"
#include "daemon/store/outbox.h"

#include <stdio.h>
#include <stdlib.h>

/* Friday 2026-11-20, 10:00 in Shanghai. */
static const int64_t NOW = 1795140000;

static void
insist(bool ok, GError *error)
{
	if (ok)
		return;
	fprintf(stderr, "ctl_store: %s\n", error ? error->message : "failed");
	exit(1);
}

static int64_t
store_mail(Db *db, const char *path)
{
	InboundMail mail = { .mailbox = (char *)(uintptr_t) "complaints",
		.uid_validity = 1,
		.uid = 7,
		.arrived_at = NOW,
		.fetched_at = NOW };
	GError *error = NULL;
	char *text = NULL;
	gsize length = 0;
	int64_t id = 0;

	insist(g_file_get_contents(path, &text, &length, &error), error);
	mail.raw = g_bytes_new_take(text, length);
	mail.full_size = (int64_t)length;
	insist(inbound_add(db, &mail, &id, &error), error);
	insist(inbound_set_cursor(db, "complaints", 1, 8, NOW, &error), error);
	g_bytes_unref(mail.raw);
	return id;
}

static void
store_letter(Db *db, const Case *kase, int64_t event, const char *id, OutboxState state)
{
	g_autofree char *message_id = g_strdup_printf("%s@school.test", id);
	OutboxMail letter = { .case_id = kase->id,
		.event_id = event,
		.letter = LETTER_M01,
		.role = ROLE_LEARNER,
		.recipient = kase->learner,
		.sender = (char *)(uintptr_t) "complaints@school.test",
		.message_id = message_id,
		.subject = (char *)(uintptr_t) "已收到",
		.state = state,
		.created_at = NOW,
		.due_at = NOW };
	GError *error = NULL;

	letter.bytes = g_bytes_new_static("Subject: x\r\n\r\nx\r\n", 17);
	insist(outbox_add(db, &letter, NULL, &error), error);
	g_bytes_unref(letter.bytes);
}

int
main(int argc, char **argv)
{
	GError *error = NULL;
	g_autoptr(Settings) settings = argc == 3 ? settings_load(argv[1], &error) : NULL;
	g_autoptr(Db) db = NULL;
	g_autofree char *number = case_number_format(2026, 11, 20, 1);
	ComplaintFacts facts = { .number = number,
		.learner = "learner@mail.test",
		.learner_name = "李华",
		.class_name = "高三1班",
		.language = "zh",
		.subject = "投诉：换老师",
		.content = "换了老师。\n请换回。",
		.channel = "邮件",
		.message_id = "m1@mail.test",
		.category = "teaching",
		.words = "换老师",
		.score = 0.9,
		.margin = 0.5,
		.is_complaint = true };
	Event event = { .kind = EVENT_COMPLAINT, .complaint = &facts, .cause = "m1@mail.test" };
	Origin origin = { .cause = "m1@mail.test" };
	g_autoptr(Outcome) outcome = outcome_new();
	g_autoptr(Case) before = case_new();
	g_autoptr(Case) kase = NULL;
	int64_t logged = 0;

	insist(settings != NULL, error);
	db = db_open(settings->database, &error);
	insist(db && db_begin(db, &error), error);
	origin.inbound_id = store_mail(db, argv[2]);
	kase = case_step(before, &event, settings->policy, NOW, outcome);
	insist(kase != NULL, NULL);
	insist(ledger_save(db, kase, outcome, &origin, NOW, &logged, &error), error);
	insist(inbound_set_fate(db, origin.inbound_id, FATE_CASE, kase->id, "m1@mail.test", "", NOW, &error),
		error);
	store_letter(db, kase, logged, "one", OUTBOX_HELD);
	store_letter(db, kase, logged, "two", OUTBOX_HELD);
	insist(db_commit(db, &error), error);
	puts(number);
	return 0;
}
