#include "daemon/chart/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	DRAW_SECONDS = 20,
	PICTURES_MAX = 4 * 1024 * 1024,
	READ_STEP = 64 * 1024,
};

struct ChartPrinter {
	char *program;
	char *asked;         /* what `pictures` shows */
	GPtrArray *pictures; /* GBytes *, or NULL in it */
};

static void
picture_free(gpointer picture)
{
	if (picture)
		g_bytes_unref(picture);
}

ChartPrinter *
chart_printer_new(const char *beside)
{
	g_autofree char *folder = g_path_get_dirname(beside);
	const char *folders[] = { folder, COMPLAINTD_LIBEXECDIR };

	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = g_build_filename(folders[i], "complaintd-draw", NULL);
		ChartPrinter *printer;

		if (access(path, X_OK) != 0)
			continue;
		printer = g_new0(ChartPrinter, 1);
		printer->program = g_steal_pointer(&path);
		printer->pictures = g_ptr_array_new_with_free_func(picture_free);
		return printer;
	}
	return NULL;
}

void
chart_printer_free(ChartPrinter *printer)
{
	if (!printer)
		return;
	g_ptr_array_unref(printer->pictures);
	g_free(printer->asked);
	g_free(printer->program);
	g_free(printer);
}

/* ---- the process ---- */

static bool
fail(GError **error, const char *what, const char *why)
{
	g_set_error(
		error, G_IO_ERROR, G_IO_ERROR_FAILED, "complaintd-draw: %s%s%s", what, *why ? ": " : "", why);
	return false;
}

/* Nothing of our environment but where fonts and libraries are, and what the sanitizers are told. */
static char **
child_environment(void)
{
	static const char *const kept[] = { "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH",
		"ASAN_OPTIONS", "UBSAN_OPTIONS", "G_SLICE" };
	char **environment = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
		if (g_getenv(kept[i]))
			environment = g_environ_setenv(environment, kept[i], g_getenv(kept[i]), TRUE);
	return environment ? environment : g_new0(char *, 1);
}

static int
spawn(const ChartPrinter *printer, int input, int output, pid_t *out_pid)
{
	char *arguments[] = { printer->program, NULL };
	g_auto(GStrv) environment = child_environment();
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	int failed;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(
		&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	failed = posix_spawn(out_pid, printer->program, &actions, &attributes, arguments, environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return failed;
}

/* What the child will read lies there as a whole, so it never waits for us while we wait for it. */
static int
input_of(const char *text)
{
	int fd = memfd_create("complaintd-charts", MFD_CLOEXEC);
	size_t length = strlen(text);

	if (fd < 0)
		return -1;
	if (write(fd, text, length) == (ssize_t)length && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	close(fd);
	return -1;
}

/* Until the child closes its output; false when it takes too long or says too much. */
static bool
read_all(int fd, GByteArray *out)
{
	int64_t deadline = g_get_monotonic_time() + DRAW_SECONDS * G_USEC_PER_SEC;

	for (;;) {
		struct pollfd item = { .fd = fd, .events = POLLIN };
		int64_t left = (deadline - g_get_monotonic_time()) / 1000;
		guint had = out->len;
		ssize_t got;

		if (left <= 0 || had > PICTURES_MAX)
			return false;
		if (poll(&item, 1, (int)left) <= 0)
			continue;
		g_byte_array_set_size(out, had + READ_STEP);
		got = read(fd, out->data + had, READ_STEP);
		g_byte_array_set_size(out, had + (guint)MAX(got, 0));
		if (got == 0)
			return true;
		if (got < 0 && errno != EINTR)
			return false;
	}
}

static bool
end_well(pid_t pid, bool kill_it)
{
	int status = -1;

	if (kill_it)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return !kill_it && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
run(const ChartPrinter *printer, const char *text, GByteArray *out, GError **error)
{
	int input = input_of(text), ends[2] = { -1, -1 }, failed;
	pid_t pid = 0;
	bool whole;

	if (input < 0 || pipe2(ends, O_CLOEXEC) != 0) {
		failed = errno;
		if (input >= 0)
			close(input);
		return fail(error, "no pipe", g_strerror(failed));
	}
	failed = spawn(printer, input, ends[1], &pid);
	close(input);
	close(ends[1]);
	if (failed) {
		close(ends[0]);
		return fail(error, "not started", g_strerror(failed));
	}
	whole = read_all(ends[0], out);
	close(ends[0]);
	return end_well(pid, !whole) || fail(error, whole ? "failed" : "took too long", "");
}

/* ---- pictures ---- */

static bool
split(const GByteArray *bytes, guint count, GPtrArray *pictures)
{
	size_t at = 0;

	g_ptr_array_set_size(pictures, 0);
	for (guint i = 0; i < count; i++) {
		uint64_t length;

		if (bytes->len - at < sizeof length)
			return false;
		memcpy(&length, bytes->data + at, sizeof length);
		at += sizeof length;
		if (length > bytes->len - at)
			return false;
		g_ptr_array_add(pictures, length ? g_bytes_new(bytes->data + at, length) : NULL);
		at += length;
	}
	return at == bytes->len;
}

const GPtrArray *
chart_printer_draw(ChartPrinter *printer, const GPtrArray *charts, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GByteArray) bytes = g_byte_array_new();

	for (guint i = 0; i < charts->len; i++)
		chart_write(charts->pdata[i], text);
	if (g_strcmp0(printer->asked, text->str) == 0)
		return printer->pictures;
	g_clear_pointer(&printer->asked, g_free);
	if (!run(printer, text->str, bytes, error))
		return NULL;
	if (!split(bytes, charts->len, printer->pictures)) {
		fail(error, "said something else than pictures", "");
		return NULL;
	}
	printer->asked = g_strdup(text->str);
	return printer->pictures;
}
