#include "daemon/ctl/findings.h"
#include "daemon/letters/letters.h"
#include "daemon/settings/secret.h"
#include "daemon/store/outbox.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

/* Below the first the service still works but not for long; below the second it stops taking in mail. */
static const int64_t SPACE_LOW = INT64_C(1) << 30, SPACE_OUT = INT64_C(100) << 20;

/* ---- settings, secrets ---- */

static bool
check_settings(Ctl *ctl, Findings *findings)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) warnings = NULL;
	const Policy *policy;

	ctl->settings = settings_load(ctl->config, &error);
	if (!ctl->settings) {
		g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);

		for (char **line = lines; *line; line++)
			findings_add(findings, FOUND_WRONG, "settings", "%s", *line);
		return false;
	}
	policy = ctl->settings->policy;
	findings_add(findings, FOUND_GOOD, "settings", "%s: %u people, %u departments, %u categories",
		ctl->config, policy->people->len, policy->departments->len, policy->categories->len);
	warnings = settings_warnings(ctl->settings, ctl->now);
	for (guint i = 0; i < warnings->len; i++)
		findings_add(findings, FOUND_WARNING, "settings", "%s", (const char *)warnings->pdata[i]);
	return true;
}

static void
check_secret(Findings *findings, const char *what, const SecretSource *source)
{
	GError *error = NULL;
	char *secret;

	if (!secret_is_set(source))
		return;
	secret = secret_read(source, &error);
	if (secret)
		findings_add(findings, FOUND_GOOD, "secrets", "%s can be read", what);
	else
		findings_add(findings, FOUND_WRONG, "secrets", "%s: %s", what, error->message);
	secret_free(secret);
	g_clear_error(&error);
}

static void
check_secrets(const Settings *settings, Findings *findings)
{
	check_secret(findings, "the signing key", &settings->token_secret);
	check_secret(findings, "the old signing key", &settings->token_secret_old);
	for (guint i = 0; i < settings->mailboxes->len; i++) {
		const MailboxSettings *mailbox = settings->mailboxes->pdata[i];
		g_autofree char *what = g_strdup_printf("the password of mailbox %s", mailbox->name);

		check_secret(findings, what, &mailbox->server.secret);
	}
	check_secret(findings, "the password for sending", &settings->smtp.secret);
}

static void
check_letters(const Settings *settings, Findings *findings)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(LetterSet) letters = letters_load(settings->letters_directory, &error);

	if (letters)
		findings_add(findings, FOUND_GOOD, "letters", "in order, in both languages");
	else
		findings_add(findings, FOUND_WRONG, "letters", "%s; mend that line, or remove the file",
			error->message);
}

/* ---- store ---- */

static void
check_space(const char *database, Findings *findings)
{
	g_autofree char *folder = g_path_get_dirname(database);
	struct statvfs volume;
	int64_t space;

	if (statvfs(folder, &volume) != 0) {
		findings_add(findings, FOUND_WRONG, "database",
			"%s: %s; make this folder and give it to the service's user", folder,
			g_strerror(errno));
		return;
	}
	space = (int64_t)volume.f_bavail * (int64_t)volume.f_frsize;
	if (space < SPACE_OUT)
		findings_add(findings, FOUND_WRONG, "space",
			"%s: %" G_GINT64_FORMAT " MB free; mail is not taken in; make room", folder,
			space >> 20);
	else if (space < SPACE_LOW)
		findings_add(findings, FOUND_WARNING, "space",
			"%s: %" G_GINT64_FORMAT " MB free; make room soon", folder, space >> 20);
	else
		findings_add(findings, FOUND_GOOD, "space", "%s: %" G_GINT64_FORMAT " GB free", folder,
			space >> 30);
}

static void
check_database(Ctl *ctl, Findings *findings)
{
	const char *path = ctl->settings->database;
	int64_t letters[OUTBOX_COUNT] = { 0 };
	g_autoptr(GError) error = NULL;
	struct stat file;

	check_space(path, findings);
	if (stat(path, &file) != 0) {
		findings_add(findings, FOUND_WARNING, "database",
			"%s: not there yet; the first start of complaintd makes it", path);
		return;
	}
	if (file.st_mode & 077)
		findings_add(findings, FOUND_WRONG, "database",
			"%s: others may read it, and it holds people's complaints; chmod 600 it", path);
	ctl->db = db_open_readonly(path, &error);
	if (!ctl->db || !outbox_count(ctl->db, letters, &error)) {
		findings_add(findings, FOUND_WRONG, "database", "%s", error->message);
		return;
	}
	findings_add(
		findings, FOUND_GOOD, "database", "%s opens (complaintctl verify reads all of it)", path);
	if (letters[OUTBOX_HELD])
		findings_add(findings, FOUND_WARNING, "letters",
			"%" G_GINT64_FORMAT
			" letters are held; look at them with complaintctl outbox list, then "
			"complaintctl outbox release",
			letters[OUTBOX_HELD]);
	if (letters[OUTBOX_FAILED])
		findings_add(findings, FOUND_WARNING, "letters",
			"%" G_GINT64_FORMAT
			" letters were refused; see complaintctl outbox list --state failed",
			letters[OUTBOX_FAILED]);
}

static void
check_clock(const Ctl *ctl, Findings *findings)
{
	/* 2026-01-01: this program is younger. */
	if (ctl->now < 1767225600)
		findings_add(findings, FOUND_WRONG, "clock",
			"this machine's clock is years behind; limits would be nonsense; "
			"set it (timedatectl set-ntp true)");
}

/* The service itself tries them, as the user who runs this. It stands beside us. */
static void
check_servers(const Ctl *ctl, Findings *findings)
{
	g_autofree char *own = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = g_path_get_dirname(own ? own : "");
	g_autofree char *program = g_build_filename(folder, "complaintd", NULL);
	char *command[] = { program, (char[]){ "--check-servers" }, (char[]){ "--config" },
		ctl->settings->path, NULL };
	g_autofree char *lines = NULL;
	g_autoptr(GError) error = NULL;
	int status = 0;

	if (!g_spawn_sync(NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &lines, NULL, &status, &error) ||
		!g_spawn_check_wait_status(status, &error))
		findings_add(findings, FOUND_WRONG, "servers",
			"%s: %s; is complaintd installed beside complaintctl?", program, error->message);
	else if (!findings_add_lines(findings, lines))
		findings_add(findings, FOUND_WRONG, "servers", "%s is of another version; install both alike",
			program);
}

CtlStatus
ctl_check(Ctl *ctl)
{
	g_autoptr(Findings) findings = findings_new();
	bool offline = ctl_flag(ctl, "--offline");

	if (!ctl_words(ctl, 0, 0))
		return CTL_UNABLE;
	check_clock(ctl, findings);
	if (check_settings(ctl, findings)) {
		check_secrets(ctl->settings, findings);
		check_letters(ctl->settings, findings);
		check_database(ctl, findings);
		if (!offline)
			check_servers(ctl, findings);
	}
	return findings_print(findings, ctl->json);
}
