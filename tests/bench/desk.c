/*
 * What one complaint costs on its way through the daemon, stage by stage, without servers and without the
 * worker's pipe: bytes stored, mail read, letters and case written. Prints processor time a mail; judges
 * nothing. A learner of his own writes each mail.
 *
 *   bench-desk SETTINGS DIRECTORY [mails]
 */
#include "daemon/desk/desk.h"
#include "daemon/letters/letters.h"
#include "daemon/service/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
	NOW = 1795428000, /* 2026-11-23 10:00 in China */
	PER_COMMIT = 50,
};

typedef struct {
	Db *db;
	Desk *desk;
	double stored, read, written; /* processor seconds so far */
} Bench;

static double
cpu(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
must(bool ok, GError *error)
{
	if (!ok)
		g_error("%s", error ? error->message : "failed");
}

static GBytes *
complaint(int i)
{
	char *text = g_strdup_printf(
		"Return-Path: <xueyuan%d@mail.test>\r\n"
		"From: =?utf-8?B?5p2O5bCP6Zuo?= <xueyuan%d@mail.test>\r\n"
		"To: complaints@school.test\r\n"
		"Subject: =?utf-8?B?5oqV6K+J5pWZ5a2m6LSo6YeP?=\r\n"
		"Date: Mon, 23 Nov 2026 10:00:00 +0800\r\n"
		"Message-ID: <bench-%d@mail.test>\r\n"
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: 8bit\r\n\r\n"
		"老师您好：\r\n\r\n我是高三1班的李小雨，电话13812%06d。\r\n"
		"数学课照本宣科，整节课念PPT，讲课质量很差，课后也没有人答疑，跟招生时说的完全不一样。\r\n"
		"上周已经向班主任反映过一次，到现在没有人联系我。希望更换老师，并安排补课。\r\n\r\n"
		"此致\r\n敬礼\r\n李小雨\r\n",
		i, i, i, i);

	return g_bytes_new_take(text, strlen(text));
}

static void
store(Bench *bench, int count)
{
	GError *error = NULL;
	double start = cpu();

	for (int i = 0; i < count; i++) {
		g_autoptr(GBytes) raw = complaint(i);
		InboundMail mail = {
			.mailbox = (char[]){ "complaints" },
			.uid_validity = 1,
			.uid = i + 1,
			.arrived_at = NOW,
			.fetched_at = NOW,
			.full_size = (int64_t)g_bytes_get_size(raw),
			.raw = raw,
		};

		if (i % PER_COMMIT == 0)
			must(db_begin(bench->db, &error), error);
		must(inbound_add(bench->db, &mail, NULL, &error), error);
		if (i % PER_COMMIT == PER_COMMIT - 1 || i + 1 == count)
			must(db_commit(bench->db, &error), error);
	}
	bench->stored = cpu() - start;
}

static void
take(Bench *bench, int count)
{
	GError *error = NULL;

	for (int i = 0; i < count; i++) {
		g_autoptr(InboundMail) inbound = inbound_next_after(bench->db, i, &error);
		g_autoptr(Mail) mail = NULL;
		double start = cpu();
		gsize length;
		const char *bytes = g_bytes_get_data(inbound->raw, &length);

		mail = mail_parse(bytes, length, NULL);
		bench->read += cpu() - start;
		start = cpu();
		if (i % PER_COMMIT == 0)
			must(db_begin(bench->db, &error), error);
		must(desk_take_mail(bench->desk, inbound, mail, NOW, &error), error);
		if (i % PER_COMMIT == PER_COMMIT - 1 || i + 1 == count)
			must(db_commit(bench->db, &error), error);
		bench->written += cpu() - start;
	}
}

int
main(int argc, char **argv)
{
	int count = argc > 3 ? atoi(argv[3]) : 2000;
	GError *error = NULL;
	g_autofree char *path = NULL;
	g_autoptr(Settings) settings = NULL;
	g_autoptr(LetterSet) letters = NULL;
	g_autoptr(TokenKeys) keys = token_keys_new("bench-key-0123456789abcdef", NULL, &error);
	Bench bench = { 0 };

	if (argc < 3) {
		fprintf(stderr, "usage: %s SETTINGS DIRECTORY [mails]\n", argv[0]);
		return 2;
	}
	must((settings = settings_load(argv[1], &error)) != NULL, error);
	must((letters = letters_load(NULL, &error)) != NULL, error);
	path = g_build_filename(argv[2], "bench.db", NULL);
	must((bench.db = db_open(path, &error)) != NULL, error);
	bench.desk = desk_new(bench.db, settings, letters, keys);
	store(&bench, count);
	take(&bench, count);
	printf("%d complaints, processor time each: stored %.0f us, read %.0f us, case and letters %.0f us\n",
		count, bench.stored * 1e6 / count, bench.read * 1e6 / count, bench.written * 1e6 / count);
	desk_free(bench.desk);
	db_close(bench.db);
	return 0;
}
