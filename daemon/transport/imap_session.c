#include "daemon/transport/imap_session.h"

#include <string.h>

enum {
	BUFFER_BYTES = 64 * 1024,
	PATIENCE_SECONDS = 60,
	SLOWEST_BYTES_A_SECOND = 2048,
	/* A literal may be this much longer than the longest mail: servers add fields while they fetch. */
	LITERAL_SLACK = 256 * 1024,
};

/* ---- what the reader gives ---- */

static void
take_capabilities(Imap *imap, const ImapAnswer *answer)
{
	g_autofree char *list = g_ascii_strup(answer->text, (gssize)answer->length);

	g_free(imap->capabilities);
	imap->capabilities = g_strdup_printf(" %s ", list);
}

static bool
take_tagged(Imap *imap, const ImapAnswer *answer, GError **error)
{
	if (answer->tag == imap->awaited) {
		imap->answered = true;
		imap->status = answer->status;
		g_free(imap->words);
		imap->words = imap_answer_words(answer->text, answer->length);
		return true;
	}
	return imap_run_take_end(imap, answer, error);
}

static void
take_status(Imap *imap, const ImapAnswer *answer)
{
	switch (answer->code) {
	case IMAP_CODE_NONE:
		break;
	case IMAP_CODE_UIDVALIDITY:
		imap->uid_validity = answer->code_number;
		break;
	case IMAP_CODE_UIDNEXT:
		imap->uid_next = answer->code_number;
		break;
	case IMAP_CODE_CAPABILITY:
		take_capabilities(imap, answer);
		break;
	}
	if (answer->status == IMAP_STATUS_BYE && !imap->bye)
		imap->bye = imap_answer_words(answer->text, answer->length);
}

static bool
take_fetch(Imap *imap, const char *text, size_t length, GError **error)
{
	g_auto(ImapFetch) fetch = { 0 };

	switch (imap_fetch_read(text, length, &fetch)) {
	case IMAP_FETCH_OTHER:
		return true;
	case IMAP_FETCH_BROKEN:
		g_set_error_literal(error, IMAP_ERROR, IMAP_ERROR_PROTOCOL,
			"the server sent a FETCH response that follows no grammar");
		return false;
	case IMAP_FETCH_READ:
		break;
	}
	if (imap->facts && fetch.uid && fetch.size >= 0) {
		ImapFacts facts = { fetch.uid, fetch.size, fetch.internal_date };

		g_array_append_val(imap->facts, facts);
	}
	return imap_run_take_fetch(imap, &fetch, error);
}

static bool
on_response(void *context, const char *text, size_t length, GError **error)
{
	Imap *imap = context;
	ImapAnswer answer = imap_answer_read(text, length);
	bool ok = true;

	switch (answer.kind) {
	case IMAP_ANSWER_OTHER:
	case IMAP_ANSWER_EXPUNGE:
		break;
	case IMAP_ANSWER_TAGGED:
		ok = take_tagged(imap, &answer, error);
		break;
	case IMAP_ANSWER_CONTINUE:
		imap->continued = true;
		break;
	case IMAP_ANSWER_STATUS:
		take_status(imap, &answer);
		break;
	case IMAP_ANSWER_CAPABILITY:
		take_capabilities(imap, &answer);
		break;
	case IMAP_ANSWER_SEARCH:
		ok = imap_answer_numbers(&answer, imap->numbers);
		if (!ok)
			g_set_error_literal(error, IMAP_ERROR, IMAP_ERROR_PROTOCOL,
				"the server found something that is no number");
		break;
	case IMAP_ANSWER_EXISTS:
		imap->news = true;
		break;
	case IMAP_ANSWER_FETCH:
		ok = take_fetch(imap, text, length, error);
		break;
	}
	imap_spool_clear(imap->spool);
	imap->spooled = 0;
	return ok;
}

static bool
on_literal(void *context, unsigned index, uint64_t size, GError **error)
{
	Imap *imap = context;

	(void)index;
	imap->spooled += size;
	if (imap->spooled > (uint64_t)imap->options.max_mail_bytes + LITERAL_SLACK) {
		g_set_error_literal(error, IMAP_ERROR, IMAP_ERROR_PROTOCOL,
			"the server began to send more bytes than we asked for");
		return false;
	}
	return imap_spool_begin(imap->spool, size, error);
}

static bool
on_bytes(void *context, const char *bytes, size_t length, GError **error)
{
	Imap *imap = context;

	return imap_spool_append(imap->spool, bytes, length, error);
}

/* ---- waiting ---- */

ImapWait
imap_wait_begin(const Imap *imap)
{
	return (ImapWait){ .started = g_get_monotonic_time(), .received = imap->received };
}

int64_t
imap_wait_deadline(const Imap *imap, const ImapWait *wait)
{
	int64_t patience = (int64_t)imap->options.patience_seconds * G_USEC_PER_SEC;
	int64_t earned =
		(int64_t)((imap->received - wait->received) * G_USEC_PER_SEC / SLOWEST_BYTES_A_SECOND);

	return MIN(g_get_monotonic_time() + patience, wait->started + patience + earned);
}

bool
imap_send(Imap *imap, const char *bytes, size_t length, GError **error)
{
	int64_t deadline = g_get_monotonic_time() + (int64_t)imap->options.patience_seconds * G_USEC_PER_SEC;

	if (imap_link_send(imap->link, bytes, length, deadline, error))
		return true;
	imap->broken = true;
	return false;
}

