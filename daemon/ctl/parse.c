#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/worker/worker.h"
#include "parser/command/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

/* Any file, "-" for standard input; NULL after saying what went wrong. */
static GBytes *
read_bytes(const char *path)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	guint8 block[65536];
	size_t got;

	if (!file) {
		ctl_complain("%s: %s", path, g_strerror(errno));
		return NULL;
	}
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		g_byte_array_append(bytes, block, (guint)got);
	if (ferror(file)) {
		ctl_complain("%s: %s", path, g_strerror(errno));
		if (file != stdin)
			fclose(file);
		return NULL;
	}
	if (file != stdin)
		fclose(file);
	return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

/* The mail as the service would see it. What breaks its reader is a mail, too: one with a defect. NULL when
 * no worker could be started. */
static Mail *
read_mail(Worker *worker, GBytes *bytes, int64_t most)
{
	g_autoptr(GBytes) beginning = NULL;
	g_autoptr(GError) error = NULL;
	Mail *mail = NULL;
	WorkerResult result;

	beginning = g_bytes_new_from_bytes(bytes, 0, MIN(g_bytes_get_size(bytes), (gsize)most));
	result = worker_parse(worker, beginning, &mail, &error);
	if (result == WORKER_FAILED) {
		ctl_complain("%s", error ? error->message : "the parse worker did not start");
		return NULL;
	}
	if (result != WORKER_PARSED) {
		mail = mail_new();
		mail_add_defect(mail, result == WORKER_TIMEOUT ? "parse-timeout" : "parse-crash");
	}
	if (g_bytes_get_size(bytes) > (gsize)most)
		mail_add_defect(mail, "truncated");
	return mail;
}

/* The operator's own words where there are settings; the shipped ones otherwise. */
static Settings *
settings_or_builtin(Ctl *ctl)
{
	g_autoptr(GError) error = NULL;
	Settings *settings;

	if (!ctl->config_given && !g_file_test(ctl->config, G_FILE_TEST_EXISTS))
		return settings_builtin();
	settings = settings_load(ctl->config, &error);
	if (!settings) {
		ctl_complain("%s", error->message);
		ctl_complain("going on with the built-in words");
		settings = settings_builtin();
	}
	return settings;
}

/* ---- for programs ---- */

static void
address_json(Json *json, const char *key, const MailAddress *address)
{
	if (!address) {
		json_text(json, key, NULL);
		return;
	}
	json_open_object(json, key);
	json_text(json, "name", address->name);
	json_text(json, "address", address->address);
	json_close(json);
}

static void
addresses_json(Json *json, const char *key, const GPtrArray *addresses)
{
	json_open_array(json, key);
	for (guint i = 0; i < addresses->len; i++)
		address_json(json, NULL, addresses->pdata[i]);
	json_close(json);
}

static void
texts_json(Json *json, const char *key, const GPtrArray *texts)
{
	json_open_array(json, key);
	for (guint i = 0; i < texts->len; i++)
		json_text(json, NULL, texts->pdata[i]);
	json_close(json);
}

static void
bounce_json(Json *json, const Bounce *bounce)
{
	if (!bounce) {
		json_text(json, "bounce", NULL);
		return;
	}
	json_open_object(json, "bounce");
	json_text(json, "recipient", bounce->recipient);
	json_text(json, "status", bounce->status);
	json_text(json, "original_message_id", bounce->original_message_id);
	json_close(json);
}

/* The mail that this one passes on, as far as its copy tells. */
static void
forwarded_json(Json *json, const Mail *forwarded)
{
	if (!forwarded) {
		json_text(json, "forwarded", NULL);
		return;
	}
	json_open_object(json, "forwarded");
	address_json(json, "from", forwarded->from);
	json_text(json, "subject", forwarded->subject);
	json_text(json, "date", forwarded->date);
	json_text(json, "text", forwarded->text);
	json_close(json);
}

static void
attachments_json(Json *json, const GPtrArray *attachments)
{
	json_open_array(json, "attachments");
	for (guint i = 0; i < attachments->len; i++) {
		const Attachment *attachment = attachments->pdata[i];

		json_open_object(json, NULL);
		json_text(json, "name", attachment->name);
		json_text(json, "type", attachment->type);
		json_integer(json, "size", attachment->size);
		json_text(json, "sha256", attachment->sha256);
		json_text(json, "part", attachment->part);
		json_bool(json, "inline", attachment->is_inline);
		json_close(json);
	}
	json_close(json);
}

