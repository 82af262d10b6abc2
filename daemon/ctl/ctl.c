#include "daemon/ctl/ctl.h"

#include "daemon/nearest.h"
#include "daemon/store/ledger.h"
#include "daemon/worker/worker.h"

#include <errno.h>
#include <grp.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
	const char *name, *arguments, *help;
	CtlStatus (*run)(Ctl *ctl);
} subcommands[] = {
	{ "check", "[--offline]",
		"settings, letters, calendar, database, servers: what is wrong, and its cure", ctl_check },
	{ "status", "", "mailboxes, queues, open cases, what is late", ctl_status },
	{ "list",
		"[--open] [--overdue] [--urgent] [--state S] [--category C] [--department D] [--handler A] "
		"[--limit N]",
		"cases, newest first", ctl_list },
	{ "show", "CASE", "one case: its values, clocks, letters, and everything that happened", ctl_show },
	{ "raw", "CASE", "the mail that opened the case, byte for byte", ctl_raw },
	{ "attachment", "CASE N", "the Nth attachment of that mail, decoded", ctl_attachment },
	{ "parse", "[--json] FILE …",
		"read mails and say what is in each; needs no settings; - for standard input", ctl_parse },
	{ "explain", "[--json] FILE", "what a mail would do, and why; changes nothing", ctl_explain },
	{ "intake",
		"[--channel 电话|现场|线上] [--name N] [--phone P] [--class C] [--mail A] [--category C] "
		"[--confidential] [--as ADDRESS] FILE",
		"register what a learner told on the telephone or on site; - for standard input",
		ctl_intake },
	{ "command", "--as ADDRESS CASE '#…' …", "a staff member's commands, by hand; prints the receipt",
		ctl_command },
	{ "outbox", "[list [--state S] | release | retry ID … | drop ID …]",
		"letters on their way; let held ones go, send again, drop", ctl_outbox },
	{ "templates", "check | list | preview LETTER [--language en] [--yes NAME,…] [--html]",
		"are the letters in order; what they look like", ctl_templates },
	{ "digest", "[PERIOD] [--preview] [--to ADDRESS] [--html] [--files FOLDER] [--language en]",
		"who gets which digests and reports; with --preview or a period: what they say", ctl_digest },
	{ "report", "PERIOD [--as-of DAY] [--language en]",
		"the figures of 2026-11, 2026-Q4, 2026-W48, a day or a year, from the event log",
		ctl_report },
	{ "export", "--csv | --json [--as-of DAY] [--language en]",
		"every case as a row, personal data masked", ctl_export },
	{ "quarantine", "[list | show ID | retry ID …]", "mails that could not be read; read them again",
		ctl_quarantine },
	{ "person", "ADDRESS", "what is kept about a learner, for a request to see it", ctl_person },
	{ "erase", "ADDRESS | CASE --by ADDRESS --and ADDRESS [--yes | --hold | --unhold]",
		"erase a learner's data, or a closed case's, on two persons' word", ctl_erase },
	{ "reconcile", "[--fix] [--gone]",
		"compare the mailboxes with what was taken in; --fix takes in what is missing",
		ctl_reconcile },
	{ "verify", "[FILE]", "integrity, hash chain and replay of the whole database, or of a backup",
		ctl_verify },
	{ "backup", "FILE [--replace] | FOLDER [--keep N]",
		"copy the database while the service works, and read the copy again", ctl_backup },
	{ "restore", "FILE", "put a backup in the database's place; keeps the old one, holds all letters",
		ctl_restore },
	{ "settings", "sample | manual", "print the sample file, or the manual page's table of settings",
		ctl_settings_print },
};

static void
print_help(void)
{
	printf("Usage: complaintctl [--config FILE] [--json] COMMAND …\n\n"
	       "The operator's hand of complaintd. Commands:\n\n");
	for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++)
		printf("  %s%s%s\n      %s\n", subcommands[i].name, *subcommands[i].arguments ? " " : "",
			subcommands[i].arguments, subcommands[i].help);
	printf("\n"
	       "  --config FILE   settings (default %s)\n"
	       "  --json          output for programs\n"
	       "  --help          this text\n"
	       "  --version       the version\n\n"
	       "Exit status: 0 done, 1 something is wrong, 2 bad usage or unreadable, 3 no such thing.\n"
	       "See complaintctl(1).\n",
		settings_default_path);
}

/* ---- what the subcommands share ---- */

void
ctl_complain(const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	fflush(stdout);
	fprintf(stderr, "complaintctl: %s\n", text);
}

CtlStatus
ctl_failed(GError *error)
{
	ctl_complain("%s", error->message);
	g_error_free(error);
	return CTL_UNABLE;
}

bool
ctl_settings(Ctl *ctl)
{
	GError *error = NULL;

	if (ctl->settings)
		return true;
	ctl->settings = settings_load(ctl->config, &error);
	if (!ctl->settings) {
		ctl_failed(error);
		return false;
	}
	g_time_zone_unref(ctl->zone);
	ctl->zone = g_time_zone_ref(calendar_zone(ctl->settings->policy->calendar));
	return true;
}

bool
ctl_become_owner(const char *path)
{
	struct stat file;

	if (stat(path, &file) != 0) {
		ctl_complain("%s: %s; complaintd makes the database when it starts", path, g_strerror(errno));
		return false;
	}
	if (geteuid() != 0 || file.st_uid == 0)
		return true;
	if (setgroups(0, NULL) == 0 && setgid(file.st_gid) == 0 && setuid(file.st_uid) == 0)
		return true;
	ctl_complain("%s: cannot become its owner: %s", path, g_strerror(errno));
	return false;
}

