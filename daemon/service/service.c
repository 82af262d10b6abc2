#include "daemon/service/service.h"

#include "daemon/log.h"
#include "daemon/service/engine.h"
#include "daemon/service/intake.h"
#include "daemon/service/sender.h"
#include "daemon/service/wake.h"
#include "daemon/transport/smtp.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* One set of threads on one Settings; a reload ends it and starts another. */
typedef struct {
	Settings *settings;
	const char *program;
	int stop_fd;        /* readable: all end */
	int done_fd;        /* written by a thread that ended by itself */
	int engine_fd;      /* intake and senders wake the engine */
	int *sender_fds;    /* the engine wakes each sender by its own; ends with -1 */
	GPtrArray *threads; /* GThread * */
	GMutex lock;
	GError *error; /* the first thread's that failed; under `lock` */
} Crew;

typedef struct {
	Crew *crew;
	const MailboxSettings *mailbox; /* intake alone */
	int wake_fd;                    /* sender alone */
} Post;

/* A thread that failed ends the whole crew: the service manager starts us again (architecture.md). */
static void
crew_fail(Crew *crew, GError *error)
{
	g_mutex_lock(&crew->lock);
	if (!crew->error)
		crew->error = error;
	else
		g_error_free(error);
	g_mutex_unlock(&crew->lock);
	wake_write(crew->done_fd);
}

static gpointer
run_intake(gpointer data)
{
	g_autofree Post *post = data;
	Crew *crew = post->crew;
	GError *error = NULL;
	g_autoptr(Intake) intake =
		intake_new(crew->settings, post->mailbox, crew->settings->database, &error);

	if (!intake || !intake_run(intake, crew->stop_fd, crew->engine_fd, &error))
		crew_fail(crew, error);
	return NULL;
}

static gpointer
run_engine(gpointer data)
{
	g_autofree Post *post = data;
	Crew *crew = post->crew;
	GError *error = NULL;
	g_autoptr(Engine) engine = engine_new(crew->settings, crew->program, &error);

	if (!engine || !engine_run(engine, crew->stop_fd, crew->engine_fd, crew->sender_fds, &error))
		crew_fail(crew, error);
	return NULL;
}

static gpointer
run_sender(gpointer data)
{
	g_autofree Post *post = data;
	Crew *crew = post->crew;
	GError *error = NULL;
	SendTransport *transport = smtp_transport_new(crew->settings, crew->stop_fd);
	g_autoptr(Sender) sender = sender_new(crew->settings, crew->settings->database, transport, &error);

	if (!sender || !sender_run(sender, crew->stop_fd, post->wake_fd, crew->engine_fd, &error))
		crew_fail(crew, error);
	return NULL;
}

static void
crew_start_one(Crew *crew, const char *name, GThreadFunc body, const MailboxSettings *mailbox, int wake_fd)
{
	Post *post = g_new(Post, 1);

	*post = (Post){ crew, mailbox, wake_fd };
	g_ptr_array_add(crew->threads, g_thread_new(name, body, post));
}

static void
crew_start(Crew *crew, Settings *settings, const char *program)
{
	*crew = (Crew){
		.settings = settings_ref(settings),
		.program = program,
		.stop_fd = wake_new(),
		.done_fd = wake_new(),
		.engine_fd = wake_new(),
		.sender_fds = g_new(int, settings->senders + 1),
		.threads = g_ptr_array_new(),
	};
	g_mutex_init(&crew->lock);
	for (int i = 0; i < settings->senders; i++)
		crew->sender_fds[i] = wake_new();
	crew->sender_fds[settings->senders] = -1;
	crew_start_one(crew, "engine", run_engine, NULL, -1);
	for (int i = 0; i < settings->senders; i++)
		crew_start_one(crew, "sender", run_sender, NULL, crew->sender_fds[i]);
	for (guint i = 0; i < settings->mailboxes->len; i++)
		crew_start_one(crew, "intake", run_intake, settings->mailboxes->pdata[i], -1);
}

/* Ends all threads and waits for them. Returns the error that ended the crew, if one did. */
static GError *
crew_stop(Crew *crew)
{
	GError *error = NULL;

	wake_write(crew->stop_fd);
	for (guint i = 0; i < crew->threads->len; i++)
		g_thread_join(crew->threads->pdata[i]);
	g_ptr_array_unref(crew->threads);
	close(crew->stop_fd);
	close(crew->done_fd);
	close(crew->engine_fd);
	for (int *fd = crew->sender_fds; *fd >= 0; fd++)
		close(*fd);
	g_free(crew->sender_fds);
	g_mutex_clear(&crew->lock);
	settings_unref(crew->settings);
	error = crew->error;
	return error;
}

