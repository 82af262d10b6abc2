#include "daemon/settings/value.h"

#include "daemon/address.h"
#include "daemon/nearest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A usable text: one line, no control characters (libconfig unescapes "\n"). NULL after a finding. */
static const char *
text_of(SettingsReader *reader, const config_setting_t *setting)
{
	const char *text;

	if (config_setting_type(setting) != CONFIG_TYPE_STRING) {
		settings_finding(reader, setting, NULL, "not a text; write it in quotes: \"…\"");
		return NULL;
	}
	text = config_setting_get_string(setting);
	if (!g_utf8_validate(text, -1, NULL)) {
		settings_finding(reader, setting, NULL, "not UTF-8; save the file as UTF-8");
		return NULL;
	}
	for (const char *c = text; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 127) {
			settings_finding(reader, setting, NULL,
				"holds a line end or control character; write one plain line");
			return NULL;
		}
	}
	return text;
}

static void
keep_text(SettingsReader *reader, const config_setting_t *setting, void *place)
{
	const char *text = text_of(reader, setting);
	char **member_text = place;

	if (!text)
		return;
	g_free(*member_text);
	*member_text = g_strdup(text);
}

static void
keep_name(SettingsReader *reader, const config_setting_t *setting, void *place)
{
	const char *text = text_of(reader, setting);

	if (!text)
		return;
	if (!g_ascii_islower(text[0]) || text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] ||
		strlen(text) > 40) {
		settings_finding(reader, setting, NULL,
			"\"%s\" is no id; use small letters, digits and _, at most 40, a letter first", text);
		return;
	}
	keep_text(reader, setting, place);
}

static char *
address_of(SettingsReader *reader, const config_setting_t *setting)
{
	const char *text = text_of(reader, setting);

	if (!text)
		return NULL;
	if (!address_is_sendable(text)) {
		settings_finding(
			reader, setting, NULL, "\"%s\" is no mail address; write just name@domain", text);
		return NULL;
	}
	return g_ascii_strdown(text, -1);
}

static void
keep_address(SettingsReader *reader, const config_setting_t *setting, void *place)
{
	char *address = address_of(reader, setting);
	char **member_text = place;

	if (!address)
		return;
	g_free(*member_text);
	*member_text = address;
}

static void
keep_host(SettingsReader *reader, const config_setting_t *setting, void *place)
{
	const char *text = text_of(reader, setting);

	if (!text)
		return;
	if (strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") !=
			strlen(text) ||
		!*text || strlen(text) > 253 || text[0] == '-') {
		settings_finding(reader, setting, NULL,
			"\"%s\" is no host name; write the bare name, such as mail.school.test", text);
		return;
	}
	keep_text(reader, setting, place);
}

static char *
path_of(SettingsReader *reader, const config_setting_t *setting)
{
	const char *text = text_of(reader, setting);

	if (text && !*text) {
		settings_finding(reader, setting, NULL, "an empty path; name a file or remove the line");
		return NULL;
	}
	return text ? g_canonicalize_filename(text, reader->folder) : NULL;
}

static void
keep_path(SettingsReader *reader, const config_setting_t *setting, void *place)
{
	char *path = path_of(reader, setting);
	char **member_text = place;

	if (!path)
		return;
	g_free(*member_text);
	*member_text = path;
}

/* A whole number in the row's range. */
static bool
integer_of(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, int64_t *out_number)
{
	int type = config_setting_type(setting);
	int64_t number = config_setting_get_int64(setting);

	if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64) {
		settings_finding(reader, setting, NULL,
			"not a whole number; write one from %.0f to %.0f, without quotes", row->least,
			row->most);
		return false;
	}
	if ((double)number < row->least || (double)number > row->most) {
		settings_finding(reader, setting, NULL,
			"%" G_GINT64_FORMAT " is out of range; write %.0f to %.0f", number, row->least,
			row->most);
		return false;
	}
	*out_number = number;
	return true;
}

static void
keep_real(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, double *place)
{
	double number = 0;

	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		number = (double)config_setting_get_int64(setting);
		break;
	case CONFIG_TYPE_FLOAT:
		number = config_setting_get_float(setting);
		break;
	default:
		number = NAN;
	}
	if (isfinite(number) && number >= row->least && number <= row->most)
		*place = number;
	else
		settings_finding(reader, setting, NULL, "not a number from %g to %g; write one, such as %s",
			row->least, row->most, row->fallback);
}

static void
keep_bool(SettingsReader *reader, const config_setting_t *setting, bool *place)
{
	if (config_setting_type(setting) == CONFIG_TYPE_BOOL)
		*place = config_setting_get_bool(setting);
	else
		settings_finding(
			reader, setting, NULL, "neither yes nor no; write true or false, without quotes");
}

