#include "workflow/classify/redact.h"

#include "tests/unit/check.h"

#include <glib.h>

static const struct {
	const char *label;
	const char *name; /* of the learner */
	const char *text;
	const char *want;
} rows[] = {
	{ "the whole name", "李小雨", "我是李小雨。", "我是李**。" },
	{ "what friends say", "李小雨", "小雨的妈妈", "**的妈妈" },
	{ "two characters have no shorter way", "王芳", "王芳和芳草", "王**和芳草" },
	{ "one character is no name", "王", "王者", "王者" },
	{ "four characters", "欧阳小雨", "阳小雨，欧阳小雨", "**，欧**" },
	{ "a Latin name and its parts", "John Smith", "John said: Smith is me, John Smith.",
		"** said: ** is me, J**." },
	{ "a short Latin part stays", "Li Xiaoyu", "I like Li Xiaoyu", "I like L**" },
	{ "a telephone", "", "打13812341203找我", "打138****1203找我" },
	{ "with blanks and dashes", "", "138-1234-1203", "138****1203" },
	{ "an identity card", "", "110101200001011234", "110***********1234" },
	{ "a year stays", "", "2026年", "2026年" },
	{ "a mail address", "", "写信到 xiaoyu.lin+a@mail.test。", "写信到 ***。" },
	{ "nothing", "李小雨", "", "" },
};

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_auto(GStrv) ways = redact_ways(rows[i].name);
		g_autofree char *got = redact_text(rows[i].text, (const char *const *)ways);

		check_text(rows[i].label, got, rows[i].want);
	}
	{
		g_autofree char *nobody = redact_name("");
		g_autofree char *somebody = redact_name("张三");

		check_text("no name stays none", nobody, "");
		check_text("a surname stays", somebody, "张**");
	}
	return check_done();
}
