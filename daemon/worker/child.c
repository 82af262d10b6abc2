#include "daemon/worker/sandbox.h"

#include "daemon/worker/wire.h"
#include "daemon/worker/worker.h"
#include "parser/record.h"

#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A child that has read a mail of this size gives its memory back before it waits for the next. */
enum {
	TRIM_ABOVE = 1024 * 1024,
	KEEP_BELOW = 16 * 1024 * 1024,
};

static bool
read_all(void *out, size_t length)
{
	char *at = out;

	while (length > 0) {
		ssize_t got = read(WORKER_SOCKET, at, length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		length -= (size_t)got;
	}
	return true;
}

static bool
write_all(const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t put = write(WORKER_SOCKET, at, length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += put;
		length -= (size_t)put;
	}
	return true;
}

/* NULL-terminated, and the caller's; NULL when the parent has gone. */
static char **
read_form_senders(void)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	g_autofree char *text = NULL;
	uint64_t length;

	if (!read_all(&length, sizeof length) || length > WORKER_OPTIONS_MAX)
		return NULL;
	text = g_malloc0((gsize)length + 1);
	if (!read_all(text, (size_t)length))
		return NULL;
	for (const char *at = text; at < text + length; at += strlen(at) + 1)
		g_ptr_array_add(list, g_strdup(at));
	g_ptr_array_add(list, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&list), FALSE);
}

/* The letters that lie at `at`; they are lent. */
static GPtrArray *
letters_at(const char *at, const WorkerRequest *request)
{
	GPtrArray *letters = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);

	for (size_t i = 0; i < WORKER_LETTERS_MAX && request->letters[i]; i++) {
		g_ptr_array_add(letters, g_bytes_new_static(at, request->letters[i]));
		at += request->letters[i];
	}
	return letters;
}

static bool
answer_one(WorkerReader reader, const WorkerRequest *request, MailOptions options)
{
	static const char nothing[] = "";
	void *memory = (void *)(uintptr_t)nothing;
	g_autoptr(GPtrArray) letters = NULL;
	g_autoptr(GBytes) record = NULL;
	uint64_t length = request->mail, record_length;

	for (size_t i = 0; i < WORKER_LETTERS_MAX; i++)
		length += request->letters[i];
	if (length > 0) {
		memory = mmap(NULL, length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, WORKER_MEMORY, 0);
		if (memory == MAP_FAILED)
			return false;
	}
	options.letters = letters = letters_at((const char *)memory + request->mail, request);
	record = reader(memory, request->mail, &options);
	if (length > 0)
		munmap(memory, length);
	record_length = g_bytes_get_size(record);
	if (!write_all(&record_length, sizeof record_length) ||
		!write_all(g_bytes_get_data(record, NULL), record_length))
		return false;
	if (length > TRIM_ABOVE) {
		g_clear_pointer(&record, g_bytes_unref);
		malloc_trim(0);
	}
	return true;
}

int
worker_serve(WorkerReader reader)
{
	WorkerHello hello = { .magic = WORKER_HELLO_MAGIC };
	g_auto(GStrv) form_senders = NULL;
	MailOptions options = { 0 };
	WorkerRequest request;

	/* One mail is like the next: what was allocated for one serves the other, without a page fault. */
	mallopt(M_MMAP_THRESHOLD, KEEP_BELOW);
	mallopt(M_TRIM_THRESHOLD, KEEP_BELOW);
	hello.confined = worker_lock_in();
	if (!write_all(&hello, sizeof hello))
		return 1;
	form_senders = read_form_senders();
	if (!form_senders)
		return 1;
	options.form_senders = (const char *const *)form_senders;
	while (read_all(&request, sizeof request))
		if (!answer_one(reader, &request, options))
			return 1;
	return 0;
}

static GBytes *
read_mail(const char *bytes, size_t length, const MailOptions *options)
{
	g_autoptr(Mail) mail = mail_parse(bytes, length, options);

	return record_write(mail);
}

int
worker_main(void)
{
	return worker_serve(read_mail);
}