static void
fields_json(Json *json, const GPtrArray *fields)
{
	json_open_object(json, "fields");
	for (guint i = 0; i < fields->len; i++) {
		const Field *field = fields->pdata[i];

		json_open_object(json, field->name);
		json_text(json, "value", field->value);
		json_text(json, "source", field->source);
		json_close(json);
	}
	json_close(json);
}

static void
words_json(Json *json, const char *key, const char *words)
{
	g_auto(GStrv) list = g_strsplit(words ? words : "", " ", -1);

	json_open_array(json, key);
	for (char **word = list; *word; word++)
		if (**word)
			json_text(json, NULL, g_strdelimit(*word, "_", ' ')); /* as classify() joined them */
	json_close(json);
}

static void
category_json(Json *json, const Verdict *verdict)
{
	json_open_object(json, "category");
	json_text(json, "id", verdict->category);
	json_real(json, "score", verdict->score);
	json_text(json, "secondary", verdict->secondary);
	json_bool(json, "triage", verdict->triage);
	words_json(json, "words", verdict->words);
	json_close(json);
}

static const char *
verb_word(const Command *command)
{
	return command->verb == VERB_UNKNOWN ? command->word : command_verbs[command->verb].canonical;
}

static void
commands_json(Json *json, const GPtrArray *commands)
{
	json_open_array(json, "commands");
	for (guint i = 0; i < commands->len; i++) {
		const Command *command = commands->pdata[i];

		json_open_object(json, NULL);
		json_text(json, "verb", verb_word(command));
		json_text(json, "args", command->arguments);
		json_integer(json, "line", command->line);
		json_close(json);
	}
	json_close(json);
}

static bool
is_complaint(const Mail *mail, const Verdict *verdict)
{
	return mail->kind == MAIL_HUMAN && verdict->is_complaint;
}

/* `file`: its name, in a line of its own for each of several files; NULL: the only one. */
static void
parse_json(const char *file, const Mail *mail, const Verdict *verdict)
{
	Json *json = json_new(!file);

	json_open_object(json, NULL);
	if (file)
		json_text(json, "file", file);
	json_text(json, "message_id", mail->message_id);
	texts_json(json, "in_reply_to", mail->in_reply_to);
	texts_json(json, "references", mail->references);
	json_text(json, "date", mail->date);
	address_json(json, "from", mail->from);
	addresses_json(json, "reply_to", mail->reply_to);
	addresses_json(json, "to", mail->to);
	addresses_json(json, "cc", mail->cc);
	json_text(json, "subject", mail->subject);
	json_text(json, "text", mail->text);
	json_text(json, "reply", mail->reply);
	json_text(json, "quoted", mail->quoted);
	json_bool(json, "uncertain", mail->uncertain);
	json_text(json, "kind", mail_kind_name(mail->kind));
	bounce_json(json, mail->bounce);
	forwarded_json(json, mail->forwarded);
	attachments_json(json, mail->attachments);
	fields_json(json, mail->fields);
	category_json(json, verdict);
	json_bool(json, "urgent", verdict->urgent);
	json_bool(json, "is_complaint", is_complaint(mail, verdict));
	commands_json(json, mail->commands);
	texts_json(json, "defects", mail->defects);
	json_close(json);
	ctl_print(json_finish(json));
}

/* ---- for people ---- */

static void
add_line(Columns *columns, const char *what, const char *value)
{
	const char *cells[] = { what, value };

	if (value && *value)
		columns_row(columns, cells);
}

static void
add_addresses(Columns *columns, const char *what, const GPtrArray *addresses)
{
	for (guint i = 0; i < addresses->len; i++) {
		const MailAddress *address = addresses->pdata[i];
		g_autofree char *line = g_strdup_printf("%s <%s>", address->name, address->address);

		add_line(columns, what, *address->name ? line : address->address);
	}
}

