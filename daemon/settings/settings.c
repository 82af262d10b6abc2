#include "daemon/settings/settings.h"

#include "daemon/settings/check.h"
#include "daemon/settings/keys.h"
#include "daemon/settings/read.h"
#include "daemon/settings/text.h"
#include "daemon/settings/words.h"

#include <string.h>

G_DEFINE_QUARK(settings_error, settings_error)

const char settings_default_path[] = COMPLAINTD_SYSCONFDIR "/complaintd/complaintd.conf";

enum {
	FILE_BYTES_MOST = 4 * 1024 * 1024,
	INCLUDE_DEPTH_MOST = 10, /* libconfig's own */
};

/* ---- the value ---- */

static void
secret_source_clear(SecretSource *source)
{
	g_free(source->file);
	g_free(source->command);
	g_free(source->credential);
}

static void
server_settings_clear(ServerSettings *server)
{
	g_free(server->host);
	g_free(server->ca_file);
	g_free(server->user);
	secret_source_clear(&server->secret);
}

static void
mailbox_settings_free(gpointer data)
{
	MailboxSettings *mailbox = data;

	g_free(mailbox->name);
	g_free(mailbox->folder);
	server_settings_clear(&mailbox->server);
	g_free(mailbox);
}

static Settings *
settings_new(const char *path)
{
	Settings *settings = g_new0(Settings, 1);

	settings->references = 1;
	settings->path = g_strdup(path);
	settings->mailboxes = g_ptr_array_new_with_free_func(mailbox_settings_free);
	settings->warnings = g_ptr_array_new_with_free_func(g_free);
	settings->policy = policy_new();
	return settings;
}

Settings *
settings_ref(Settings *settings)
{
	g_atomic_int_inc(&settings->references);
	return settings;
}

void
settings_unref(Settings *settings)
{
	if (!settings || !g_atomic_int_dec_and_test(&settings->references))
		return;
	g_free(settings->path);
	g_free(settings->address);
	g_free(settings->display_name);
	g_free(settings->domain);
	secret_source_clear(&settings->token_secret);
	secret_source_clear(&settings->token_secret_old);
	g_free(settings->authserv_id);
	g_free(settings->database);
	g_free(settings->letters_directory);
	g_clear_pointer(&settings->mailboxes, g_ptr_array_unref);
	server_settings_clear(&settings->smtp);
	g_clear_pointer(&settings->form_senders, g_ptr_array_unref);
	g_free(settings->zone);
	g_clear_pointer(&settings->calendar_files, g_ptr_array_unref);
	policy_free(settings->policy);
	g_free(settings->words_file);
	vocabulary_free(settings->vocabulary);
	g_clear_pointer(&settings->warnings, g_ptr_array_unref);
	g_free(settings);
}

/* ---- reading the text ---- */

typedef struct {
	SettingsReader *reader;
	const char *file;
} TextFinding;

static void
note_text_finding(int line, const char *what, const char *cure, gpointer data)
{
	const TextFinding *finding = data;

	g_ptr_array_add(
		finding->reader->findings, g_strdup_printf("%s:%d: %s; %s", finding->file, line, what, cure));
}

/* Scans a text and those that it includes, breadth first; libconfig complains of absent files itself. False
 * when one of them is not UTF-8. */
static bool
scan_all(SettingsReader *reader, const char *text)
{
	TextFinding finding = { reader, reader->path };
	g_autoptr(GPtrArray) wave = settings_text_includes(text, strlen(text));

	bool utf8 = settings_text_scan(text, strlen(text), note_text_finding, &finding);

	for (int depth = 0; depth < INCLUDE_DEPTH_MOST && wave->len; depth++) {
		g_autoptr(GPtrArray) next = g_ptr_array_new_with_free_func(g_free);

		for (guint i = 0; i < wave->len && i < 100; i++) {
			g_autofree char *path = g_build_filename(reader->folder, wave->pdata[i], NULL);
			g_autofree char *included = NULL;
			gsize length;

			if (!g_file_get_contents(path, &included, &length, NULL))
				continue;
			finding.file = wave->pdata[i];
			utf8 &= settings_text_scan(included, length, note_text_finding, &finding);
			g_ptr_array_extend_and_steal(next, settings_text_includes(included, length));
		}
		g_ptr_array_unref(wave);
		wave = g_steal_pointer(&next);
	}
	return utf8;
}

