#include "daemon/worker/worker.h"

#include "daemon/log.h"
#include "daemon/worker/wire.h"
#include "parser/record.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	MAIL_MILLISECONDS = 5000,
	START_MILLISECONDS = 10000,
	MAILS_A_CHILD = 1000,
	READ_STEP = 64 * 1024,
};

struct Worker {
	char *program;       /* NULL: a fork of this process */
	GByteArray *options; /* the form senders, each ended by a NUL */
	bool greeted;        /* the child has said hello and has the options */
	int milliseconds, mails;
	pid_t pid;  /* 0: no child */
	int socket; /* -1 without a child */
	int memory;
	int answered, starts;
};

Worker *
worker_new(const char *program, const MailOptions *options)
{
	Worker *worker = g_new0(Worker, 1);

	worker->program = g_strdup(program);
	worker->options = g_byte_array_new();
	worker->socket = worker->memory = -1;
	worker_set_options(worker, options);
	worker_set_limits(worker, MAIL_MILLISECONDS, MAILS_A_CHILD);
	return worker;
}

void
worker_set_options(Worker *worker, const MailOptions *options)
{
	const char *const *sender = options ? options->form_senders : NULL;

	g_assert(!worker->greeted);
	g_byte_array_set_size(worker->options, 0);
	for (; sender && *sender; sender++)
		g_byte_array_append(worker->options, (const guint8 *)*sender, (guint)strlen(*sender) + 1);
}

void
worker_set_limits(Worker *worker, int milliseconds, int mails)
{
	worker->milliseconds = milliseconds;
	worker->mails = mails;
}

int
worker_pid(const Worker *worker)
{
	return (int)worker->pid;
}

int
worker_starts(const Worker *worker)
{
	return worker->starts;
}

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Kills without asking: a child owns nothing that could be lost. */
static void
end_child(Worker *worker)
{
	close_fd(&worker->socket);
	close_fd(&worker->memory);
	if (worker->pid > 0) {
		kill(worker->pid, SIGKILL);
		while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	worker->pid = 0;
	worker->answered = 0;
	worker->greeted = false;
}

void
worker_free(Worker *worker)
{
	if (!worker)
		return;
	end_child(worker);
	g_byte_array_unref(worker->options);
	g_free(worker->program);
	g_free(worker);
}

static void
set_errno(GError **error, const char *what)
{
	int saved = errno;

	g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(saved), "parse worker: %s: %s", what,
		g_strerror(saved));
}

/* ---- talking ---- */

/* Milliseconds until `deadline` (monotonic microseconds), 0 when it has passed. */
static int
left_until(int64_t deadline)
{
	int64_t left = (deadline - g_get_monotonic_time() + 999) / 1000;

	return (int)CLAMP(left, 0, INT_MAX);
}

static WorkerResult
wait_for(const Worker *worker, short events, int64_t deadline)
{
	for (;;) {
		struct pollfd fd = { .fd = worker->socket, .events = events };
		int left = left_until(deadline);
		int ready = left > 0 ? poll(&fd, 1, left) : 0;

		if (ready > 0)
			return WORKER_PARSED;
		if (ready < 0 && errno != EINTR)
			return WORKER_DIED;
		if (left == 0)
			return WORKER_TIMEOUT;
	}
}

static WorkerResult
send_all(const Worker *worker, const void *bytes, size_t length, int64_t deadline)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t put = send(worker->socket, at, length, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (put > 0) {
			at += put;
			length -= (size_t)put;
		} else if (put < 0 && errno == EAGAIN) {
			WorkerResult result = wait_for(worker, POLLOUT, deadline);

			if (result != WORKER_PARSED)
				return result;
		} else if (put == 0 || errno != EINTR) {
			return WORKER_DIED;
		}
	}
	return WORKER_PARSED;
}

static WorkerResult
receive_all(const Worker *worker, void *out, size_t length, int64_t deadline)
{
	char *at = out;

	while (length > 0) {
		ssize_t got = recv(worker->socket, at, length, MSG_DONTWAIT);

		if (got > 0) {
			at += got;
			length -= (size_t)got;
		} else if (got < 0 && errno == EAGAIN) {
			WorkerResult result = wait_for(worker, POLLIN, deadline);

			if (result != WORKER_PARSED)
				return result;
		} else if (got == 0 || errno != EINTR) {
			return WORKER_DIED;
		}
	}
	return WORKER_PARSED;
}

