/*
 * The literals of one response while they arrive: small ones in memory, big ones in a file that has no name
 * and is gone with the process, so that a mail of 25 MB costs its pages on disk and none of ours.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ImapSpool ImapSpool;

/* `directory`: where big literals go (beside the database: room there is what counts in the end). */
ImapSpool *imap_spool_new(const char *directory);
void imap_spool_free(ImapSpool *spool); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapSpool, imap_spool_free)

/* The next literal, then its bytes: never more than were announced. False: no room on disk. */
bool imap_spool_begin(ImapSpool *spool, uint64_t size, GError **error);
bool imap_spool_append(ImapSpool *spool, const char *bytes, size_t length, GError **error);
/* Literal number `index` since the last clear; NULL when there is none, or not all of it. */
GBytes *imap_spool_take(ImapSpool *spool, unsigned index, GError **error);
void imap_spool_clear(ImapSpool *spool);
