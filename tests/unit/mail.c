/*
 * Reads every mail of tests/mail and compares it with what NAME.expect says. The first line of that file is
 * a sentence on what is odd about the mail; then "key: value" lines:
 *
 *   KEY: VALUE       all values of KEY, one a line, in order; "KEY:" alone: it has none. \n and \t as in C.
 *   KEY-has: TEXT    a value of KEY contains TEXT
 *   KEY-lacks: TEXT  no value of KEY contains TEXT
 * Keys are those of values_of() below; what is not named is not compared.
 */
#include "parser/command/command.h"
#include "parser/mail.h"
#include "parser/record.h"
#include "parser/text/defect.h"
#include "tests/unit/check.h"

#include <string.h>

static char *
escape(const char *text)
{
	GString *out = g_string_new(text);

	g_string_replace(out, "\\", "\\\\", 0);
	g_string_replace(out, "\n", "\\n", 0);
	g_string_replace(out, "\t", "\\t", 0);
	return g_string_free(out, FALSE);
}

static void
add(GPtrArray *values, const char *text)
{
	if (text && *text)
		g_ptr_array_add(values, escape(text));
}

static void
add_strings(GPtrArray *values, const GPtrArray *strings)
{
	for (guint i = 0; i < strings->len; i++)
		add(values, g_ptr_array_index(strings, i));
}

static void
add_address(GPtrArray *values, const MailAddress *address)
{
	g_autofree char *text = address ? g_strdup_printf("%s <%s>", address->name, address->address) : NULL;

	if (text)
		add(values, *address->name ? text : address->address);
}

static void
add_addresses(GPtrArray *values, const GPtrArray *addresses)
{
	for (guint i = 0; i < addresses->len; i++)
		add_address(values, g_ptr_array_index(addresses, i));
}

static void
add_attachments(GPtrArray *values, const Mail *mail)
{
	for (guint i = 0; i < mail->attachments->len; i++) {
		const Attachment *a = g_ptr_array_index(mail->attachments, i);
		g_autofree char *text = g_strdup_printf("%s | %s | %d | %s%s", *a->name ? a->name : "-",
			a->type, (int)a->size, a->part, a->is_inline ? " | inline" : "");

		add(values, text);
	}
}

static void
add_sums(GPtrArray *values, const Mail *mail)
{
	for (guint i = 0; i < mail->attachments->len; i++)
		add(values, ((const Attachment *)g_ptr_array_index(mail->attachments, i))->sha256);
}

static void
add_commands(GPtrArray *values, const Mail *mail)
{
	for (guint i = 0; i < mail->commands->len; i++) {
		const Command *command = g_ptr_array_index(mail->commands, i);
		g_autofree char *text = g_strdup_printf("%s %s", command->word, command->arguments);

		add(values, g_strchomp(text));
	}
}

static void
add_fields(GPtrArray *values, const Mail *mail)
{
	for (guint i = 0; i < mail->fields->len; i++) {
		const Field *field = g_ptr_array_index(mail->fields, i);
		g_autofree char *text =
			g_strdup_printf("%s=%s (%s)", field->name, field->value, field->source);

		add(values, text);
	}
}

static void
add_bounce(GPtrArray *values, const Bounce *bounce)
{
	g_autofree char *text = NULL;

	if (!bounce)
		return;
	text = g_strdup_printf("%s %s %s", bounce->recipient ? bounce->recipient : "-",
		bounce->status ? bounce->status : "-",
		bounce->original_message_id ? bounce->original_message_id : "-");
	add(values, text);
}

