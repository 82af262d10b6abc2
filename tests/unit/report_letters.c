/*
 * Every digest and report to every role, in both languages: what must not stand in any of them, text, HTML
 * and attached tables alike (spec §15, §17); and that the figures are called as spec §15 names them and
 * explained by the very definitions of their table.
 */
#include "tests/unit/check.h"
#include "tests/unit/office.h"

#include <string.h>

#define HEAD_OF_CHAIN "5f1d7a84e966c2d6"
#define NAMED_CASE "C20261103-0002B" /* complains of the one who judges costs */

/* Three complaints of one class by one learner, one that names 吴账, one that is to be kept confidential. */
static const struct {
	const char *number, *name, *more;
} cases[] = {
	{ "C20261102-0001A", "李小雨", "class_name=李小雨的班" },
	{ NAMED_CASE, "李小雨", "class_name=李小雨的班\npersons=吴账" },
	{ "C20261104-0003C", "李小雨", "class_name=李小雨的班" },
	{ "C20261105-0004D", "张大山", "confidential=1\nclass_name=高三2班" },
	{ "C20261106-0005E", "李小雨", "class_name=李小雨的班\nurgent=1" },
};

static FactsBook *
made_book(void)
{
	FactsBook *book = facts_book_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		int64_t at = world_time("2026-11-02T10:00") + (int64_t)i * 86400;
		g_autofree char *opens = g_strdup_printf(
			"number=%s\nstate=received\ncategory=teaching\nlearner=learner@mail.test\nlearner_"
			"name=%s\n%s\n"
			"department=teaching\nhandler=handler@school.test\nassigned_at=%d\nreceived_at=%d\n"
			"clock/0/kind=CONTACT\nclock/0/started_at=%d\nclock/0/due_at=%d\n",
			cases[i].number, cases[i].name, cases[i].more, (int)at, (int)at, (int)at,
			(int)at + 86400);
		g_autofree char *later = g_strdup_printf(
			"state=investigating\ncause=%s反映，电话13812341203，邮箱learner@mail.test\n"
			"improvement/0/status=open\nimprovement/0/raised_at=%d\nimprovement/0/due_at=%d\n"
			"improvement/0/words=给%s补课，电话138 1234 1203\nimprovement/0/owner=%s\n"
			"improvement/1/status=done\nimprovement/1/raised_at=%d\nimprovement/1/due_at=%d\n"
			"improvement/1/ended_at=%d\nimprovement/1/words=每周听课\nimprovement/1/"
			"note=%s满意\n",
			cases[i].name, (int)at, (int)at + 86400, cases[i].name, "赵强", (int)at,
			(int)at + 86400, (int)at + 3600, cases[i].name);

		facts_book_take(
			book, &(FactsEvent){ (int64_t)i + 1, at, "complaint", "T01", "received", "", opens });
		facts_book_take(book, &(FactsEvent){ (int64_t)i + 1, at + 60, "contact", "T09",
					      "investigating", "", later });
	}
	return book;
}

/* ---- one letter ---- */

static const char *
period_of_kind(ReportKind kind)
{
	return kind == REPORT_WEEKLY ? "2026-W45" : kind == REPORT_MONTHLY ? "2026-11" : "2026-Q4";
}

/* Subject, text, HTML and tables, one after the other. New string. */
static char *
all_of(const Office *office, const FactsBook *book, const char *reader, ReportKind kind, const char *language)
{
	const OfficeLetter asked = { kind, reader, language, period_of_kind(kind),
		world_time("2026-11-10T09:00"), HEAD_OF_CHAIN, NULL };
	g_autoptr(ReportLetter) letter = NULL;
	g_autoptr(LetterText) words = office_write(office, book, &asked, &letter);
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "%s\n%s\n%s\n", words->subject, words->text, words->html);
	for (guint i = 0; i < letter->files->len; i++) {
		const ReportFile *file = letter->files->pdata[i];
		gsize length;
		const char *bytes = g_bytes_get_data(file->bytes, &length);

		g_string_append_printf(text, "%s\n", file->name);
		g_string_append_len(text, bytes, (gssize)length);
	}
	return g_string_free(text, FALSE);
}

/* ---- who must not read what ---- */

static const char *const never[] = { "李小雨", "小雨", "张大山", "大山", "13812341203", "1234 1203",
	"learner@mail.test", NULL };
static const char *const masked[] = { "李**", "张**", NULL };
static const char *const named[] = { NAMED_CASE, NULL };
static const char *const confidential[] = { "张**", NULL };

static const struct {
	const char *role, *reader;
	const char *const *hidden; /* beside `never`; NULL: nothing */
} readers[] = {
	{ "intake", INTAKE, NULL },
	{ "handler", HANDLER, confidential },
	{ "head of the department", HEAD, confidential },
	{ "admin_sup", ADMIN, NULL },
	{ "finance", FINANCE, masked },
	{ "finance, whom a complaint names", FINANCE, named },
	{ "learner_rep", REP, masked },
	{ "manager", BOSS, masked },
};