/* Grows by what has really come: a child that promises 90 MB and sends nothing costs nothing. */
static WorkerResult
receive_record(const Worker *worker, int64_t deadline, GByteArray *out)
{
	uint64_t length;
	WorkerResult result = receive_all(worker, &length, sizeof length, deadline);

	if (result != WORKER_PARSED)
		return result;
	if (length > WORKER_RECORD_MAX)
		return WORKER_DIED;
	while (result == WORKER_PARSED && out->len < length) {
		guint had = out->len, step = (guint)MIN(length - had, (uint64_t)READ_STEP);

		g_byte_array_set_size(out, had + step);
		result = receive_all(worker, out->data + had, step, deadline);
	}
	return result;
}

/* ---- the memory file ---- */

/* Writes at *offset and moves it on. */
static bool
put_bytes(const Worker *worker, GBytes *bytes, off_t *offset)
{
	gsize length;
	const char *at = g_bytes_get_data(bytes, &length);

	while (length > 0) {
		ssize_t put = pwrite(worker->memory, at, length, *offset);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += put;
		*offset += put;
		length -= (size_t)put;
	}
	return true;
}

static bool
put_memory(const Worker *worker, GBytes *raw, const GPtrArray *letters, WorkerRequest *out_request)
{
	off_t offset = 0;
	size_t count = 0;

	*out_request = (WorkerRequest){ .mail = g_bytes_get_size(raw) };
	if (ftruncate(worker->memory, 0) != 0 || !put_bytes(worker, raw, &offset))
		return false;
	for (guint i = 0; letters && i < letters->len && count < WORKER_LETTERS_MAX; i++) {
		GBytes *letter = letters->pdata[i];

		if (!g_bytes_get_size(letter))
			continue;
		if (!put_bytes(worker, letter, &offset))
			return false;
		out_request->letters[count++] = g_bytes_get_size(letter);
	}
	return true;
}

/* ---- starting ---- */

/* The child gets nothing of our environment but what makes a sanitizer or an unusual library path work. */
static char **
child_environment(void)
{
	static const char *const kept[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "G_SLICE",
		"LD_LIBRARY_PATH", "GCONV_PATH" };
	char **environment = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
		const char *value = g_getenv(kept[i]);

		if (value)
			environment = g_environ_setenv(environment, kept[i], value, TRUE);
	}
	return environment ? environment : g_new0(char *, 1);
}

/* A process group of its own, so that Ctrl-C on a terminal reaches the parent alone; default signals, none
 * blocked; no descriptor but 0 to WORKER_MEMORY. */
static int
spawn(Worker *worker, int socket)
{
	char mode[] = "--parse-worker";
	char *arguments[] = { worker->program, mode, NULL };
	g_auto(GStrv) environment = child_environment();
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t signals;
	int failed;

	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(
		&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attributes, 0);
	sigemptyset(&signals);
	posix_spawnattr_setsigmask(&attributes, &signals);
	sigfillset(&signals);
	posix_spawnattr_setsigdefault(&attributes, &signals);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, socket, WORKER_SOCKET);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, worker->memory, WORKER_MEMORY);
	posix_spawn_file_actions_addclosefrom_np(&actions, WORKER_MEMORY + 1);
	failed = posix_spawn(&worker->pid, worker->program, &actions, &attributes, arguments, environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (failed)
		worker->pid = 0;
	return failed;
}

/* The same by a fork, for a process of one thread that holds nothing which a mail may not see: it spares
 * loading the libraries a second time. */
static void
become_child(int socket, int memory)
{
	int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
	sigset_t signals;

	sigemptyset(&signals);
	sigprocmask(SIG_SETMASK, &signals, NULL);
	if (setpgid(0, 0) != 0 || dup2(socket, WORKER_SOCKET) < 0 || dup2(nothing, 1) < 0 ||
		dup2(memory, WORKER_MEMORY) < 0)
		_exit(1);
	closefrom(WORKER_MEMORY + 1);
	clearenv();
	_exit(worker_main());
}

static int
fork_child(Worker *worker, int socket)
{
	worker->pid = fork();
	if (worker->pid == 0)
		become_child(socket, worker->memory);
	if (worker->pid > 0)
		return 0;
	worker->pid = 0;
	return errno;
}

