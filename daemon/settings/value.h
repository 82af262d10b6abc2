/*
 * One value of the settings file: checked for its type and range, then kept in its member. A wrong value
 * leaves the member as it is and a finding with its cure.
 */
#pragma once

#include "daemon/settings/read.h"

/* Keeps the value of `setting` in the member of `record` that `row` names. */
void settings_keep_value(
	SettingsReader *reader, const KeyRow *row, const config_setting_t *setting, void *record);
