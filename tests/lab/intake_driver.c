/*
 * An Intake led by hand: commands on standard input, one answer a line on standard output, with a clock that
 * the caller sets. For tests/lab/intake.py.
 *
 *     intake_driver DATABASE HOST PORT implicit|starttls|none plain|login|xoauth2 USER SECRET-FILE CA-FILE|-
 *                   FOLDER MAX-BYTES beginning|new PATIENCE
 *     step NOW      → "next SECONDS stored MAILS" counted from now, or "failed WORDS"
 *     wait SECONDS  → "waited MILLISECONDS", from the real clock
 *     loop          → intake_run() in real time until standard input ends: "ran"
 */
#include "daemon/service/intake.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static MailboxSettings *
mailbox_from(char **words)
{
	MailboxSettings *mailbox = g_new0(MailboxSettings, 1);
	static const char *const modes[] = { "implicit", "starttls", "none" };
	static const char *const auths[] = { "plain", "login", "xoauth2" };

	mailbox->name = g_strdup("complaints");
	mailbox->server.host = g_strdup(words[2]);
	mailbox->server.port = atoi(words[3]);
	for (int i = 0; i < 3; i++) {
		if (strcmp(words[4], modes[i]) == 0)
			mailbox->server.tls = (TlsMode)i;
		if (strcmp(words[5], auths[i]) == 0)
			mailbox->server.auth = (AuthMode)i;
	}
	mailbox->server.user = g_strdup(words[6]);
	mailbox->server.secret.file = g_strdup(words[7]);
	mailbox->server.ca_file = strcmp(words[8], "-") == 0 ? NULL : g_strdup(words[8]);
	mailbox->folder = g_strdup(words[9]);
	mailbox->from_beginning = strcmp(words[11], "beginning") == 0;
	mailbox->poll_seconds = 60;
	return mailbox;
}

static void
mailbox_free(MailboxSettings *mailbox)
{
	g_free(mailbox->name);
	g_free(mailbox->server.host);
	g_free(mailbox->server.user);
	g_free(mailbox->server.secret.file);
	g_free(mailbox->server.ca_file);
	g_free(mailbox->folder);
	g_free(mailbox);
}

static void
obey(Intake *intake, const char *line)
{
	g_autoptr(GError) error = NULL;

	if (g_str_has_prefix(line, "step ")) {
		int64_t now = g_ascii_strtoll(line + 5, NULL, 10), before = intake_stored(intake);
		int64_t next = intake_step(intake, now, &error);

		if (next < 0)
			printf("failed %s\n", error->message);
		else
			printf("next %" PRId64 " stored %" PRId64 "\n", next - now,
				intake_stored(intake) - before);
	} else if (g_str_has_prefix(line, "wait ")) {
		int64_t start = g_get_monotonic_time();

		intake_wait(intake, g_get_real_time() / G_USEC_PER_SEC + atoi(line + 5), -1);
		printf("waited %" PRId64 "\n", (g_get_monotonic_time() - start) / 1000);
	} else if (strcmp(line, "loop") == 0) {
		bool ok = intake_run(intake, STDIN_FILENO, -1, &error);

		printf("ran %s\n", ok ? "" : error->message);
	}
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Intake) intake = NULL;
	MailboxSettings *mailbox;
	Settings settings = { .references = 1 };
	char line[256];

	if (argc != 13)
		return 2;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	mailbox = mailbox_from(argv);
	settings.max_mail_bytes = g_ascii_strtoll(argv[10], NULL, 10);
	intake = intake_new(&settings, mailbox, argv[1], &error);
	if (!intake) {
		printf("failed %s\n", error->message);
		return 1;
	}
	intake_set_patience(intake, atoi(argv[12]));
	setvbuf(stdin, NULL, _IONBF, 0);
	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = '\0';
		obey(intake, line);
	}
	g_clear_pointer(&intake, intake_free);
	mailbox_free(mailbox);
	curl_global_cleanup();
	return 0;
}