/* ---- the service manager (sd_notify(3)), without its library: one datagram ---- */
static void
notify_manager(const char *state)
{
	const char *path = g_getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t length = path ? strlen(path) : 0;
	int fd;

	if (length < 2 || length >= sizeof address.sun_path)
		return;
	memcpy(address.sun_path, path, length);
	if (*path == '@')
		address.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	if (sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address,
		    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)) < 0)
		log_warning("service", "notify=%s", g_strerror(errno));
	close(fd);
}

/* ---- signals ---- */

static int
signals_open(void)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0)
		g_error("no file descriptor left for signals");
	return fd;
}

/* The next signal, or 0 when a thread ended by itself. */
static int
wait_for_signal(int signal_fd, int done_fd)
{
	struct pollfd fds[] = { { .fd = signal_fd, .events = POLLIN }, { .fd = done_fd, .events = POLLIN } };
	struct signalfd_siginfo info;

	for (;;) {
		if (poll(fds, G_N_ELEMENTS(fds), -1) < 0 && errno != EINTR)
			g_error("poll: %s", g_strerror(errno));
		if (fds[1].revents)
			return 0;
		if (fds[0].revents && read(signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
			return (int)info.ssi_signo;
	}
}

/* New settings in place of `old`, or `old` itself when the file is bad. */
static Settings *
reload(Settings *old)
{
	g_autoptr(GError) error = NULL;
	Settings *settings = settings_load(old->path, &error);

	if (!settings) {
		log_error("service", "reload=refused in-force=old why=%s", error->message);
		return old;
	}
	log_info("service", "reload=%s", "done");
	settings_unref(old);
	return settings;
}

gboolean
service_run(Settings *settings, const char *program, GError **error)
{
	int signal_fd = signals_open();
	Settings *current = settings_ref(settings);
	GError *failure = NULL;
	int signal_number = 0;

	do {
		Crew crew;

		crew_start(&crew, current, program);
		notify_manager("READY=1");
		signal_number = wait_for_signal(signal_fd, crew.done_fd);
		notify_manager(signal_number == SIGHUP ? "RELOADING=1" : "STOPPING=1");
		failure = crew_stop(&crew);
		if (signal_number == SIGHUP)
			current = reload(current);
	} while (signal_number == SIGHUP && !failure);
	settings_unref(current);
	close(signal_fd);
	if (failure) {
		g_propagate_error(error, failure);
		return FALSE;
	}
	log_info("service", "stopped=%s", "by-signal");
	return TRUE;
}

/* ---- one pass ---- */

enum {
	PASSES_MAX = 1000
};

/* Whatever is due at `now`: engine and sender by turns, until neither has anything left. */
static gboolean
work_off(Engine *engine, Sender *sender, int64_t now, GError **error)
{
	for (int pass = 0; pass < PASSES_MAX; pass++) {
		int64_t engine_wake = 0, sender_wake;

		if (!engine_step(engine, now, &engine_wake, error))
			return FALSE;
		sender_wake = sender_step(sender, now, error);
		if (sender_wake < 0 || !engine_step(engine, now, &engine_wake, error))
			return FALSE;
		if ((!engine_wake || engine_wake > now) && (!sender_wake || sender_wake > now))
			return TRUE;
	}
	return TRUE;
}

gboolean
service_once(Settings *settings, const char *program, GError **error)
{
	int stop_fd = wake_new();
	g_autoptr(Engine) engine = engine_new(settings, program, error);
	SendTransport *transport = engine ? smtp_transport_new(settings, stop_fd) : NULL;
	g_autoptr(Sender) sender = engine ? sender_new(settings, settings->database, transport, error) : NULL;
	int64_t now = time(NULL);
	gboolean good = sender != NULL;

	signal(SIGPIPE, SIG_IGN);
	for (guint i = 0; good && i < settings->mailboxes->len; i++) {
		g_autoptr(Intake) intake =
			intake_new(settings, settings->mailboxes->pdata[i], settings->database, error);

		/* A server that cannot be reached is no failure of ours: complaintctl status shows it. */
		good = intake && intake_step(intake, now, error) >= 0;
	}
	good = good && work_off(engine, sender, now, error);
	wake_close(stop_fd);
	return good;
}
