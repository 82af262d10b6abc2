/* An IMAP server's bytes mean the same however they are cut, and no literal has a byte too many. */
#include "tests/fuzz/fuzz.h"

#include "daemon/transport/imap_answer.h"
#include "daemon/transport/imap_fetch.h"
#include "daemon/transport/imap_reader.h"
#include "daemon/transport/imap_utf7.h"

typedef struct {
	GChecksum *heard;
	uint64_t announced, got;
	unsigned literals;
} Listener;

static void
hear(Listener *listener, const void *bytes, size_t length)
{
	g_checksum_update(listener->heard, bytes, (gssize)length);
}

static bool
on_response(void *context, const char *text, size_t length, GError **error)
{
	Listener *listener = context;
	ImapAnswer answer = imap_answer_read(text, length);
	g_autofree char *words = imap_answer_words(answer.text, answer.length);
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(uint32_t));
	g_auto(ImapFetch) fetch = { 0 };

	(void)error;
	g_assert(text[length] == '\0');
	g_assert(listener->got == listener->announced);
	g_assert(answer.text >= text && answer.text + answer.length <= text + length);
	g_assert(g_utf8_validate(words, -1, NULL) && !strpbrk(words, "\r\n"));
	imap_answer_numbers(&answer, numbers);
	if (imap_fetch_read(text, length, &fetch) == IMAP_FETCH_READ)
		for (int i = 0; i < IMAP_SECTION_COUNT; i++)
			g_assert(fetch.bodies[i].kind != IMAP_BODY_LITERAL ||
				 fetch.bodies[i].literal < listener->literals);
	hear(listener, text, length + 1);
	listener->literals = 0;
	return true;
}

static bool
on_literal(void *context, unsigned index, uint64_t size, GError **error)
{
	Listener *listener = context;

	(void)error;
	g_assert(index == listener->literals && listener->got == listener->announced);
	listener->literals++;
	listener->announced += size;
	hear(listener, &size, sizeof size);
	return true;
}

static bool
on_bytes(void *context, const char *bytes, size_t length, GError **error)
{
	Listener *listener = context;

	(void)error;
	listener->got += length;
	g_assert(length && listener->got <= listener->announced);
	hear(listener, bytes, length);
	return true;
}

/* What was heard when the bytes came in pieces of `piece`. */
static char *
listen(const uint8_t *data, size_t size, size_t piece)
{
	static const ImapSink sink = { on_response, on_literal, on_bytes };
	Listener listener = { .heard = g_checksum_new(G_CHECKSUM_MD5) };
	g_autoptr(ImapReader) reader = imap_reader_new(&sink, &listener);
	char *heard;

	for (size_t at = 0; at < size; at += piece) {
		size_t length = MIN(piece, size - at);
		g_autofree char *copy = g_memdup2(data + at, length);

		if (!imap_reader_feed(reader, copy, length, NULL))
			break;
	}
	heard = g_strdup(g_checksum_get_string(listener.heard));
	g_checksum_free(listener.heard);
	return heard;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t piece = size ? data[0] % 16 + 1U : 1;
	g_autofree char *whole = listen(data, size, MAX(size, 1));
	g_autofree char *pieces = listen(data, size, piece);
	g_autofree char *name = g_strndup((const char *)data, size);
	g_autofree char *encoded = imap_utf7_encode(name);

	g_assert_cmpstr(whole, ==, pieces);
	for (const char *at = encoded; at && *at; at++)
		g_assert(*at >= ' ' && *at < 127);
	return 0;
}