/* The index among the row's words, or -1 after a finding. */
static int
choice_of(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting)
{
	const char *text = text_of(reader, setting);
	g_autofree char *all = NULL;

	if (!text)
		return -1;
	for (int i = 0; row->choices[i]; i++)
		if (strcmp(row->choices[i], text) == 0)
			return i;
	all = g_strjoinv("\", \"", (char **)(uintptr_t)row->choices);
	settings_finding(reader, setting, NULL, "\"%s\" is not known here; write one of \"%s\"", text, all);
	return -1;
}

static void
keep_list(SettingsReader *reader, const config_setting_t *setting, GPtrArray **place,
	char *(*read)(SettingsReader *, const config_setting_t *))
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);

	if (!config_setting_is_array(setting) && !config_setting_is_list(setting)) {
		settings_finding(reader, setting, NULL, "not a list; write [\"…\", \"…\"]");
		return;
	}
	for (int i = 0; i < config_setting_length(setting); i++) {
		char *text = read(reader, settings_element(setting, i));

		if (text)
			g_ptr_array_add(list, text);
	}
	g_clear_pointer(place, g_ptr_array_unref);
	*place = g_steal_pointer(&list);
}

static void
keep_roles(SettingsReader *reader, const config_setting_t *setting, unsigned *place)
{
	const char *names[ROLE_COUNT] = { 0 };

	for (int role = ROLE_LEARNER + 1; role < ROLE_COUNT; role++)
		names[role - 1] = role_name((Role)role);
	if (!config_setting_is_array(setting) && !config_setting_is_list(setting)) {
		settings_finding(reader, setting, NULL, "not a list; write [\"handler\"]");
		return;
	}
	if (config_setting_length(setting) == 0)
		settings_finding(reader, setting, NULL, "holds no role; name at least one");
	for (int i = 0; i < config_setting_length(setting); i++) {
		const config_setting_t *at = settings_element(setting, i);
		const char *word = text_of(reader, at);
		const char *near;
		Role role;

		if (!word)
			continue;
		if (role_from_name(word, &role) && role != ROLE_LEARNER) {
			*place |= ROLE_BIT(role);
			continue;
		}
		near = nearest_name(word, names);
		settings_finding(reader, setting, NULL, "\"%s\" is no role of staff; %s%s", word,
			near ? "did you mean " : "see the list of roles in complaintd.conf(5)",
			near ? near : "");
	}
}

static void
keep_words(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, unsigned *place)
{
	if (!config_setting_is_array(setting) && !config_setting_is_list(setting)) {
		settings_finding(reader, setting, NULL, "not a list; write [\"%s\"]", row->choices[0]);
		return;
	}
	for (int i = 0; i < config_setting_length(setting); i++) {
		const char *word = text_of(reader, settings_element(setting, i));
		unsigned bit = 0;

		if (!word)
			continue;
		while (row->choices[bit] && strcmp(row->choices[bit], word) != 0)
			bit++;
		if (row->choices[bit])
			*place |= 1u << bit;
		else
			settings_finding(reader, setting, NULL,
				"\"%s\" is none of its words; see "
				"complaintd.conf(5)",
				word);
	}
}

static void
keep_route(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, Category *category)
{
	int i = choice_of(reader, row, setting);

	if (i < 0)
		return;
	category->to_head = strcmp(row->choices[i], "head") == 0;
	category->to_supervision = strcmp(row->choices[i], "supervision") == 0;
	category->to_intake = strcmp(row->choices[i], "intake") == 0;
}

static void
keep_pair(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, int place[2])
{
	int64_t pair[2] = { 0 };

	if (config_setting_length(setting) != 2 ||
		(!config_setting_is_array(setting) && !config_setting_is_list(setting))) {
		settings_finding(reader, setting, NULL, "not two numbers; write them as %s", row->fallback);
		return;
	}
	for (int i = 0; i < 2; i++)
		if (!integer_of(reader, row, settings_element(setting, i), &pair[i]))
			return;
	if (pair[0] >= pair[1]) {
		settings_finding(reader, setting, NULL,
			"the second is not later than the first; write them as %s", row->fallback);
		return;
	}
	place[0] = (int)pair[0];
	place[1] = (int)pair[1];
}

/* limit = amount SP unit ["," SP "urgent" SP amount]      unit = minute(s) / workday(s) / day(s)
 * Without an urgent amount it stays 0, which the policy takes for half. */
