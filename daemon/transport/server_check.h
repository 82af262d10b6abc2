/*
 * Tries the servers that the settings name: connection, certificate, login, folder, and who writes
 * Authentication-Results there. Reads the newest mails without marking them, sends nothing.
 */
#pragma once

#include "daemon/findings.h"
#include "daemon/settings/settings.h"

/* Blocks until each server has answered or 20 s have passed. curl_global_init() comes before. */
void server_check(Settings *settings, Findings *findings);
