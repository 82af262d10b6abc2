/*
 * Files that must be there after a power cut.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Sets a DbError from errno, "<path>: <why>"; always false. */
bool durable_fail(const char *path, GError **error);
/* fsync of a file, or of a folder after a name in it changed. */
bool durable_sync(const char *path, GError **error);
bool durable_sync_folder_of(const char *path, GError **error);