static void
keep_limit(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, Limit *place)
{
	static const struct {
		const char *one, *many;
		LimitUnit unit;
		int most;
	} units[] = {
		{ "minute", "minutes", UNIT_MINUTES, 10080 },
		{ "workday", "workdays", UNIT_WORKDAYS, 250 },
		{ "day", "days", UNIT_DAYS, 366 },
	};
	const char *text = text_of(reader, setting);
	Limit limit = { 0 };
	char unit[16] = "";
	int end = 0;

	if (!text)
		return;
	if (sscanf(text, "%6d %15[a-z]%n", &limit.amount, unit, &end) == 2 && text[end]) {
		int more = 0;

		if (sscanf(text + end, ", urgent %6d%n", &limit.urgent_amount, &more) != 1 ||
			limit.urgent_amount < 1 || limit.urgent_amount > limit.amount)
			unit[0] = '\0';
		end += more;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		if (text[end] || limit.amount < 1 || limit.amount > units[i].most ||
			(strcmp(unit, units[i].one) != 0 && strcmp(unit, units[i].many) != 0))
			continue;
		limit.unit = units[i].unit;
		*place = limit;
		return;
	}
	settings_finding(reader, setting, NULL,
		"\"%s\" is no limit; write a number of minutes, workdays or days, such as %s", text,
		row->fallback);
}

static void
keep_minute(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, int *place)
{
	const char *text = text_of(reader, setting);
	int hours, minutes, end = 0;

	if (!text)
		return;
	if (sscanf(text, "%2d:%2d%n", &hours, &minutes, &end) == 2 && !text[end] &&
		g_ascii_isdigit(text[0]) && hours >= 0 && hours <= 24 && minutes >= 0 && minutes < 60 &&
		hours * 60 + minutes <= 1440)
		*place = hours * 60 + minutes;
	else
		settings_finding(reader, setting, NULL, "\"%s\" is no time of day; write it as %s", text,
			row->fallback);
}

static void
keep_day(SettingsReader *reader, const config_setting_t *setting, int64_t *place)
{
	const char *text = text_of(reader, setting);
	g_autofree char *iso = NULL;
	g_autoptr(GDateTime) day = NULL;

	if (!text)
		return;
	iso = g_strconcat(text, "T00:00:00Z", NULL);
	if (strlen(text) == 10)
		day = g_date_time_new_from_iso8601(iso, NULL);
	if (day)
		*place = g_date_time_to_unix(day) / 86400;
	else
		settings_finding(reader, setting, NULL, "\"%s\" is no day; write it as \"2026-02-13\"", text);
}

void
settings_keep_value(SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, void *record)
{
	void *place = (char *)record + row->offset;
	int64_t number;
	int choice;

	switch (row->type) {
	case KEY_TEXT:
		keep_text(reader, setting, place);
		break;
	case KEY_NAME:
		keep_name(reader, setting, place);
		break;
	case KEY_ADDRESS:
		keep_address(reader, setting, place);
		break;
	case KEY_HOST:
		keep_host(reader, setting, place);
		break;
	case KEY_PATH:
		keep_path(reader, setting, place);
		break;
	case KEY_INTEGER:
		if (integer_of(reader, row, setting, &number))
			*(int *)place = (int)number;
		break;
	case KEY_BIG:
		if (integer_of(reader, row, setting, &number))
			*(int64_t *)place = number;
		break;
	case KEY_REAL:
		keep_real(reader, row, setting, place);
		break;
	case KEY_BOOL:
		keep_bool(reader, setting, place);
		break;
	case KEY_EITHER:
		choice = choice_of(reader, row, setting);
		if (choice >= 0)
			*(bool *)place = choice == 1;
		break;
	case KEY_CHOICE:
		choice = choice_of(reader, row, setting);
		if (choice >= 0)
			*(int *)place = choice;
		break;
	case KEY_PATHS:
		keep_list(reader, setting, place, path_of);
		break;
	case KEY_ADDRESSES:
		keep_list(reader, setting, place, address_of);
		break;
	case KEY_ROLES:
		keep_roles(reader, setting, place);
		break;
	case KEY_WORDS:
		keep_words(reader, row, setting, place);
		break;
	case KEY_ROUTE:
		keep_route(reader, row, setting, record);
		break;
	case KEY_PAIR:
		keep_pair(reader, row, setting, place);
		break;
	case KEY_LIMIT:
		keep_limit(reader, row, setting, place);
		break;
	case KEY_MINUTE:
		keep_minute(reader, row, setting, place);
		break;
	case KEY_DAY:
		keep_day(reader, setting, place);
		break;
	}
}