bool
ctl_open(Ctl *ctl, bool write)
{
	GError *error = NULL;

	if (!ctl_settings(ctl) || !ctl_become_owner(ctl->settings->database))
		return false;
	ctl->db = write ? db_open(ctl->settings->database, &error)
			: db_open_readonly(ctl->settings->database, &error);
	if (!ctl->db)
		ctl_failed(error);
	return ctl->db != NULL;
}

int64_t
ctl_case(Ctl *ctl, const char *word)
{
	g_autofree char *number = case_number_find(word);
	GError *error = NULL;
	int64_t id = 0;

	if (number)
		id = ledger_find_number(ctl->db, number, &error);
	if (error)
		ctl_failed(error);
	else if (!number)
		ctl_complain(
			"\"%s\" is no case number such as C20261123-0007K (its last letter guards against "
			"slips)",
			word);
	else if (!id)
		ctl_complain("there is no case %s", number);
	return id;
}

char *
ctl_moment(const Ctl *ctl, int64_t at)
{
	g_autoptr(GDateTime) utc = NULL;
	g_autoptr(GDateTime) local = NULL;

	if (!at)
		return g_strdup("–");
	utc = g_date_time_new_from_unix_utc(at);
	local = utc ? g_date_time_to_timezone(utc, ctl->zone) : NULL;
	return local ? g_date_time_format(local, "%Y-%m-%d %H:%M") : g_strdup("?");
}

char *
ctl_distance(const Ctl *ctl, int64_t at)
{
	int64_t seconds = at > ctl->now ? at - ctl->now : ctl->now - at;
	g_autofree char *span = NULL;

	if (!at)
		return g_strdup("");
	if (seconds < 120)
		span = g_strdup_printf("%" G_GINT64_FORMAT " s", seconds);
	else if (seconds < 7200)
		span = g_strdup_printf("%" G_GINT64_FORMAT " min", seconds / 60);
	else if (seconds < 172800)
		span = g_strdup_printf("%" G_GINT64_FORMAT " h", seconds / 3600);
	else
		span = g_strdup_printf("%" G_GINT64_FORMAT " d", seconds / 86400);
	return at > ctl->now ? g_strconcat("in ", span, NULL) : g_strconcat(span, " ago", NULL);
}

void
ctl_print(char *text)
{
	fputs(text, stdout);
	g_free(text);
}

CtlStatus
ctl_settings_print(Ctl *ctl)
{
	const char *what = ctl_word(ctl, 0);

	if (!ctl_words(ctl, 1, 1))
		return CTL_UNABLE;
	if (strcmp(what, "sample") == 0)
		ctl_print(settings_sample());
	else if (strcmp(what, "manual") == 0)
		ctl_print(settings_manual());
	else
		ctl_complain("settings: \"%s\" is neither sample nor manual", what);
	return strcmp(what, "sample") == 0 || strcmp(what, "manual") == 0 ? CTL_OK : CTL_UNABLE;
}

/* ---- main ---- */

static CtlStatus
run(Ctl *ctl)
{
	const char *names[G_N_ELEMENTS(subcommands) + 1] = { 0 };
	g_autofree char *name = g_strdup(ctl_word(ctl, 0));
	const char *near;

	for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++) {
		names[i] = subcommands[i].name;
		if (name && strcmp(name, subcommands[i].name) == 0) {
			g_ptr_array_remove_index(ctl->arguments, 0);
			return subcommands[i].run(ctl);
		}
	}
	if (!name) {
		print_help();
		return CTL_UNABLE;
	}
	near = nearest_name(name, names);
	ctl_complain("\"%s\" is no command; %s%s", name, near ? "did you mean " : "see complaintctl --help",
		near ? near : "");
	return CTL_UNABLE;
}

/* Output that could not be written (a full disk, a closed pipe) is a failure, too. */
static int
finish(CtlStatus status)
{
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("complaintctl: standard output");
		return CTL_UNABLE;
	}
	return (int)status;
}

int
main(int argc, char **argv)
{
	Ctl ctl = { .config = settings_default_path, .now = g_get_real_time() / G_USEC_PER_SEC };
	const char *config;
	CtlStatus status;

	/* The parse worker is the same binary, as it is for complaintd. */
	if (argc == 2 && strcmp(argv[1], "--parse-worker") == 0)
		return worker_main();

	/* Characters for terminals; numbers are ours, never the locale's. */
	setlocale(LC_CTYPE, "");
	ctl.arguments = g_ptr_array_new();
	for (int i = 1; i < argc; i++)
		g_ptr_array_add(ctl.arguments, argv[i]);
	ctl.zone = g_time_zone_new_local();
	config = ctl_value(&ctl, "--config");
	if (config) {
		ctl.config = config;
		ctl.config_given = true;
	}
	ctl.json = ctl_flag(&ctl, "--json");

	if (ctl_flag(&ctl, "--help")) {
		print_help();
		status = CTL_OK;
	} else if (ctl_flag(&ctl, "--version")) {
		printf("complaintctl %s\n", COMPLAINTD_VERSION);
		status = CTL_OK;
	} else {
		status = run(&ctl);
	}
	g_free(ctl.hidden);
	db_close(ctl.db);
	settings_unref(ctl.settings);
	g_time_zone_unref(ctl.zone);
	g_ptr_array_unref(ctl.arguments);
	return finish(status);
}