/* All values of `key`, escaped; NULL when there is no such key. */
static GPtrArray *
values_of(const Mail *mail, const char *key)
{
	const struct {
		const char *key;
		const char *text;
		const GPtrArray *strings, *addresses;
	} plain[] = {
		{ "message-id", mail->message_id, NULL, NULL },
		{ "in-reply-to", NULL, mail->in_reply_to, NULL },
		{ "references", NULL, mail->references, NULL },
		{ "date", mail->date, NULL, NULL },
		{ "reply-to", NULL, NULL, mail->reply_to },
		{ "to", NULL, NULL, mail->to },
		{ "cc", NULL, NULL, mail->cc },
		{ "delivered-to", NULL, mail->delivered_to, NULL },
		{ "authentication-results", NULL, mail->authentication_results, NULL },
		{ "subject", mail->subject, NULL, NULL },
		{ "text", mail->text, NULL, NULL },
		{ "reply", mail->reply, NULL, NULL },
		{ "quoted", mail->quoted, NULL, NULL },
		{ "uncertain", mail->uncertain ? "yes" : "no", NULL, NULL },
		{ "from-html", mail->from_html ? "yes" : "no", NULL, NULL },
		{ "kind", mail_kind_name(mail->kind), NULL, NULL },
		{ "kind-reason", mail->kind_reason, NULL, NULL },
		{ "loop", mail->loop, NULL, NULL },
		{ "forwarded-subject", mail->forwarded ? mail->forwarded->subject : NULL, NULL, NULL },
		{ "forwarded-date", mail->forwarded ? mail->forwarded->date : NULL, NULL, NULL },
		{ "forwarded-text", mail->forwarded ? mail->forwarded->text : NULL, NULL, NULL },
		{ "forwarded-reply", mail->forwarded ? mail->forwarded->reply : NULL, NULL, NULL },
		{ "language", mail->language, NULL, NULL },
		{ "defect", NULL, mail->defects, NULL },
	};
	g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);

	for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
		if (strcmp(key, plain[i].key) != 0)
			continue;
		if (plain[i].strings)
			add_strings(values, plain[i].strings);
		else if (plain[i].addresses)
			add_addresses(values, plain[i].addresses);
		else
			add(values, plain[i].text);
		return g_steal_pointer(&values);
	}
	if (strcmp(key, "from") == 0)
		add_address(values, mail->from);
	else if (strcmp(key, "forwarded-from") == 0 && mail->forwarded)
		add_address(values, mail->forwarded->from);
	else if (strcmp(key, "forwarded-field") == 0 && mail->forwarded)
		add_fields(values, mail->forwarded);
	else if (strcmp(key, "attachment") == 0)
		add_attachments(values, mail);
	else if (strcmp(key, "sha256") == 0)
		add_sums(values, mail);
	else if (strcmp(key, "command") == 0)
		add_commands(values, mail);
	else if (strcmp(key, "field") == 0)
		add_fields(values, mail);
	else if (strcmp(key, "bounce") == 0)
		add_bounce(values, mail->bounce);
	else if (!g_str_has_prefix(key, "forwarded-"))
		return NULL;
	return g_steal_pointer(&values);
}

static char *
joined(const GPtrArray *values)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < values->len; i++)
		g_string_append_printf(text, "%s%s", i ? "\n" : "", (char *)g_ptr_array_index(values, i));
	return g_string_free(text, FALSE);
}

/* Every "KEY: VALUE" line of this key. */
static char *
wanted_values(char **lines, const char *key)
{
	g_autoptr(GPtrArray) values = g_ptr_array_new();
	g_autofree char *start = g_strconcat(key, ":", NULL);

	for (char **line = lines; *line; line++)
		if (g_str_has_prefix(*line, start) && *g_strstrip(*line + strlen(start)))
			g_ptr_array_add(values, *line + strlen(start));
	return joined(values);
}

