/*
 * The SMTP transport by hand: one command a line on standard input, one answer a line on standard output, so
 * that a test can drive it against servers that behave and servers that do not.
 *
 *     smtp_send HOST PORT none|starttls|implicit CA-FILE USER SECRET-FILE plain|login|xoauth2
 *               ANSWER-MS DOT-MS                          "-" for what is not set
 *
 *     send SENDER RECIPIENT FILE [TIMES]     result code milliseconds reply   ("-": no sender)
 *     rest                                   rested
 *     stop                                   stopping    (makes the stop descriptor readable)
 */
#include "daemon/transport/smtp.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

static const char *const results[] = {
	[SEND_ACCEPTED] = "accepted",
	[SEND_LATER] = "later",
	[SEND_REFUSED] = "refused",
	[SEND_UNCERTAIN] = "uncertain",
	[SEND_LOGIN] = "login",
	[SEND_UNREACHED] = "unreached",
};

static char *
set(const char *argument)
{
	return strcmp(argument, "-") == 0 ? NULL : g_strdup(argument);
}

static int
word_index(const char *word, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	fprintf(stderr, "smtp_send: %s?\n", word);
	exit(2);
}

static void
send_one(SendTransport *transport, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	int times = words[4] ? atoi(words[4]) : 1;
	g_autofree char *text = NULL;
	g_autoptr(GBytes) bytes = NULL;
	gsize length;

	if (!g_file_get_contents(words[3], &text, &length, NULL))
		exit(2);
	bytes = g_bytes_new_take(g_steal_pointer(&text), length);
	for (int i = 0; i < times; i++) {
		SendAnswer answer = { 0 };
		int64_t started = g_get_monotonic_time();

		transport->send(
			transport, strcmp(words[1], "-") == 0 ? "" : words[1], words[2], bytes, &answer);
		printf("%s %d %d %s\n", results[answer.result], answer.code,
			(int)((g_get_monotonic_time() - started) / 1000), answer.reply);
		g_free(answer.reply);
	}
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	static const char *const tls[] = { "implicit", "starttls", "none", NULL };
	static const char *const auth[] = { "plain", "login", "xoauth2", NULL };
	Settings *settings = g_new0(Settings, 1);
	SendTransport *transport;
	uint64_t one = 1;
	int stop = eventfd(0, EFD_CLOEXEC);
	char line[4096];

	if (argc != 10)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	settings->references = 1;
	settings->domain = g_strdup("school.test");
	settings->smtp.host = g_strdup(argv[1]);
	settings->smtp.port = atoi(argv[2]);
	settings->smtp.tls = (TlsMode)word_index(argv[3], tls);
	settings->smtp.ca_file = set(argv[4]);
	settings->smtp.user = set(argv[5]);
	settings->smtp.secret.file = set(argv[6]);
	settings->smtp.auth = (AuthMode)word_index(argv[7], auth);
	transport = smtp_transport_new(settings, stop);
	smtp_transport_set_patience(transport, atoi(argv[8]), atoi(argv[9]));
	while (fgets(line, sizeof line, stdin)) {
		g_strchomp(line);
		if (g_str_has_prefix(line, "send ")) {
			/* "\r" and "\n" are written out, so that addresses can hold them. */
			g_autofree char *plain = g_strcompress(line);

			send_one(transport, plain);
			continue;
		}
		if (strcmp(line, "rest") == 0)
			transport->rest(transport);
		if (strcmp(line, "stop") == 0 && write(stop, &one, sizeof one) != sizeof one)
			return 2;
		puts(strcmp(line, "rest") == 0 ? "rested" : "stopping");
		fflush(stdout);
	}
	transport->free(transport);
	settings_unref(settings);
	return 0;
}
