#include "daemon/transport/imap_session.h"

#include <string.h>

enum {
	BATCH_MAILS = 20,
	BATCH_BYTES = 8 * 1024 * 1024,
	BEGINNING_BYTES = 64 * 1024,
};

void
imap_mail_clear(ImapMail *mail)
{
	g_clear_pointer(&mail->raw, g_bytes_unref);
	g_clear_pointer(&mail->why, g_free);
}

static void
mail_free(gpointer data)
{
	imap_mail_clear(data);
	g_free(data);
}

void
imap_run_clear(ImapRun *run)
{
	g_array_set_size(run->wanted, 0);
	g_queue_clear_full(run->arrived, mail_free);
	memset(run->batches, 0, sizeof run->batches);
	run->unsent = 0;
}

void
imap_fetch_start(Imap *imap, const ImapFacts *facts, size_t count, bool whole)
{
	ImapRun *run = &imap->run;

	imap_run_clear(run);
	run->whole = whole;
	for (size_t i = 0; i < count; i++) {
		ImapWanted wanted = { .facts = facts[i] };

		g_assert(i == 0 || facts[i].uid > facts[i - 1].uid);
		g_array_append_val(run->wanted, wanted);
	}
}

static ImapWanted *
wanted_at(const ImapRun *run, size_t index)
{
	return &g_array_index(run->wanted, ImapWanted, index);
}

static bool
fetched_whole(const Imap *imap, const ImapWanted *wanted)
{
	return imap->run.whole && wanted->facts.size <= imap->options.max_mail_bytes;
}

static void
settle(ImapRun *run, ImapWanted *wanted, ImapMailResult result, GBytes *raw, const char *why)
{
	ImapMail *mail = g_new0(ImapMail, 1);

	wanted->settled = true;
	mail->facts = wanted->facts;
	mail->result = result;
	mail->raw = raw;
	mail->why = g_strdup(why);
	g_queue_push_tail(run->arrived, mail);
}

/* ---- what comes back ---- */