static void
add_facts(Columns *columns, const Mail *mail, const Verdict *verdict)
{
	g_autofree char *category = g_strdup_printf("%s, score %.2f%s%s, by the words: %s",
		verdict->category ? verdict->category : "none", verdict->score,
		verdict->secondary ? ", also " : "", verdict->secondary ? verdict->secondary : "",
		verdict->words && *verdict->words ? verdict->words : "none");

	add_line(columns, "category", category);
	add_line(columns, "", verdict->triage ? "unsure: intake would decide" : "");
	add_line(columns, "urgent", verdict->urgent ? verdict->urgent_words : "");
	add_line(columns, "complaint", is_complaint(mail, verdict) ? "yes" : "no");
	for (guint i = 0; i < mail->fields->len; i++) {
		const Field *field = mail->fields->pdata[i];
		g_autofree char *line = g_strdup_printf("%s (%s)", field->value, field->source);

		add_line(columns, field->name, line);
	}
	for (guint i = 0; i < mail->attachments->len; i++) {
		const Attachment *attachment = mail->attachments->pdata[i];
		g_autofree char *line = g_strdup_printf("%u: %s, %s, %" G_GINT64_FORMAT " bytes", i + 1,
			*attachment->name ? attachment->name : "(no name)", attachment->type,
			attachment->size);

		add_line(columns, "attachment", line);
	}
	for (guint i = 0; i < mail->commands->len; i++) {
		const Command *command = mail->commands->pdata[i];
		g_autofree char *line = g_strdup_printf("#%s %s", verb_word(command), command->arguments);

		add_line(columns, command->verb == VERB_UNKNOWN ? "no command" : "command", line);
	}
	for (guint i = 0; i < mail->defects->len; i++)
		add_line(columns, "defect", mail->defects->pdata[i]);
}

static void
parse_people(const Mail *mail, const Verdict *verdict)
{
	static const char *const headings[] = { "", "", NULL };
	Columns *columns = columns_new(headings, 0);
	g_autofree char *kind = g_strdup_printf("%s%s%s", mail_kind_name(mail->kind),
		mail->kind_reason && *mail->kind_reason ? ", by " : "",
		mail->kind_reason ? mail->kind_reason : "");
	g_auto(GStrv) lines = g_strsplit(mail->uncertain ? mail->text : mail->reply, "\n", -1);

	if (mail->from) {
		g_autofree char *from = g_strdup_printf("%s <%s>", mail->from->name, mail->from->address);

		add_line(columns, "from", from);
	}
	add_addresses(columns, "reply-to", mail->reply_to);
	add_addresses(columns, "to", mail->to);
	add_addresses(columns, "cc", mail->cc);
	add_line(columns, "date", mail->date);
	add_line(columns, "subject", mail->subject);
	add_line(columns, "message-id", mail->message_id);
	add_line(columns, "kind", kind);
	if (mail->bounce)
		add_line(columns, "bounced to", mail->bounce->recipient);
	add_facts(columns, mail, verdict);
	columns_print(columns, stdout);
	printf("\n%s\n", mail->uncertain ? "The whole text, because what is new could not be told for sure:"
					 : "The new text:");
	for (char **line = lines; *line; line++) {
		g_autofree char *clean = columns_clean(*line);

		printf("  │ %s\n", clean);
	}
}

static CtlStatus
parse_file(const Ctl *ctl, Worker *worker, const Settings *settings, guint index)
{
	const char *path = ctl_word(ctl, index);
	bool several = ctl->arguments->len > 1;
	g_autoptr(GBytes) bytes = read_bytes(path);
	g_autoptr(Mail) mail = bytes ? read_mail(worker, bytes, settings->max_mail_bytes) : NULL;
	g_autoptr(Verdict) verdict = NULL;

	if (!mail)
		return CTL_UNABLE;
	verdict = classify(settings->vocabulary, mail->subject, mail->reply,
		settings->policy->score_threshold, settings->policy->score_margin);
	if (ctl->json) {
		parse_json(several ? path : NULL, mail, verdict);
		return CTL_OK;
	}
	if (several)
		printf("%s==> %s <==\n", index ? "\n" : "", path);
	parse_people(mail, verdict);
	return CTL_OK;
}

/* A file that cannot be read keeps none of the others from it. */
CtlStatus
ctl_parse(Ctl *ctl)
{
	/* Forked before settings or mail are read, it knows nothing of either. A child that takes the place
	 * of another one later has to be a program of its own for that. */
	const char *program = ctl->arguments->len > 1 ? "/proc/self/exe" : NULL;
	g_autoptr(Worker) worker = worker_new(program, NULL);
	g_autoptr(Settings) settings = NULL;
	g_autoptr(GError) error = NULL;
	MailOptions options = { 0 };
	CtlStatus status = CTL_OK;

	if (!ctl_words(ctl, 1, G_MAXUINT))
		return CTL_UNABLE;
	if (!worker_start(worker, &error)) {
		ctl_complain("%s", error->message);
		return CTL_UNABLE;
	}
	settings = settings_or_builtin(ctl);
	g_ptr_array_add(settings->form_senders, NULL);
	options.form_senders = (const char *const *)settings->form_senders->pdata;
	worker_set_options(worker, &options);
	for (guint i = 0; i < ctl->arguments->len; i++)
		if (parse_file(ctl, worker, settings, i) != CTL_OK)
			status = CTL_UNABLE;
	return status;
}
