/*
 * From libconfig's tree to the members of records, by the table of settings_keys.h. Every value is checked
 * and every finding kept: one run of the reader tells an operator all there is to mend.
 */
#pragma once

#include "daemon/settings/keys.h"
#include "daemon/settings/settings.h"

#include <glib.h>
#include <libconfig.h>

typedef struct {
	const char *path;    /* of the settings file, as messages name it */
	const char *folder;  /* where relative paths start */
	config_t tree;       /* what the file says */
	config_t fallback;   /* what the table says */
	GPtrArray *findings; /* char * */
	GPtrArray *warnings; /* char * */
	Settings *settings;
} SettingsReader;

/* Fills the Settings from the tree. Never stops early. */
void settings_read(SettingsReader *reader);

/* The setting `section`[`index`].`key`, the nearest that there is above it, or NULL. `index` < 0: no list. */
const config_setting_t *settings_at(
	const SettingsReader *reader, const char *section, int index, const char *key);

/* Entry `i` of a list or array. */
const config_setting_t *settings_element(const config_setting_t *list, int i);

/* Adds "file:line: path: what; cure". `at` gives file and line, `key` (may be NULL) is added to its path. */
void settings_finding(SettingsReader *reader, const config_setting_t *at, const char *key, const char *format,
	...) G_GNUC_PRINTF(4, 5);
void settings_warning(SettingsReader *reader, const config_setting_t *at, const char *key, const char *format,
	...) G_GNUC_PRINTF(4, 5);
