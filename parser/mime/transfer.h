/*
 * Content-Transfer-Encoding undone: base64, quoted-printable, uuencode. Streams, so that an attachment costs
 * no memory; goes on after damage and says that there was some. Base64 that was padded in the middle (pieces
 * encoded apart and put together) is read to its end.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
	TRANSFER_IDENTITY,
	TRANSFER_BASE64,
	TRANSFER_QUOTED,
	TRANSFER_UUENCODE,
} Transfer;

/* Where decoded bytes go, piece by piece; false: enough, stop. */
typedef bool (*TransferSink)(const char *bytes, size_t length, void *user);

/* `name` as in the header; false for one that nobody defined (then TRANSFER_IDENTITY). */
bool transfer_from_name(const char *name, Transfer *out_transfer);

/* Returns false when the encoding was damaged. */
bool transfer_decode(Transfer transfer, const char *bytes, size_t length, TransferSink sink, void *user);
/* The first `limit` decoded bytes, appended to `out`. */
bool transfer_append(Transfer transfer, const char *bytes, size_t length, GString *out, size_t limit);
