#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/desk/desk.h"
#include "daemon/letters/letters.h"
#include "daemon/service/engine.h"
#include "daemon/store/ledger.h"

#include <stdio.h>
#include <string.h>

/*
 * What an operator enters by hand, in the name of a staff member: it becomes a mail of that person, kept byte
 * for byte like any other, and goes the same way over the same desk.
 */

enum {
	WORDS_MAX = 1 << 20
};

/* One entry: what it was made of, and what came of it. */
typedef struct {
	GBytes *raw;
	int64_t letters_before;
	int64_t inbound_id;
	Case *kase; /* NULL: none */
} Entered;

static void
entered_clear(Entered *entry)
{
	if (entry->raw)
		g_bytes_unref(entry->raw);
	case_free(entry->kase);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Entered, entered_clear)

/* The whole of a file, or of standard input for "-"; NULL after saying why. */
static char *
read_words(const char *path)
{
	GError *error = NULL;
	char *text = NULL;
	gsize length = 0;

	if (strcmp(path, "-") == 0) {
		text = g_malloc(WORDS_MAX + 1);
		length = fread(text, 1, WORDS_MAX, stdin);
		text[length] = '\0';
	} else if (!g_file_get_contents(path, &text, &length, &error)) {
		ctl_failed(error);
		return NULL;
	}
	if (length >= WORDS_MAX || !g_utf8_validate(text, (gssize)length, NULL)) {
		ctl_complain("%s: %s", path, length >= WORDS_MAX ? "too long" : "not UTF-8 text");
		g_clear_pointer(&text, g_free);
	}
	return text;
}

/* In whose name: --as, else the first of intake. NULL after saying why not. */
static const Person *
in_whose_name(Ctl *ctl, const char *as)
{
	const GPtrArray *people = ctl->settings->policy->people;

	for (guint i = 0; i < people->len; i++) {
		const Person *person = people->pdata[i];

		if (as ? g_ascii_strcasecmp(person->address, as) == 0
		       : (person->roles & ROLE_BIT(ROLE_INTAKE)) != 0)
			return person;
	}
	if (as)
		ctl_complain("%s is nobody of the staff; see the list in %s", as, ctl->config);
	else
		ctl_complain("nobody of the staff is intake; name somebody with --as ADDRESS");
	return NULL;
}

/* A mail of that person with these words. */
static GBytes *
write_mail(const Ctl *ctl, const Person *person, const char *subject, const char *words)
{
	g_autofree char *id = g_uuid_string_random();
	g_autofree char *subject64 = g_base64_encode((const guchar *)subject, strlen(subject));
	g_autofree char *words64 = g_base64_encode((const guchar *)words, strlen(words));
	g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(ctl->now);
	g_autofree char *date = g_date_time_format(now, "%a, %d %b %Y %H:%M:%S +0000");
	GString *mail = g_string_new(NULL);

	g_string_append_printf(mail,
		"From: <%s>\r\nTo: <%s>\r\nSubject: =?utf-8?B?%s?=\r\nDate: %s\r\nMessage-ID: <%s@%s>\r\n"
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\n",
		person->address, ctl->settings->address, subject64, date, id, ctl->settings->domain);
	for (size_t at = 0; at < strlen(words64); at += 76)
		g_string_append_printf(mail, "%.76s\r\n", words64 + at);
	return g_string_free_to_bytes(mail);
}

static int64_t
newest_letter(Db *db, GError **error)
{
	g_autoptr(GPtrArray) letters = outbox_list(db, OUTBOX_COUNT, 1, error);

	return !letters ? -1 : letters->len ? ((const OutboxMail *)letters->pdata[0])->id : 0;
}

static bool
take(Ctl *ctl, Desk *desk, Entered *entry, int64_t case_id, GError **error)
{
	char mailbox[] = "(by hand)";
	gsize length;
	const char *bytes = g_bytes_get_data(entry->raw, &length);
	g_autoptr(Mail) mail = mail_parse(bytes, length, NULL);
	g_autoptr(InboundMail) taken = NULL;
	InboundMail inbound = { .mailbox = mailbox, .uid_validity = 1, .raw = entry->raw };

	inbound.arrived_at = inbound.fetched_at = ctl->now;
	inbound.full_size = (int64_t)length;
	entry->letters_before = newest_letter(ctl->db, error);
	if (entry->letters_before < 0 || !inbound_add(ctl->db, &inbound, &entry->inbound_id, error))
		return false;
	inbound.id = entry->inbound_id;
	if (!desk_take_by_hand(desk, &inbound, mail, case_id, ctl->now, error))
		return false;
	taken = inbound_load(ctl->db, entry->inbound_id, error);
	if (taken && taken->case_id)
		entry->kase = ledger_load(ctl->db, taken->case_id, error);
	return taken && (entry->kase || !taken->case_id);
}

static bool
enter(Ctl *ctl, Entered *entry, int64_t case_id, GError **error)
{
	g_autoptr(LetterSet) letters = letters_load(ctl->settings->letters_directory, error);
	g_autoptr(TokenKeys) keys = letters ? engine_load_keys(ctl->settings, error) : NULL;
	g_autoptr(Desk) desk = NULL;

	if (!keys || !db_begin(ctl->db, error))
		return false;
	desk = desk_new(ctl->db, ctl->settings, letters, keys);
	if (take(ctl, desk, entry, case_id, error))
		return db_commit(ctl->db, error);
	db_rollback(ctl->db);
	return false;
}

/* ---- intake ---- */