static void
compare(const char *name, const char *odd, const Mail *mail, char **lines, const char *line)
{
	const char *colon = strchr(line, ':');
	g_autofree char *key = g_strndup(line, colon ? (gsize)(colon - line) : 0);
	g_autofree char *label = g_strdup_printf("%s: %s: %s", name, odd, key);
	g_autofree char *got = NULL;
	g_autofree char *want = NULL;
	g_autofree char *text = g_strstrip(g_strdup(colon ? colon + 1 : ""));
	g_autoptr(GPtrArray) values = NULL;
	bool has = g_str_has_suffix(key, "-has"), lacks = g_str_has_suffix(key, "-lacks");

	if (has || lacks)
		*strrchr(key, '-') = '\0';
	values = values_of(mail, key);
	if (!values) {
		check(false, label, "no such key");
		return;
	}
	got = joined(values);
	if (has || lacks) {
		g_autofree char *what = g_strdup_printf("%s %s %s", label, lacks ? "lacks" : "has", text);

		check(!strstr(got, text) == lacks, what, "got  %s", got);
		return;
	}
	want = wanted_values(lines, key);
	check_text(label, got, want);
}

static void
check_record(const char *name, const Mail *mail)
{
	g_autoptr(GBytes) record = record_write(mail);
	g_autoptr(Mail) copy = record_read(g_bytes_get_data(record, NULL), g_bytes_get_size(record));
	g_autoptr(GBytes) again = copy ? record_write(copy) : NULL;
	g_autofree char *label = g_strdup_printf("%s: comes back from its record", name);

	check(again && g_bytes_equal(record, again), label, "%s", copy ? "differs" : "refused");
}

static void
check_parts(const char *name, const Mail *mail, const char *bytes, size_t length)
{
	for (guint i = 0; i < mail->attachments->len; i++) {
		const Attachment *attachment = g_ptr_array_index(mail->attachments, i);
		g_autoptr(GBytes) part = mail_part(bytes, length, attachment->part);
		g_autofree char *sum = part ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, part) : NULL;
		g_autofree char *label = g_strdup_printf(
			"%s: part %s has the bytes it was listed with", name, attachment->part);

		check_text(label, sum, attachment->sha256);
	}
}

static void
check_mail(const char *folder, const char *name)
{
	g_autofree char *mail_path = g_strdup_printf("%s/%s.eml", folder, name);
	g_autofree char *expect_path = g_strdup_printf("%s/%s.expect", folder, name);
	g_autofree char *bytes = NULL;
	g_autofree char *expect = NULL;
	g_auto(GStrv) lines = NULL;
	gsize length = 0;
	g_autoptr(Mail) mail = NULL;
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	if (!g_file_get_contents(mail_path, &bytes, &length, NULL) ||
		!g_file_get_contents(expect_path, &expect, NULL, NULL)) {
		check(false, name, "%s and its .expect cannot be read", mail_path);
		return;
	}
	mail = mail_parse(bytes, length, NULL);
	lines = g_strsplit(expect, "\n", -1);
	for (char **line = lines + 1; lines[0] && *line; line++) {
		g_autofree char *key = g_strndup(*line, strcspn(*line, ":"));
		bool once = !g_str_has_suffix(key, "-has") && !g_str_has_suffix(key, "-lacks");

		if (**line && (!once || g_hash_table_add(seen, g_steal_pointer(&key))))
			compare(name, lines[0], mail, lines, *line);
	}
	check_record(name, mail);
	check_parts(name, mail, bytes, length);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* An operator looks up what a defect means. */
static void
check_manual(void)
{
	g_autofree char *manual = NULL;

	g_file_get_contents("etc/complaintctl.1", &manual, NULL, NULL);
	for (int i = 0; i < DEFECT_COUNT; i++) {
		g_autoptr(GString) word = g_string_new(defect_word((Defect)i));

		g_string_replace(word, "-", "\\-", 0);
		g_string_prepend(word, "\n.B ");
		g_string_append_c(word, '\n');
		check(manual && strstr(manual, word->str), defect_word((Defect)i), "not in complaintctl(1)");
	}
}

int
main(void)
{
	static const char folder[] = "tests/mail";
	GDir *directory = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *file;

	while (directory && (file = g_dir_read_name(directory)))
		if (g_str_has_suffix(file, ".eml"))
			g_ptr_array_add(names, g_strndup(file, strlen(file) - 4));
	if (directory)
		g_dir_close(directory);
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++)
		check_mail(folder, g_ptr_array_index(names, i));
	check_manual();
	return check_done();
}