/* The table's defaults as a file of their own, so that one reader serves both. */
static void
read_fallback(config_t *tree)
{
	GString *text = g_string_new(NULL);

	for (const SectionRow *section = settings_sections; section->name; section++) {
		g_string_append_printf(text, "%s: {\n", section->name);
		for (const KeyRow *row = section->keys; row->name; row++)
			if (row->fallback)
				g_string_append_printf(text, "%s = %s;\n", row->name, row->fallback);
		g_string_append(text, "};\n");
		if (section->builtin)
			g_string_append_printf(
				text, "%s_builtin = (\n%s);\n", section->name, section->sample);
	}
	if (!config_read_string(tree, text->str))
		g_error("the table of settings does not read: line %d: %s", config_error_line(tree),
			config_error_text(tree));
	g_string_free(text, TRUE);
}

static bool
read_tree(SettingsReader *reader, const char *text)
{
	guint before = reader->findings->len;

	if (!scan_all(reader, text))
		return false;
	config_set_include_dir(&reader->tree, reader->folder);
	if (config_read_string(&reader->tree, text))
		return true;
	/* An open string or comment makes libconfig stumble somewhere behind it: what the scan said is
	 * enough. */
	if (reader->findings->len == before) {
		const char *file = config_error_file(&reader->tree);

		g_ptr_array_add(reader->findings,
			g_strdup_printf("%s:%d: %s; look at this line and the one before it (a missing ; or "
					"bracket)",
				file ? file : reader->path, config_error_line(&reader->tree),
				config_error_text(&reader->tree)));
	}
	return false;
}

/* ---- what the values make ---- */

static void
make_calendar(SettingsReader *reader)
{
	Settings *settings = reader->settings;
	g_autoptr(Calendar) calendar = NULL;
	g_autoptr(GError) error = NULL;

	calendar = calendar_new(settings->zone, settings->open_minutes, settings->close_minutes, &error);
	if (!calendar) {
		settings_finding(reader, settings_at(reader, "hours", -1, "zone"), NULL,
			"%s; write a zone such as \"Asia/Shanghai\", and open before close", error->message);
		return;
	}
	for (guint i = 0; i < settings->calendar_files->len; i++) {
		const char *path = settings->calendar_files->pdata[i];
		g_autofree char *text = NULL;

		if (!g_file_get_contents(path, &text, NULL, &error))
			settings_finding(reader, settings_at(reader, "hours", -1, "calendar_files"), NULL,
				"%s; mend the path, or take it off the list", error->message);
		else if (!calendar_add_text(calendar, text, &error))
			settings_finding(reader, settings_at(reader, "hours", -1, "calendar_files"), NULL,
				"%s: %s; mend that line", path, error->message);
		g_clear_error(&error);
	}
	calendar_free(settings->policy->calendar);
	settings->policy->calendar = g_steal_pointer(&calendar);
}

static void
make_vocabulary(SettingsReader *reader)
{
	Settings *settings = reader->settings;
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	if (settings->words_file && !g_file_get_contents(settings->words_file, &text, NULL, &error)) {
		settings_finding(reader, settings_at(reader, "intake", -1, "words_file"), NULL,
			"%s; mend the path, or remove the line to take the built-in words", error->message);
		return;
	}
	settings->vocabulary = vocabulary_new(text ? text : words_builtin(), settings->policy, &error);
	if (!settings->vocabulary)
		settings_finding(reader, settings_at(reader, "intake", -1, "words_file"), NULL,
			"%s: %s; mend that line, or add the category",
			settings->words_file ? settings->words_file : "built-in words", error->message);
}

/* Days of absence become moments once the zone is known. */
static void
place_absences(Policy *policy)
{
	GTimeZone *zone = policy->calendar ? calendar_zone(policy->calendar) : NULL;

	for (guint i = 0; zone && i < policy->people->len; i++) {
		Person *person = policy->people->pdata[i];
		int64_t *ends[] = { &person->away_from, &person->away_to };

		for (int end = 0; person->away_from && person->away_to && end < 2; end++) {
			g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc((*ends[end] + end) * 86400);
			g_autoptr(GDateTime) local = g_date_time_new(zone, g_date_time_get_year(utc),
				g_date_time_get_month(utc), g_date_time_get_day_of_month(utc), 0, 0, 0);

			*ends[end] = g_date_time_to_unix(local); /* until the midnight after the last day */
		}
	}
}