/* One "label: value" a line, whatever line ends the value has. */
static void
add_label(GString *block, const char *label, const char *value)
{
	g_autofree char *line = g_strdup(value ? value : "");

	g_strdelimit(line, "\r\n", ' ');
	if (*line)
		g_string_append_printf(block, "%s：%s\n", label, line);
}

/* The registration block that the options make; the learner's words follow it. */
static GString *
registration_block(Ctl *ctl, const char *channel)
{
	static const struct {
		const char *option, *label;
	} options[] = {
		{ "--name", "姓名" },
		{ "--phone", "电话" },
		{ "--class", "班级" },
		{ "--mail", "邮箱" },
		{ "--category", "类别" },
	};
	GString *block = g_string_new(NULL);

	add_label(block, "渠道", channel);
	for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
		add_label(block, options[i].label, ctl_value(ctl, options[i].option));
	if (ctl_flag(ctl, "--confidential"))
		add_label(block, "保密", "是");
	return block;
}

static CtlStatus
tell_case(const Ctl *ctl, const Entered *entry)
{
	const Case *kase = entry->kase;
	const Clock *contact = case_clock(kase, CLOCK_CONTACT);
	g_autofree char *due = ctl_moment(ctl, contact ? contact->due_at : 0);

	if (ctl->json) {
		Json *json = json_new(true);

		json_open_object(json, NULL);
		json_text(json, "case", kase->number);
		json_text(json, "state", state_name((CaseState)kase->state));
		json_text(json, "category", kase->category);
		json_integer(json, "contact_by", contact ? contact->due_at : 0);
		json_close(json);
		ctl_print(json_finish(json));
	} else {
		printf("%s  %s\n", kase->number, state_name((CaseState)kase->state));
		if (contact)
			printf("contact by %s\n", due);
	}
	return CTL_OK;
}

CtlStatus
ctl_intake(Ctl *ctl)
{
	const char *channel = ctl_value(ctl, "--channel");
	const char *as = ctl_value(ctl, "--as");
	g_auto(Entered) entry = { 0 };
	g_autoptr(GString) block = NULL;
	g_autofree char *words = NULL;
	g_autofree char *subject = NULL;
	const Person *person;
	GError *error = NULL;

	if (!ctl_settings(ctl) || !(person = in_whose_name(ctl, as)))
		return CTL_UNABLE;
	channel = channel ? channel : "电话";
	block = registration_block(ctl, channel);
	if (!ctl_words(ctl, 1, 1))
		return CTL_UNABLE;
	words = read_words(ctl_word(ctl, 0));
	if (!words)
		return CTL_UNABLE;
	/* A file may hold labels of its own. */
	if (!strstr(words, "投诉内容"))
		g_string_append(block, "投诉内容：\n");
	g_string_append(block, words);
	subject = g_strconcat(channel, "投诉", NULL);
	entry.raw = write_mail(ctl, person, subject, block->str);
	if (!ctl_open(ctl, true))
		return CTL_UNABLE;
	if (!enter(ctl, &entry, 0, &error))
		return ctl_failed(error);
	return tell_case(ctl, &entry);
}

/* ---- command ---- */

/* The receipt that went to the person, as text; its status. */
static CtlStatus
tell_receipt(Ctl *ctl, const Entered *entry, const Person *person)
{
	g_autoptr(GPtrArray) letters = outbox_list(ctl->db, OUTBOX_COUNT, 50, NULL);

	for (guint i = 0; letters && i < letters->len; i++) {
		const OutboxMail *row = letters->pdata[i];
		g_autoptr(OutboxMail) letter = NULL;
		g_autoptr(Mail) mail = NULL;

		if (row->id <= entry->letters_before || row->letter != LETTER_M23 ||
			g_ascii_strcasecmp(row->recipient, person->address) != 0)
			continue;
		letter = outbox_load(ctl->db, row->id, NULL);
		if (!letter || !letter->bytes)
			break;
		mail = mail_parse(
			g_bytes_get_data(letter->bytes, NULL), g_bytes_get_size(letter->bytes), NULL);
		printf("%s\n", mail->text);
		return strstr(mail->subject, "✓") ? CTL_OK : CTL_WRONG;
	}
	printf("Nothing but a note.\n");
	return CTL_OK;
}

CtlStatus
ctl_command(Ctl *ctl)
{
	const char *as = ctl_value(ctl, "--as");
	g_auto(Entered) entry = { 0 };
	g_autoptr(GString) words = g_string_new(NULL);
	g_autofree char *subject = NULL;
	const Person *person;
	GError *error = NULL;
	int64_t case_id;

	if (!as) {
		ctl_complain("in whose name? --as ADDRESS");
		return CTL_UNABLE;
	}
	if (!ctl_words(ctl, 2, G_MAXUINT) || !ctl_settings(ctl) || !(person = in_whose_name(ctl, as)) ||
		!ctl_open(ctl, true))
		return CTL_UNABLE;
	case_id = ctl_case(ctl, ctl_word(ctl, 0));
	if (!case_id)
		return CTL_NONE;
	for (guint i = 1; i < ctl->arguments->len; i++)
		g_string_append_printf(words, "%s\n", ctl_word(ctl, i));
	if (!g_utf8_validate(words->str, (gssize)words->len, NULL)) {
		ctl_complain("not UTF-8 text");
		return CTL_UNABLE;
	}
	subject = g_strdup_printf("[%s]", ctl_word(ctl, 0));
	entry.raw = write_mail(ctl, person, subject, words->str);
	if (!enter(ctl, &entry, case_id, &error))
		return ctl_failed(error);
	return tell_receipt(ctl, &entry, person);
}