static void
hides(const char *letter, const char *const *words, const char *role, ReportKind kind, const char *language)
{
	for (; words && *words; words++)
		check(!strstr(letter, *words), role, "%s (%s) says %s", report_name(kind), language, *words);
}

static void
privacy(const Office *office, const FactsBook *book)
{
	static const ReportKind kinds[] = { REPORT_DAILY, REPORT_WEEKLY, REPORT_MONTHLY, REPORT_QUARTERLY };
	static const char *const languages[] = { "zh-CN", "en" };

	for (size_t i = 0; i < G_N_ELEMENTS(readers) * G_N_ELEMENTS(kinds) * G_N_ELEMENTS(languages); i++) {
		size_t row = i / (G_N_ELEMENTS(kinds) * G_N_ELEMENTS(languages));
		ReportKind kind = kinds[i / G_N_ELEMENTS(languages) % G_N_ELEMENTS(kinds)];
		const char *language = languages[i % G_N_ELEMENTS(languages)];
		g_autofree char *letter = all_of(office, book, readers[row].reader, kind, language);

		hides(letter, never, readers[row].role, kind, language);
		hides(letter, readers[row].hidden, readers[row].role, kind, language);
		check(strstr(letter, "C20261102-0001A") != NULL, "but the case itself is told of", "%s, %s",
			report_name(kind), readers[row].role);
		if (kind == REPORT_DAILY)
			check(strstr(letter, HEAD_OF_CHAIN) != NULL,
				"the chain's head stands in each daily digest", "%s", readers[row].role);
	}
}

/* ---- the figures that spec §15 names ---- */

static const struct {
	const char *named; /* in spec §15 */
	FigureId id;
} spec[] = {
	{ "受理率", FIGURE_ACCEPTANCE },
	{ "按时联系率", FIGURE_CONTACT_ON_TIME },
	{ "按时办结率", FIGURE_TOTAL_ON_TIME },
	{ "按时反馈率", FIGURE_FEEDBACK_ON_TIME },
	{ "响应率", FIGURE_RESPONSE },
	{ "解决率", FIGURE_RESOLVED },
	{ "满意率", FIGURE_SATISFACTION },
	{ "未评价", FIGURE_SILENT },
	{ "回访率", FIGURE_FOLLOWED_UP },
	{ "重办率", FIGURE_REWORK },
	{ "重开率", FIGURE_REOPENED },
	{ "退单率", FIGURE_RETURNED },
	{ "延期率", FIGURE_EXTENDED },
	{ "平均办理时长", FIGURE_WORKDAYS },
	{ "回执用时", FIGURE_ACK_TIME },
	{ "首次联系用时", FIGURE_CONTACT_TIME },
	{ "出方案用时", FIGURE_PLAN_TIME },
	{ "办理用时", FIGURE_HANDLED_TIME },
	{ "平均协商轮次", FIGURE_ROUNDS },
	{ "期末逾期", FIGURE_OVERDUE },
	{ "复发率", FIGURE_RECURRED },
};

static void
names(const Office *office)
{
	const ReportPen pen = { office->letters, "zh-CN", office->policy, false };

	for (size_t i = 0; i < G_N_ELEMENTS(spec); i++)
		check_text("a figure is called as spec §15 names it", report_figure_label(&pen, spec[i].id),
			spec[i].named);
}

/* Each figure has words of its own, and the monthly report prints just them. */
static void
definitions(const Office *office, const FactsBook *book, const char *language)
{
	const ReportPen pen = { office->letters, language, office->policy, false };
	g_autofree char *letter = all_of(office, book, BOSS, REPORT_MONTHLY, language);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (FigureId id = 0; id < FIGURE_COUNT; id++) {
		const char *label = report_figure_label(&pen, id);
		char *definition = report_figure_definition(&pen, id);

		check(*label && *definition && !strstr(definition, "{{"),
			"a figure has a name and a definition", "%s %s", figure_rows[id].id, language);
		check(strstr(letter, label) && strstr(letter, definition), "and the report prints both",
			"%s %s", figure_rows[id].id, language);
		check(!g_hash_table_contains(seen, label) && !g_hash_table_contains(seen, definition),
			"and no other figure has them", "%s %s", figure_rows[id].id, language);
		g_hash_table_add(seen, g_strdup(label));
		g_hash_table_add(seen, definition);
	}
}

int
main(void)
{
	g_autoptr(Office) office = office_new();
	g_autoptr(FactsBook) book = made_book();

	privacy(office, book);
	names(office);
	definitions(office, book, "zh-CN");
	definitions(office, book, "en");
	return check_done();
}
