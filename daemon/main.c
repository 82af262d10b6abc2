/*
 * complaintd: the service. The same binary is its own parse worker.
 */
#include "daemon/log.h"
#include "daemon/service/reconcile.h"
#include "daemon/service/service.h"
#include "daemon/settings/settings.h"
#include "daemon/store/db.h"
#include "daemon/store/outbox.h"
#include "daemon/transport/server_check.h"
#include "daemon/worker/worker.h"

#include <curl/curl.h>
#include <glib.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	EXIT_SERVICE = 1, /* a thread met something that only a restart can mend */
	EXIT_USAGE = 2,
	EXIT_SETTINGS = 78, /* EX_CONFIG of sysexits.h: no use in restarting */
};

static char *
own_path(const char *fallback)
{
	char *path = g_file_read_link("/proc/self/exe", NULL);

	return path ? path : g_strdup(fallback);
}

static int
serve(const char *settings_path, const char *program, gboolean once)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_load(settings_path, &error);
	g_autoptr(Db) instance = NULL;
	int lock;

	if (!settings) {
		fprintf(stderr, "%s\n", error->message);
		return EXIT_SETTINGS;
	}
	/* A second daemon on the same database, or one that starts during complaintctl restore, ends before
	 * it has touched anything. The lock goes with the process. */
	lock = db_lock_path(settings->database, &error);
	/* Opened once here, so that a schema step runs before any thread. */
	if (lock >= 0)
		instance = db_open(settings->database, &error);
	if (!instance || !outbox_take_back_leases(instance, time(NULL), &error)) {
		fprintf(stderr, "complaintd: %s\n", error->message);
		return EXIT_SERVICE;
	}
	log_info("service", "version=%s mailboxes=%u senders=%d", COMPLAINTD_VERSION,
		settings->mailboxes->len, settings->senders);
	if (!(once ? service_once : service_run)(settings, program, &error)) {
		log_error("service", "stopped=by-failure why=%s", error->message);
		return EXIT_SERVICE;
	}
	return EXIT_SUCCESS;
}

static int
check_settings(const char *settings_path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_load(settings_path, &error);

	if (!settings) {
		fprintf(stderr, "%s\n", error->message);
		return EXIT_SETTINGS;
	}
	printf("%s: in order\n", settings_path);
	return EXIT_SUCCESS;
}

/* For complaintctl check. */
static int
check_servers(const char *settings_path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_load(settings_path, &error);
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *lines = NULL;

	if (!settings) {
		fprintf(stderr, "%s\n", error->message);
		return EXIT_SETTINGS;
	}
	server_check(settings, findings);
	lines = findings_format(findings);
	fputs(lines, stdout);
	return EXIT_SUCCESS;
}

/* For complaintctl reconcile. */
static int
reconcile(const char *settings_path, const char *program, const ReconcileOptions *options)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_load(settings_path, &error);
	g_autoptr(Db) db = NULL;

	if (!settings) {
		fprintf(stderr, "%s\n", error->message);
		return EXIT_SETTINGS;
	}
	db = options->fix ? db_open(settings->database, &error)
			  : db_open_readonly(settings->database, &error);
	if (!db || !reconcile_run(settings, db, program, options, time(NULL), stdout, &error)) {
		fprintf(stderr, "complaintd: %s\n", error->message);
		return EXIT_SERVICE;
	}
	return EXIT_SUCCESS;
}

/* The C library keeps what big mails took in case more come; a daemon that mostly waits gives it back. */
static void
give_memory_back(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 256 * 1024);
	mallopt(M_TRIM_THRESHOLD, 256 * 1024);
	mallopt(M_ARENA_MAX, 2);
#endif
}

int
main(int argc, char **argv)
{
	g_autofree char *settings_path = NULL;
	g_autofree char *program = NULL;
	gboolean check = FALSE, servers = FALSE, once = FALSE, version = FALSE;
	gboolean compare = FALSE, fix = FALSE, gone = FALSE;
	const GOptionEntry entries[] = {
		{ "config", 'c', 0, G_OPTION_ARG_FILENAME, &settings_path,
			"Settings file, else the one in the system's folder", "FILE" },
		{ "check", 0, 0, G_OPTION_ARG_NONE, &check, "Only read the settings and say what is wrong",
			NULL },
		{ "check-servers", 0, 0, G_OPTION_ARG_NONE, &servers,
			"Only try the servers and print a line for each thing found", NULL },
		{ "reconcile", 0, 0, G_OPTION_ARG_NONE, &compare,
			"Only compare the mailboxes with the database, for complaintctl reconcile", NULL },
		{ "fix", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &fix, NULL, NULL },
		{ "gone", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &gone, NULL, NULL },
		{ "once", 0, 0, G_OPTION_ARG_NONE, &once, "Do all there is to do now, then end", NULL },
		{ "version", 0, 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL },
		{ 0 },
	};
	g_autoptr(GOptionContext) options = g_option_context_new("— a complaint desk that lives in email");
	g_autoptr(GError) error = NULL;
	int status;

	setlocale(LC_CTYPE, "");
	umask(077);
	if (argc == 2 && strcmp(argv[1], "--parse-worker") == 0)
		return worker_main();
	g_option_context_add_main_entries(options, entries, NULL);
	g_option_context_set_description(options,
		"Reads the complaint mailbox, keeps the cases and writes the letters. SIGHUP reads the "
		"settings anew,\n"
		"SIGTERM stops. The operator's hand is complaintctl(1); the manual is complaintd(8).");
	if (!g_option_context_parse(options, &argc, &argv, &error) || argc > 1) {
		fprintf(stderr, "complaintd: %s; see complaintd --help\n",
			error ? error->message : "it takes no arguments");
		return EXIT_USAGE;
	}
	if (version) {
		puts("complaintd " COMPLAINTD_VERSION);
		return EXIT_SUCCESS;
	}
	if (check)
		return check_settings(settings_path ? settings_path : settings_default_path);
	give_memory_back();
	curl_global_init(CURL_GLOBAL_DEFAULT);
	if (servers) {
		status = check_servers(settings_path ? settings_path : settings_default_path);
		curl_global_cleanup();
		return status;
	}
	program = own_path(argv[0]);
	if (compare) {
		const ReconcileOptions wanted = { .fix = fix, .gone = gone };

		status = reconcile(settings_path ? settings_path : settings_default_path, program, &wanted);
		curl_global_cleanup();
		return status;
	}
	status = serve(settings_path ? settings_path : settings_default_path, program, once);
	curl_global_cleanup();
	return status;
}