static ImapWanted *
find_wanted(const ImapRun *run, uint32_t uid)
{
	size_t low = 0, high = run->wanted->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		ImapWanted *wanted = wanted_at(run, middle);

		if (wanted->facts.uid == uid)
			return wanted;
		if (wanted->facts.uid < uid)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The bytes of a section; NULL for absent, NIL and empty ones. */
static bool
take_section(Imap *imap, const ImapBody *body, GBytes **out_bytes, GError **error)
{
	GError *cause = NULL;

	*out_bytes = NULL;
	switch (body->kind) {
	case IMAP_BODY_ABSENT:
	case IMAP_BODY_NIL:
		return true;
	case IMAP_BODY_QUOTED:
		if (body->size)
			*out_bytes = g_bytes_new(body->quoted, body->size);
		return true;
	case IMAP_BODY_LITERAL:
		if (body->size)
			*out_bytes = imap_spool_take(imap->spool, body->literal, &cause);
		break;
	}
	if (cause)
		g_propagate_error(error, cause);
	return !cause;
}

bool
imap_run_take_fetch(Imap *imap, const ImapFetch *fetch, GError **error)
{
	ImapWanted *wanted = find_wanted(&imap->run, fetch->uid);
	g_autoptr(GBytes) whole = NULL;
	g_autoptr(GBytes) start = NULL;
	g_autoptr(GBytes) header = NULL;

	/* A body that nobody asked for, or asked for no longer, is nobody's. */
	if (!wanted || !wanted->sent || wanted->settled)
		return true;
	if (!take_section(imap, &fetch->bodies[IMAP_SECTION_WHOLE], &whole, error) ||
		!take_section(imap, &fetch->bodies[IMAP_SECTION_START], &start, error) ||
		!take_section(imap, &fetch->bodies[IMAP_SECTION_HEADER], &header, error))
		return false;
	if (fetched_whole(imap, wanted)) {
		if (whole && (int64_t)g_bytes_get_size(whole) == wanted->facts.size)
			settle(&imap->run, wanted, IMAP_MAIL_WHOLE, g_steal_pointer(&whole), NULL);
		else if (whole)
			settle(&imap->run, wanted, IMAP_MAIL_WRONG_SIZE, g_steal_pointer(&whole), NULL);
		return true;
	}
	if (header && (!start || g_bytes_get_size(header) > g_bytes_get_size(start)))
		settle(&imap->run, wanted, IMAP_MAIL_BEGINNING, g_steal_pointer(&header), NULL);
	else if (start)
		settle(&imap->run, wanted, IMAP_MAIL_BEGINNING, g_steal_pointer(&start), NULL);
	return true;
}

bool
imap_run_take_end(Imap *imap, const ImapAnswer *answer, GError **error)
{
	ImapRun *run = &imap->run;

	for (int i = 0; i < IMAP_BATCHES_MAX; i++) {
		ImapBatch *batch = &run->batches[i];
		g_autofree char *words = NULL;

		if (batch->tag != answer->tag || answer->tag == 0)
			continue;
		if (answer->status != IMAP_STATUS_OK)
			words = imap_answer_words(answer->text, answer->length);
		for (size_t k = batch->first; k < batch->first + batch->count; k++)
			if (!wanted_at(run, k)->settled)
				settle(run, wanted_at(run, k), IMAP_MAIL_MISSING, NULL, words);
		batch->tag = 0;
		return true;
	}
	g_set_error_literal(
		error, IMAP_ERROR, IMAP_ERROR_PROTOCOL, "the server answered a command that was never sent");
	return false;
}

/* ---- asking ---- */

/* Takes the next mails that go together: all whole, or all beginnings. */
static void
fill_batch(const Imap *imap, ImapBatch *batch)
{
	const ImapRun *run = &imap->run;
	bool whole = fetched_whole(imap, wanted_at(run, run->unsent));

	*batch = (ImapBatch){ .first = run->unsent };
	while (batch->first + batch->count < run->wanted->len && batch->count < BATCH_MAILS) {
		const ImapWanted *wanted = wanted_at(run, batch->first + batch->count);
		int64_t bytes = whole ? wanted->facts.size : BEGINNING_BYTES;

		if (fetched_whole(imap, wanted) != whole)
			break;
		if (batch->count && batch->bytes + bytes > BATCH_BYTES)
			break;
		batch->bytes += bytes;
		batch->count++;
	}
}

static bool
send_batch(Imap *imap, ImapBatch *batch, GError **error)
{
	ImapRun *run = &imap->run;
	g_autoptr(GString) words = g_string_new("UID FETCH ");

	for (size_t k = 0; k < batch->count; k++) {
		ImapWanted *wanted = wanted_at(run, batch->first + k);

		wanted->sent = true;
		g_string_append_printf(words, "%s%u", k ? "," : "", wanted->facts.uid);
	}
	if (fetched_whole(imap, wanted_at(run, batch->first)))
		g_string_append(words, " (UID BODY.PEEK[])");
	else
		g_string_append_printf(words, " (UID BODY.PEEK[HEADER] BODY.PEEK[]<0.%d>)", BEGINNING_BYTES);
	run->unsent += batch->count;
	batch->tag = imap_send_command(imap, words->str, error);
	return batch->tag != 0;
}

/* Keeps commands under way, together no more bytes than one batch may have. */
static bool
send_ahead(Imap *imap, GError **error)
{
	ImapRun *run = &imap->run;
	int64_t under_way = 0;

	for (int i = 0; i < IMAP_BATCHES_MAX; i++)
		if (run->batches[i].tag)
			under_way += run->batches[i].bytes;
	for (int i = 0; i < IMAP_BATCHES_MAX && run->unsent < run->wanted->len; i++) {
		ImapBatch batch;

		if (run->batches[i].tag)
			continue;
		fill_batch(imap, &batch);
		if (under_way && under_way + batch.bytes > BATCH_BYTES)
			break;
		if (!send_batch(imap, &batch, error))
			return false;
		run->batches[i] = batch;
		under_way += batch.bytes;
	}
	return true;
}

static bool
is_under_way(const ImapRun *run)
{
	for (int i = 0; i < IMAP_BATCHES_MAX; i++)
		if (run->batches[i].tag)
			return true;
	return false;
}

bool
imap_fetch_next(Imap *imap, ImapMail *out_mail, GError **error)
{
	ImapRun *run = &imap->run;
	ImapWait wait = imap_wait_begin(imap);
	ImapMail *mail;

	if (!send_ahead(imap, error))
		return false;
	while (g_queue_is_empty(run->arrived) && is_under_way(run)) {
		if (!imap_take_in(imap, imap_wait_deadline(imap, &wait), error) || !send_ahead(imap, error))
			return false;
	}
	mail = g_queue_pop_head(run->arrived);
	if (!mail)
		return false;
	*out_mail = *mail;
	g_free(mail);
	return true;
}
