/*
 * Secrets of the operator: read when needed, wiped when done, never logged, never in the settings file.
 */
#pragma once

#include "daemon/settings/settings.h"

/* The secret, without its line end; free with secret_free(). NULL with an error that names the key's source
 * and cure: absent, empty, readable by others (mode & 077), command failed or took over 10 s. */
char *secret_read(const SecretSource *source, GError **error);
void secret_free(char *secret); /* wipes, then frees; NULL is fine */
bool secret_is_set(const SecretSource *source);
