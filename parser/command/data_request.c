#include "parser/command/data_request.h"

#include <glib.h>
#include <string.h>

enum {
	SENTENCE_CHARACTERS = 60
};

static const char *const objects[] = { "个人信息", "个人数据", "个人资料", "我的信息", "我的数据", "我的资料",
	"我的投诉记录", "personal data", "personal information", "my data", "my information", NULL };
/* What asks for nothing: somebody else did it, or why, or it must not be. */
static const char *const others[] = { "泄露", "泄漏", "为什么", "为何", "谁", "不要删", "别删", "不用删",
	"不需要", "leak", "why", "who ", "don't", "do not", NULL };
static const struct {
	const char *word;
	DataRequest request;
} verbs[] = {
	{ "删除", DATA_ERASE },
	{ "删掉", DATA_ERASE },
	{ "注销", DATA_ERASE },
	{ "清除", DATA_ERASE },
	{ "erase", DATA_ERASE },
	{ "delete", DATA_ERASE },
	{ "remove", DATA_ERASE },
	{ "更正", DATA_CORRECT },
	{ "改正", DATA_CORRECT },
	{ "修改", DATA_CORRECT },
	{ "更改", DATA_CORRECT },
	{ "correct", DATA_CORRECT },
	{ "rectify", DATA_CORRECT },
	{ "查询", DATA_SEE },
	{ "查阅", DATA_SEE },
	{ "查看", DATA_SEE },
	{ "复制", DATA_SEE },
	{ "导出", DATA_SEE },
	{ "access", DATA_SEE },
	{ "copy of", DATA_SEE },
	{ "see my", DATA_SEE },
};

/* The first sentence, in lower case; NULL: too long to be a plain request. */
static char *
first_sentence(const char *text)
{
	static const char *const ends[] = { "。", "！", "？", "\n", "!", "?", ". ", NULL };
	const char *start = text + strspn(text, " \t\r\n");
	/* Four bytes a character at most, and one more character to see that it is longer. */
	size_t length = strnlen(start, 4 * (SENTENCE_CHARACTERS + 1));
	g_autofree char *head = NULL;

	while (length && start[length] && ((unsigned char)start[length] & 0xC0) == 0x80)
		length--;
	head = g_strndup(start, length);
	for (const char *const *end = ends; *end; end++) {
		char *at = strstr(head, *end);

		if (at)
			*at = '\0';
	}
	return g_utf8_strlen(head, -1) > SENTENCE_CHARACTERS ? NULL : g_ascii_strdown(head, -1);
}

static int
holds(const char *sentence, const char *const *words)
{
	for (; *words; words++)
		if (strstr(sentence, *words))
			return 1;
	return 0;
}

DataRequest
data_request_in(const char *text)
{
	g_autofree char *sentence = first_sentence(text);

	if (!sentence || !holds(sentence, objects) || holds(sentence, others))
		return DATA_NONE;
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++)
		if (strstr(sentence, verbs[i].word))
			return verbs[i].request;
	return DATA_NONE;
}
