#include "daemon/settings/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECRET_MAX 4096 /* bearer tokens are some 2 kB */
#define COMMAND_SECONDS 10
#define COMMAND_PAUSE_MS 10 /* between two looks whether a command that closed its output has ended */

extern char **environ;

bool
secret_is_set(const SecretSource *source)
{
	return source->file || source->command || source->credential;
}

void
secret_free(char *secret)
{
	if (!secret)
		return;
	explicit_bzero(secret, strlen(secret));
	g_free(secret);
}

static void
set_error(GError **error, const char *source, const char *sentence)
{
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", source, sentence);
}

/* The first line of what was read, which is wiped either way. */
static char *
first_line(char *bytes, size_t length, const char *source, GError **error)
{
	char *end = memchr(bytes, '\n', length);
	size_t line = end ? (size_t)(end - bytes) : length;
	char *secret = NULL;

	if (line && bytes[line - 1] == '\r')
		line--;
	if (line == 0)
		set_error(error, source, "is empty; put the secret on its first line");
	else if (memchr(bytes, '\0', line))
		set_error(error, source, "holds a NUL byte; it is no text file");
	else if (!end && length >= SECRET_MAX)
		set_error(error, source, "its first line is longer than any secret");
	else
		secret = g_strndup(bytes, line);
	explicit_bzero(bytes, length);
	return secret;
}

static char *
read_file(const char *path, const char *source, bool guard_mode, GError **error)
{
	char bytes[SECRET_MAX];
	size_t length = 0;
	struct stat facts;
	/* A FIFO in its place must not stop the daemon: O_NONBLOCK, then regular files only. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0) {
		set_error(error, source, g_strerror(errno));
		return NULL;
	}
	if (fstat(fd, &facts) < 0 || !S_ISREG(facts.st_mode)) {
		set_error(error, source, "is no regular file");
		close(fd);
		return NULL;
	}
	if (guard_mode && (facts.st_mode & 077)) {
		set_error(error, source, "others may read it; run: chmod 600 on it");
		close(fd);
		return NULL;
	}
	while (length < sizeof bytes) {
		ssize_t got = read(fd, bytes + length, sizeof bytes - length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		length += (size_t)got;
	}
	close(fd);
	return first_line(bytes, length, source, error);
}

/* Starts the operator's command with its output in a pipe, nothing on its input, in a group of its own. */
static pid_t
start_command(const char *command, int *out_fd, GError **error)
{
	char shell[] = "sh", option[] = "-c";
	g_autofree char *line = g_strdup(command);
	char *const arguments[] = { shell, option, line, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	pid_t pid = -1;
	int ends[2];
	int failure;

	if (pipe2(ends, O_CLOEXEC) < 0) {
		set_error(error, "the secret's command", g_strerror(errno));
		return -1;
	}
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(
		&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	failure = posix_spawn(&pid, "/bin/sh", &actions, &attributes, arguments, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	if (failure) {
		set_error(error, "the secret's command", g_strerror(failure));
		close(ends[0]);
		return -1;
	}
	*out_fd = ends[0];
	return pid;
}

/* Reads to the end of output, or to the deadline: then false. */
static bool
read_until(int fd, int64_t deadline, char *bytes, size_t size, size_t *out_length)
{
	size_t length = 0;

	for (;;) {
		int64_t left = (deadline - g_get_monotonic_time()) / 1000;
		struct pollfd item = { .fd = fd, .events = POLLIN };
		char spill[256];
		ssize_t got;

		if (left <= 0)
			return false;
		if (poll(&item, 1, (int)left) <= 0)
			continue;
		if (length < size)
			got = read(fd, bytes + length, size - length);
		else
			got = read(fd, spill, sizeof spill);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		if (length < size)
			length += (size_t)got;
		else
			explicit_bzero(spill, sizeof spill);
		*out_length = length;
	}
	return true;
}

/* Waits for the command's end; at the deadline its whole group is killed. Its status, or -1. */
static int
reap(pid_t pid, int64_t deadline)
{
	int status = -1;

	for (;;) {
		pid_t ended = waitpid(pid, &status, WNOHANG);

		if (ended == pid)
			return status;
		if (ended < 0 && errno != EINTR)
			return -1;
		if (g_get_monotonic_time() >= deadline)
			break;
		poll(NULL, 0, COMMAND_PAUSE_MS);
	}
	kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return -1;
}

static char *
read_command(const char *command, GError **error)
{
	static const char source[] = "the secret's command";
	int64_t deadline = g_get_monotonic_time() + COMMAND_SECONDS * G_USEC_PER_SEC;
	char bytes[SECRET_MAX];
	size_t length = 0;
	bool in_time;
	int fd = -1, status;
	pid_t pid = start_command(command, &fd, error);

	if (pid < 0)
		return NULL;
	in_time = read_until(fd, deadline, bytes, sizeof bytes, &length);
	close(fd);
	status = reap(pid, in_time ? deadline : 0);
	if (status == -1)
		set_error(error, source, "took over 10 s and was ended; it must not ask anybody anything");
	else if (WIFSIGNALED(status))
		set_error(error, source, "was killed by a signal");
	else if (WEXITSTATUS(status) != 0)
		set_error(error, source, "failed; run it by hand as the daemon's user to see why");
	else
		return first_line(bytes, length, source, error);
	explicit_bzero(bytes, length);
	return NULL;
}

static char *
read_credential(const char *name, GError **error)
{
	const char *directory = g_getenv("CREDENTIALS_DIRECTORY");
	g_autofree char *path = NULL;
	g_autofree char *source = g_strdup_printf("credential %s", name);

	if (!directory) {
		set_error(error, source,
			"$CREDENTIALS_DIRECTORY is not set; add LoadCredential= to the unit, or use a file");
		return NULL;
	}
	if (strchr(name, '/') || name[0] == '.') {
		set_error(error, source, "is no name of a credential");
		return NULL;
	}
	path = g_build_filename(directory, name, NULL);
	/* systemd itself sees to the folder, and gives the files mode 0440. */
	return read_file(path, source, false, error);
}

char *
secret_read(const SecretSource *source, GError **error)
{
	if (source->file)
		return read_file(source->file, source->file, true, error);
	if (source->command)
		return read_command(source->command, error);
	if (source->credential)
		return read_credential(source->credential, error);
	set_error(error, "secret", "is not set; give a file, a command or a credential");
	return NULL;
}
