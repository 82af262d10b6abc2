#include "daemon/settings/read.h"

#include "daemon/nearest.h"
#include "daemon/settings/value.h"

/* ---- findings ---- */

/* path = name *("[" index "]" / "." name); list entries are counted from 1, as people do */
static void
append_path(GString *path, const config_setting_t *setting)
{
	const config_setting_t *parent = config_setting_parent(setting);

	/* Two levels and a key are all that the grammar has; a stranger's nesting must not recurse us. */
	if (parent && !config_setting_is_root(parent)) {
		const config_setting_t *grandparent = config_setting_parent(parent);

		if (grandparent && !config_setting_is_root(grandparent) && config_setting_name(grandparent))
			g_string_append(path, config_setting_name(grandparent));
		if (config_setting_name(parent))
			g_string_append_printf(
				path, "%s%s", path->len ? "." : "", config_setting_name(parent));
		else
			g_string_append_printf(path, "[%d]", config_setting_index(parent) + 1);
	}
	if (config_setting_name(setting))
		g_string_append_printf(path, "%s%s", path->len ? "." : "", config_setting_name(setting));
	else if (!config_setting_is_root(setting))
		g_string_append_printf(path, "[%d]", config_setting_index(setting) + 1);
}

static void G_GNUC_PRINTF(5, 0) add_finding(SettingsReader *reader, GPtrArray *list,
	const config_setting_t *at, const char *key, const char *format, va_list arguments)
{
	g_autofree char *what = g_strdup_vprintf(format, arguments);
	const char *file = at ? config_setting_source_file(at) : NULL;
	unsigned line = at ? config_setting_source_line(at) : 0;
	GString *text = g_string_new(file ? file : reader->path);
	GString *path = g_string_new(NULL);

	if (line)
		g_string_append_printf(text, ":%u", line);
	if (at)
		append_path(path, at);
	if (key)
		g_string_append_printf(path, "%s%s", path->len ? "." : "", key);
	g_string_append_printf(text, ": %s%s%s", path->str, path->len ? ": " : "", what);
	g_string_free(path, TRUE);
	g_ptr_array_add(list, g_string_free(text, FALSE));
}

void
settings_finding(SettingsReader *reader, const config_setting_t *at, const char *key, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add_finding(reader, reader->findings, at, key, format, arguments);
	va_end(arguments);
}

void
settings_warning(SettingsReader *reader, const config_setting_t *at, const char *key, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add_finding(reader, reader->warnings, at, key, format, arguments);
	va_end(arguments);
}

/* libconfig's getters want a pointer to non-const, for no reason of their own. */
const config_setting_t *
settings_element(const config_setting_t *list, int i)
{
	return config_setting_get_elem((config_setting_t *)(uintptr_t)list, (unsigned)i);
}

static const config_setting_t *
member(const config_setting_t *group, const char *name)
{
	return config_setting_get_member((config_setting_t *)(uintptr_t)group, name);
}

const config_setting_t *
settings_at(const SettingsReader *reader, const char *section, int index, const char *key)
{
	const config_setting_t *at = member(config_root_setting(&reader->tree), section);
	const config_setting_t *below = at;

	if (at && index >= 0 && config_setting_type(at) == CONFIG_TYPE_LIST)
		below = settings_element(at, index);
	if (below && key && config_setting_is_group(below) && member(below, key))
		below = member(below, key);
	return below ? below : at;
}

/* ---- groups and lists ---- */

static void
refuse_unknown(SettingsReader *reader, const config_setting_t *group, const char *const *known)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *child = settings_element(group, i);
		const char *near;

		if (g_strv_contains(known, config_setting_name(child)))
			continue;
		near = nearest_name(config_setting_name(child), known);
		if (near) {
			settings_finding(reader, child, NULL, "not a known setting; did you mean %s?", near);
		} else {
			g_autofree char *all = g_strjoinv(" ", (char **)(uintptr_t)known);

			settings_finding(reader, child, NULL, "not a known setting; known here: %s", all);
		}
	}
}

/* `group` may be NULL: the file lacks the section, defaults stand. */
static void
read_group(SettingsReader *reader, const SectionRow *section, const config_setting_t *group, void *record)
{
	const config_setting_t *fallback = member(config_root_setting(&reader->fallback), section->name);
	const char *known[64] = { 0 };
	size_t count = 0;

	if (group && !config_setting_is_group(group)) {
		settings_finding(reader, group, NULL, "not a group; write { key = value; … }");
		return;
	}
	for (const KeyRow *row = section->keys; row->name; row++) {
		const config_setting_t *setting = group ? member(group, row->name) : NULL;

		g_assert(count + 1 < G_N_ELEMENTS(known));
		known[count++] = row->name;
		if (!setting && row->required) {
			g_autofree char *path = g_strdup_printf("%s.%s", section->name, row->name);

			settings_finding(
				reader, group, group ? row->name : path, "missing; add it: %s", row->english);
		}
		if (!setting)
			setting = member(fallback, row->name);
		if (setting)
			settings_keep_value(reader, row, setting, record);
	}
	if (group)
		refuse_unknown(reader, group, known);
}

static const struct {
	size_t size;
	size_t offset; /* of the list: in Settings for mailboxes, else in Policy */
} records[] = {
	[RECORD_MAILBOX] = { sizeof(MailboxSettings), offsetof(Settings, mailboxes) },
	[RECORD_DEPARTMENT] = { sizeof(Department), offsetof(Policy, departments) },
	[RECORD_CATEGORY] = { sizeof(Category), offsetof(Policy, categories) },
	[RECORD_PERSON] = { sizeof(Person), offsetof(Policy, people) },
};

static void
read_list(SettingsReader *reader, const SectionRow *section, const config_setting_t *list)
{
	Settings *settings = reader->settings;
	char *base = section->record == RECORD_MAILBOX ? (char *)settings : (char *)settings->policy;
	GPtrArray *array = *(GPtrArray **)(void *)(base + records[section->record].offset);

	if (!list && section->builtin) {
		g_autofree char *name = g_strconcat(section->name, "_builtin", NULL);

		list = member(config_root_setting(&reader->fallback), name);
	}
	if (!list) {
		settings_finding(reader, NULL, section->name, "missing; add it: %s", section->english);
		return;
	}
	if (!config_setting_is_list(list)) {
		settings_finding(reader, list, NULL, "not a list of groups; write ( { … }, { … } )");
		return;
	}
	for (int i = 0; i < config_setting_length(list); i++) {
		if (config_setting_is_group(settings_element(list, i)))
			continue;
		settings_finding(
			reader, settings_element(list, i), NULL, "not a group; write { key = value; … }");
		return; /* the records' places would no longer be those in the file */
	}
	for (int i = 0; i < config_setting_length(list); i++) {
		void *record = g_malloc0(records[section->record].size);

		g_ptr_array_add(array, record);
		read_group(reader, section, settings_element(list, i), record);
	}
}

void
settings_read(SettingsReader *reader)
{
	const config_setting_t *root = config_root_setting(&reader->tree);
	const char *known[32] = { 0 };
	size_t count = 0;

	for (const SectionRow *section = settings_sections; section->name; section++) {
		const config_setting_t *at = member(root, section->name);

		g_assert(count + 1 < G_N_ELEMENTS(known));
		known[count++] = section->name;
		if (section->list)
			read_list(reader, section, at);
		else
			read_group(reader, section, at,
				section->record == RECORD_POLICY ? (void *)reader->settings->policy
								 : (void *)reader->settings);
	}
	refuse_unknown(reader, root, known);
}
