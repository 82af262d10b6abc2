/*
 * How fast the parse worker reads: bench-parse FOLDER [ROUNDS]. Each file of the folder is read by the
 * worker, as the service does it, and by this process alone; beside it GMime only takes the same bytes apart,
 * without decoding or understanding anything, if it was there when this was built. Prints processor time and
 * MB/s. With --alone in front each file is read once by this process: what to run under callgrind, whose
 * counts no other load on the machine can change.
 */
#include "daemon/worker/worker.h"
#include "parser/mail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#ifdef HAVE_GMIME
#include <gmime/gmime.h>
#endif

typedef void (*Reader)(GBytes *mail, void *data);

static double
wall(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Processor seconds of one process. */
static double
seconds_of(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
read_alone(GBytes *mail, void *data)
{
	gsize length;
	const char *bytes = g_bytes_get_data(mail, &length);

	(void)data;
	mail_free(mail_parse(bytes, length, NULL));
}

static void
read_by_worker(GBytes *mail, void *data)
{
	Mail *read = NULL;

	if (worker_parse(data, mail, &read, NULL) != WORKER_PARSED)
		abort();
	mail_free(read);
}

#ifdef HAVE_GMIME
static void
read_by_gmime(GBytes *mail, void *data)
{
	gsize length;
	const char *bytes = g_bytes_get_data(mail, &length);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	(void)data;
	if (message)
		g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
}
#endif

static void
measure(const char *name, const GPtrArray *mails, int rounds, Reader reader, void *data, clockid_t other)
{
	double best_cpu = 1e9, best_wall = 1e9;
	size_t bytes = 0;

	for (guint i = 0; i < mails->len; i++)
		bytes += g_bytes_get_size(g_ptr_array_index(mails, i));
	for (int round = 0; round < rounds; round++) {
		double start = wall(), cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
		double child = other ? seconds_of(other) : 0;

		for (guint i = 0; i < mails->len; i++)
			reader(g_ptr_array_index(mails, i), data);
		best_wall = MIN(best_wall, wall() - start);
		cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
		cpu += other ? seconds_of(other) - child : 0;
		best_cpu = MIN(best_cpu, cpu);
	}
	printf("%-28s %6.1f MB/s of processor time, %6.1f MB/s of wall time, %6.3f ms a mail\n", name,
		(double)bytes / 1e6 / best_cpu, (double)bytes / 1e6 / best_wall, best_cpu * 1e3 / mails->len);
}

static void
read_folder(const char *folder, GPtrArray *mails)
{
	GDir *directory = g_dir_open(folder, 0, NULL);
	const char *name;

	while (directory && (name = g_dir_read_name(directory))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		char *text = NULL;
		gsize length;

		if (g_str_has_suffix(name, ".eml") && g_file_get_contents(path, &text, &length, NULL))
			g_ptr_array_add(mails, g_bytes_new_take(text, length));
	}
	if (directory)
		g_dir_close(directory);
}

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	g_autoptr(Worker) worker = NULL;
	g_autoptr(Mail) first = NULL;
	bool alone = argc > 2 && strcmp(argv[1], "--alone") == 0;
	const char *folder = argv[alone ? 2 : argc > 1];
	int rounds = !alone && argc > 2 ? atoi(argv[2]) : 5;
	clockid_t child;

	if (argc == 2 && strcmp(argv[1], "--parse-worker") == 0)
		return worker_main();
	if (argc > 1)
		read_folder(folder, mails);
	if (mails->len == 0 || rounds < 1) {
		fputs("usage: bench-parse [--alone] FOLDER [ROUNDS]; mails.py FOLDER writes mails\n", stderr);
		return 2;
	}
	if (alone) {
		measure("reading alone", mails, 1, read_alone, NULL, 0);
		return 0;
	}
	worker = worker_new("/proc/self/exe", NULL);
	/* One child for all rounds: its processor time is looked up by its id. */
	worker_set_limits(worker, 60000, G_MAXINT);
	if (worker_parse(worker, g_ptr_array_index(mails, 0), &first, NULL) != WORKER_PARSED ||
		clock_getcpuclockid(worker_pid(worker), &child) != 0)
		return 1;
	measure("parse worker, both processes", mails, rounds, read_by_worker, worker, child);
	measure("reading alone", mails, rounds, read_alone, NULL, 0);
#ifdef HAVE_GMIME
	g_mime_init();
	measure("GMime, structure only", mails, rounds, read_by_gmime, NULL, 0);
#endif
	return 0;
}