uint32_t
imap_send_command(Imap *imap, const char *words, GError **error)
{
	uint32_t tag = imap->last_tag + 1;
	g_autofree char *line = g_strdup_printf("c%u %s\r\n", tag, words);
	bool ok = imap_send(imap, line, strlen(line), error);

	explicit_bzero(line, strlen(line)); /* LOGIN has the password in it */
	imap->last_tag = tag;
	return ok ? tag : 0;
}

bool
imap_take_in(Imap *imap, int64_t deadline, GError **error)
{
	GError *cause = NULL;
	size_t length = 0;

	if (imap_link_receive(imap->link, imap->buffer, BUFFER_BYTES, deadline, &length, &cause)) {
		imap->received += length;
		if (imap_reader_feed(imap->reader, imap->buffer, length, &cause))
			return true;
		if (cause->domain == IMAP_READER_ERROR) {
			cause->domain = IMAP_ERROR;
			cause->code = IMAP_ERROR_PROTOCOL;
		}
	}
	if (imap->bye && cause->code == IMAP_ERROR_UNREACHABLE)
		g_prefix_error(&cause, "the server said \"%s\": ", imap->bye);
	if (cause->code != IMAP_ERROR_STOPPED)
		imap->broken = true;
	g_propagate_error(error, cause);
	return false;
}

bool
imap_await(Imap *imap, uint32_t tag, GError **error)
{
	ImapWait wait = imap_wait_begin(imap);

	imap->awaited = tag;
	imap->answered = false;
	while (!imap->answered)
		if (!imap_take_in(imap, imap_wait_deadline(imap, &wait), error))
			return false;
	imap->awaited = 0;
	return true;
}

bool
imap_await_continue(Imap *imap, uint32_t tag, GError **error)
{
	ImapWait wait = imap_wait_begin(imap);

	imap->awaited = tag;
	imap->answered = imap->continued = false;
	while (!imap->answered && !imap->continued)
		if (!imap_take_in(imap, imap_wait_deadline(imap, &wait), error))
			return false;
	return true;
}

bool
imap_command(Imap *imap, const char *words, GError **error)
{
	uint32_t tag = imap_send_command(imap, words, error);

	return tag && imap_await(imap, tag, error);
}

/* NetEase (163.com, 126.com) refuses clients that did not introduce themselves, and some that did. */
static bool
says_unsafe(const char *words)
{
	g_autofree char *folded = g_ascii_strdown(words, -1);

	return strstr(folded, "unsafe login") != NULL;
}

bool
imap_expect_ok(const Imap *imap, ImapError code, const char *what, GError **error)
{
	if (imap->status == IMAP_STATUS_OK)
		return true;
	if (says_unsafe(imap->words))
		g_set_error(error, IMAP_ERROR, IMAP_ERROR_UNSAFE,
			"%s: the server said \"%s\"; allow this client in the provider's web mail (IMAP on, "
			"an "
			"authorization code as password)",
			what, imap->words);
	else
		g_set_error(error, IMAP_ERROR, (int)code, "%s: the server said \"%s\"", what, imap->words);
	return false;
}

/* ---- beginning and end ---- */

bool
imap_has_capability(const Imap *imap, const char *word)
{
	g_autofree char *spaced = g_strdup_printf(" %s ", word);

	return imap->capabilities && strstr(imap->capabilities, spaced);
}

bool
imap_can_idle(const Imap *imap)
{
	return imap_has_capability(imap, "IDLE");
}

bool
imap_ask_capabilities(Imap *imap, GError **error)
{
	return imap_command(imap, "CAPABILITY", error) &&
	       imap_expect_ok(imap, IMAP_ERROR_REFUSED, "CAPABILITY", error);
}

bool
imap_identify(Imap *imap, GError **error)
{
	imap->identified = true;
	/* NO and BAD do no harm: it is politeness. */
	return imap_command(imap,
		"ID (\"name\" \"complaintd\" \"version\" \"" COMPLAINTD_VERSION
		"\" \"vendor\" \"complaintd\")",
		error);
}

Imap *
imap_session_new(ImapLink *link, const ImapOptions *options)
{
	static const ImapSink sink = { on_response, on_literal, on_bytes };
	Imap *imap = g_new0(Imap, 1);

	imap->link = link;
	imap->options = *options;
	if (imap->options.patience_seconds <= 0)
		imap->options.patience_seconds = PATIENCE_SECONDS;
	imap->reader = imap_reader_new(&sink, imap);
	imap->spool = imap_spool_new(options->spool_directory);
	imap->buffer = g_malloc(BUFFER_BYTES);
	imap->numbers = g_array_new(false, false, sizeof(uint32_t));
	imap->run.wanted = g_array_new(false, true, sizeof(ImapWanted));
	imap->run.arrived = g_queue_new();
	return imap;
}

void
imap_close(Imap *imap)
{
	if (!imap)
		return;
	if (!imap->broken) {
		/* Told to stop or not, the leave may take its two seconds. */
		imap->options.patience_seconds = IMAP_LEAVE_SECONDS;
		imap_link_set_stop(imap->link, -1);
		imap_command(imap, "LOGOUT", NULL);
	}
	imap_link_close(imap->link);
	imap_reader_free(imap->reader);
	imap_spool_free(imap->spool);
	imap_run_clear(&imap->run);
	g_array_unref(imap->run.wanted);
	g_queue_free(imap->run.arrived);
	g_array_unref(imap->numbers);
	g_free(imap->buffer);
	g_free(imap->capabilities);
	g_free(imap->words);
	g_free(imap->bye);
	g_free(imap);
}
