/*
 * Checks that need more than one key: names that must lead somewhere, people who must exist, combinations
 * that would lose mail or show it. The single values were checked while reading.
 */
#pragma once

#include "daemon/settings/read.h"

/* Adds findings and warnings; also takes the usual port where the file names none. */
void settings_check(SettingsReader *reader);