/* What a kernel refuses is said once: the mails are read all the same. */
static void
note_confinement(uint32_t confined)
{
	static gsize once;

	if (confined == (CONFINED_LIMITS | CONFINED_SYSCALLS) || !g_once_init_enter(&once))
		return;
	log_warning("engine", "worker=unconfined limits=%d syscalls=%d", (confined & CONFINED_LIMITS) != 0,
		(confined & CONFINED_SYSCALLS) != 0);
	g_once_init_leave(&once, 1);
}

/* A service may run without descriptors 0 to 2: ours must not lie where the child's are put. */
static int
out_of_the_way(int fd)
{
	int higher = fd;

	if (fd >= 0 && fd <= WORKER_MEMORY) {
		higher = fcntl(fd, F_DUPFD_CLOEXEC, WORKER_MEMORY + 1);
		close(fd);
	}
	return higher;
}

bool
worker_start(Worker *worker, GError **error)
{
	int pair[2];

	if (worker->pid != 0)
		return true;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		set_errno(error, "socketpair");
		return false;
	}
	worker->socket = out_of_the_way(pair[0]);
	pair[1] = out_of_the_way(pair[1]);
	worker->memory = out_of_the_way(memfd_create("complaintd-mail", MFD_CLOEXEC));
	if (worker->socket < 0 || pair[1] < 0 || worker->memory < 0) {
		set_errno(error, "memory file");
		close_fd(&pair[1]);
		end_child(worker);
		return false;
	}
	errno = worker->program ? spawn(worker, pair[1]) : fork_child(worker, pair[1]);
	close(pair[1]);
	if (errno != 0) {
		set_errno(error, worker->program ? worker->program : "fork");
		end_child(worker);
		return false;
	}
	worker->starts++;
	return true;
}

/* The child locks itself in before it reads a byte of ours. */
static bool
greet(Worker *worker, GError **error)
{
	int64_t deadline = g_get_monotonic_time() + (int64_t)START_MILLISECONDS * 1000;
	uint64_t length = worker->options->len;
	WorkerHello hello;

	if (worker->greeted)
		return true;
	if (receive_all(worker, &hello, sizeof hello, deadline) != WORKER_PARSED ||
		hello.magic != WORKER_HELLO_MAGIC ||
		send_all(worker, &length, sizeof length, deadline) != WORKER_PARSED ||
		send_all(worker, worker->options->data, length, deadline) != WORKER_PARSED) {
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "parse worker: %s: did not start",
			worker->program ? worker->program : "fork");
		end_child(worker);
		return false;
	}
	worker->greeted = true;
	note_confinement(hello.confined);
	return true;
}

static WorkerResult
ask(Worker *worker, const WorkerRequest *request, Mail **out_mail)
{
	int64_t deadline = g_get_monotonic_time() + (int64_t)worker->milliseconds * 1000;
	g_autoptr(GByteArray) record = g_byte_array_new();
	WorkerResult result = send_all(worker, request, sizeof *request, deadline);
	Mail *mail;

	if (result == WORKER_PARSED)
		result = receive_record(worker, deadline, record);
	if (result != WORKER_PARSED)
		return result;
	mail = record_read(record->data, record->len);
	if (!mail)
		return WORKER_DIED;
	*out_mail = mail;
	return WORKER_PARSED;
}

WorkerResult
worker_parse(Worker *worker, GBytes *raw, Mail **out_mail, GError **error)
{
	return worker_parse_answer(worker, raw, NULL, out_mail, error);
}

WorkerResult
worker_parse_answer(Worker *worker, GBytes *raw, const GPtrArray *letters, Mail **out_mail, GError **error)
{
	WorkerRequest request;
	WorkerResult result;

	if (worker->pid != 0 && worker->answered >= worker->mails)
		end_child(worker);
	if (!worker_start(worker, error) || !greet(worker, error))
		return WORKER_FAILED;
	if (!put_memory(worker, raw, letters, &request)) {
		set_errno(error, "memory file");
		return WORKER_FAILED;
	}
	result = ask(worker, &request, out_mail);
	if (result != WORKER_PARSED) {
		end_child(worker);
		return result;
	}
	worker->answered++;
	/* The mail is in the database; a waiting child holds nobody's words. */
	if (ftruncate(worker->memory, 0) != 0)
		end_child(worker);
	return result;
}