static void
finish(SettingsReader *reader)
{
	Settings *settings = reader->settings;
	Policy *policy = settings->policy;
	const char *at = settings->address ? strchr(settings->address, '@') : NULL;

	if (at)
		settings->domain = g_strdup(at + 1);
	if (policy->institution_en && !*policy->institution_en && policy->institution) {
		g_free(policy->institution_en);
		policy->institution_en = g_strdup(policy->institution);
	}
	policy->limits[CLOCK_REPLY] = (Limit){ policy->reply_end, UNIT_WORKDAYS, policy->reply_end };
	policy->limits[CLOCK_CONFIRM] = (Limit){ policy->confirm_end, UNIT_WORKDAYS, policy->confirm_end };
	policy->limits[CLOCK_TRACK] = (Limit){ policy->track_days[0], UNIT_DAYS, policy->track_days[0] };
	make_calendar(reader);
	place_absences(policy);
	make_vocabulary(reader);
}

/* ---- loading ---- */

static void
reader_init(SettingsReader *reader, const char *path, const char *folder)
{
	*reader = (SettingsReader){ .path = path, .folder = folder };
	config_init(&reader->tree);
	config_init(&reader->fallback);
	read_fallback(&reader->fallback);
	reader->settings = settings_new(path);
	reader->findings = g_ptr_array_new_with_free_func(g_free);
	reader->warnings = reader->settings->warnings;
}

static void
reader_clear(SettingsReader *reader)
{
	config_destroy(&reader->tree);
	config_destroy(&reader->fallback);
	settings_unref(reader->settings);
	g_ptr_array_unref(reader->findings);
}

Settings *
settings_load_text(const char *text, const char *path, GError **error)
{
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);
	g_autofree char *folder = g_path_get_dirname(absolute);
	Settings *settings = NULL;
	SettingsReader reader;

	reader_init(&reader, path, folder);
	if (read_tree(&reader, text)) {
		settings_read(&reader);
		settings_check(&reader);
		finish(&reader);
	}
	if (reader.findings->len == 0) {
		settings = settings_ref(reader.settings);
	} else {
		g_autofree char *all = NULL;

		g_ptr_array_add(reader.findings, NULL);
		all = g_strjoinv("\n", (char **)reader.findings->pdata);
		g_set_error_literal(error, SETTINGS_ERROR, SETTINGS_ERROR_WRONG, all);
	}
	reader_clear(&reader);
	return settings;
}

Settings *
settings_load(const char *path, GError **error)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) why = NULL;
	gsize length = 0;

	if (!g_file_get_contents(path, &text, &length, &why)) {
		g_set_error(error, SETTINGS_ERROR, SETTINGS_ERROR_UNREADABLE,
			"%s; name the settings file with --config, or copy the sample complaintd.conf.sample",
			why->message);
		return NULL;
	}
	if (length > FILE_BYTES_MOST || memchr(text, '\0', length)) {
		g_set_error(error, SETTINGS_ERROR, SETTINGS_ERROR_WRONG,
			"%s: no text file of settings; begin again with complaintd.conf.sample", path);
		return NULL;
	}
	return settings_load_text(text, path, error);
}

Settings *
settings_builtin(void)
{
	SettingsReader reader;
	Settings *settings;

	reader_init(&reader, "built-in settings", "/");
	settings_read(&reader); /* the findings are the required keys, which nobody asks for here */
	finish(&reader);
	settings = settings_ref(reader.settings);
	reader_clear(&reader);
	return settings;
}

GPtrArray *
settings_warnings(const Settings *settings, int64_t now)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
	GDate today, soon;

	for (guint i = 0; i < settings->warnings->len; i++)
		g_ptr_array_add(all, g_strdup(settings->warnings->pdata[i]));
	/* From 1 November the next year's calendar is published and wanted, too (spec §9). */
	calendar_local_day(settings->policy->calendar, now, &today);
	soon = today;
	g_date_add_days(&soon, 61);
	for (int year = g_date_get_year(&today); year <= g_date_get_year(&soon); year++)
		if (!calendar_has_year(settings->policy->calendar, year))
			g_ptr_array_add(all,
				g_strdup_printf(
					"%s: hours.calendar_files: no holidays and moved days for %d, so "
					"limits over them are provisional; add that year's file",
					settings->path, year));
	return all;
}

const char **
settings_form_senders(const Settings *settings)
{
	guint count = settings->form_senders ? settings->form_senders->len : 0;
	const char **senders = g_new0(const char *, count + 1);

	for (guint i = 0; i < count; i++)
		senders[i] = settings->form_senders->pdata[i];
	return senders;
}
