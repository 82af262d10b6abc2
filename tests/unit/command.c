#include "parser/command/command.h"
#include "tests/unit/check.h"

#include <string.h>

/* clang-format off */
/* `want`: "verb[@line][*item]|arguments" for each command, one a line. */
static const struct {
	const char *label;
	const char *text;
	const char *want;
} rows[] = {
	{ "a verb alone", "#接单", "接单@1|" },
	{ "a verb with arguments", "#联系 电话 已与学员沟通", "联系@1|电话 已与学员沟通" },
	{ "full-width hash", "＃联系　电话", "联系@1|电话" },
	{ "colon as separator", "#联系:电话", "联系@1|电话" },
	{ "full-width colon as separator", "#联系：电话", "联系@1|电话" },
	{ "colon with blanks", "#联系 ： 电话", "联系@1|电话" },
	{ "blank behind the hash", "# 联系 电话", "联系@1|电话" },
	{ "blanks before the hash", "　 #接单", "接单@1|" },
	{ "English verb", "#contact phone", "联系@1|phone" },
	{ "English verb, any case", "#Contact phone", "联系@1|phone" },
	{ "full-width letters", "#ｔａｋｅ", "接单@1|" },
	{ "arguments stay as typed", "#延期 ３月６日 等老师", "延期@1|３月６日 等老师" },
	{ "zero-width characters are dropped", "#接\xe2\x80\x8b单", "接单@1|" },
	{ "bidi characters are dropped", "#\xe2\x80\xae接单", "接单@1|" },
	{ "traditional characters", "#聯繫 電話 已溝通", "联系@1|電話 已溝通" },
	{ "synonym", "#签收", "接单@1|" },
	{ "synonym of merge", "#合并 C20261123-0007K", "并案@1|C20261123-0007K" },
	{ "longer word first: 不予受理", "#不予受理 重复", "不予受理@1|重复" },
	{ "不同意 is a rejection", "#不同意 费用太高", "驳回@1|费用太高" },
	{ "已同意 is not 同意", "#已同意 电话", "已同意@1|电话" },
	{ "unique prefix", "#终止 三轮未果", "终止协商@1|三轮未果" },
	{ "unique English prefix", "#sup", "督办@1|" },
	{ "an ambiguous prefix is unknown", "#re x", "?@1|x" },
	{ "one character is no prefix", "#接", "?@1|" },
	{ "prefix shared by two verbs", "#处理 x", "?@1|x" },
	{ "an unknown verb", "#结束语 x", "?@1|x" },
	{ "number at once behind the verb", "#完成2", "完成@1|2" },
	{ "number behind the verb", "#完成 2", "完成@1|2" },
	{ "several commands", "#接单\n#联系 电话 已沟通\n\n#证据 录音", "接单@1|\n联系@2|电话 已沟通\n证据@4|录音" },
	{ "prose ends the block", "#接单\n王老师您好\n#办结 x", "接单@1|" },
	{ "prose first: no command at all", "您好\n#办结 x", "" },
	{ "a quoted command belongs to somebody else", "> #办结 x", "" },
	{ "blank lines first", "\n\n　\n#接单", "接单@4|" },
	{ "a hash alone is prose", "#\n#接单", "" },
	{ "digest line", "2 #联系 电话", "联系@1*2|电话" },
	{ "digest line with a dot", "12. #接单", "接单@1*12|" },
	{ "digest line, full width", "３、＃接单", "接单@1*3|" },
	{ "a number and prose", "2 联系", "" },
	{ "reply over lines", "#回复 您好，\n我们已换老师。\n\n谢谢\n#结束\n#接单", "回复@1|您好，\\n我们已换老师。\\n\\n谢谢\n接单@6|" },
	{ "reply to the end", "#回复\n您好\n再见\n", "回复@1|您好\\n再见" },
	{ "reply ends at the next command", "#回复 您好\n#办结 已换", "回复@1|您好\n办结@2|已换" },
	{ "a mistyped command does not go to the learner", "#回复 您好\n#办洁 已换", "回复@1|您好\n?@2|已换" },
	{ "numbering in a reply is text", "#回复 两点\n#1 换老师\n# 2 补课", "回复@1|两点\\n#1 换老师\\n# 2 补课" },
	{ "a reply keeps its punctuation", "#回复：您好，（王老师）！", "回复@1|您好，（王老师）！" },
	{ "English reply", "#reply Dear Z\nsee you\n#end\n#take", "回复@1|Dear Z\\nsee you\n接单@4|" },
	{ "plan over lines", "#方案\n换老师／王老师／３月６日\n#结束", "方案@1|换老师／王老师／３月６日" },
	{ "plan in one line", "#方案 换老师/王老师/3月6日/200", "方案@1|换老师/王老师/3月6日/200" },
	{ "an end without a reply is unknown", "#结束", "?@1|" },
	{ "two hashes", "##接单", "接单@1|" },
	{ "nothing", "", "" },
	{ "tab as separator", "#联系\t电话", "联系@1|电话" },
	{ "a full stop behind the verb", "#接单。", "接单@1|" },
	{ "a comma for the separator", "#不同意，还要补课，退费", "驳回@1|还要补课，退费" },
	{ "a bracket begins the arguments", "#弃权（回避）", "弃权@1|（回避）" },
	{ "in brackets", "#【接单】", "接单@1|" },
	{ "no blank where nothing else is meant", "#联系电话 已谈", "联系@1|电话 已谈" },
	{ "联系不上 is no contact", "#联系不上 学员", "?@1|学员" },
	{ "同意不了 is no consent", "#同意不了", "?@1|" },
	{ "已同意 glued is not 同意", "#已同意电话", "已同意@1|电话" },
	{ "two on a line", "#接单 #联系 电话", "接单@1|\n联系@1|电话" },
	{ "a second hash in free text is text", "#记录 见 #联系 一栏", "记录@1|见 #联系 一栏" },
	{ "an end on the same line", "#回复 您好。#结束\n#接单", "回复@1|您好。\n接单@2|" },
	{ "an end behind a later line", "#回复 您好，\n再见。＃ 结束\n#接单", "回复@1|您好，\\n再见。\n接单@3|" },
	{ "a mistyped verb before a comma", "#办洁，已换", "?@1|已换" },
	{ "回覆 is 回复", "#回覆 您好", "回复@1|您好" },
	{ "bidi characters never reach a learner", "#回复 您\xe2\x80\xae好", "回复@1|您好" },
	{ "joined emoji do", "#回复 \xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "回复@1|\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9" },
	{ "CR at the end", "#接单\r\n#督办\r\n", "接单@1|\n督办@2|" },
};

static const struct {
	const char *word;
	const char *first; /* the nearest, "" when there is none */
} nearest[] = {
	{ "办洁", "办结" },
	{ "联糸", "联系" },
	{ "contcat", "联系" },
	{ "接但", "接单" },
	{ "不予受", "不予受理" },
	{ "re", "退单" },
	{ "终止协", "终止协商" },
	{ "处理", "方案" },
	{ "囍囍", "" },
	{ "", "" },
};
/* clang-format on */

static char *
render(const GPtrArray *commands)
{
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < commands->len; i++) {
		const Command *command = g_ptr_array_index(commands, i);
		g_auto(GStrv) lines = g_strsplit(command->arguments, "\n", -1);
		g_autofree char *arguments = g_strjoinv("\\n", lines);

		if (i)
			g_string_append_c(out, '\n');
		g_string_append_printf(out, "%s@%d",
			command->verb ? command_verbs[command->verb].canonical : "?", command->line);
		if (command->item)
			g_string_append_printf(out, "*%d", command->item);
		g_string_append_printf(out, "|%s", arguments);
	}
	return g_string_free(out, FALSE);
}

static void
check_table(void)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++) {
		const VerbRow *row = &command_verbs[verb];
		g_autofree char *label = g_strdup_printf("row %d of the verbs is whole", verb);
		bool once = g_hash_table_add(seen, (gpointer)(intptr_t)row->canonical) &&
			    g_hash_table_add(seen, (gpointer)(intptr_t)row->english);

		for (size_t i = 0; row->synonyms[i]; i++)
			once &= g_hash_table_add(seen, (gpointer)(intptr_t)row->synonyms[i]) &&
				command_verb(row->synonyms[i]) == (Verb)verb;
		check(once && *row->meaning && command_verb(row->canonical) == (Verb)verb &&
				command_verb(row->english) == (Verb)verb,
			label, "%s", row->canonical);
	}
}

static void
check_ladder(const char *label, const char *piece, size_t times, size_t want)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GPtrArray) commands = NULL;
	int64_t start;

	for (size_t i = 0; i < times; i++)
		g_string_append(text, piece);
	start = check_processor_time();
	commands = command_list(text->str);
	check(commands->len == want && check_processor_time() - start < 5 * G_USEC_PER_SEC, label,
		"%u commands", commands->len);
}

static const struct {
	const char *label, *text, *prose;
} proses[] = {
	{ "under a command", "#接单\n谢谢，马上办\n", "谢谢，马上办\n" },
	{ "under a blank line", "#接单\n\n谢谢", "谢谢" },
	{ "no command", "谢谢", "谢谢" },
	{ "commands alone", "#接单\n#记录 看过课表\n", "" },
	{ "what goes to the learner is no note", "#回复 您好\n是哪一天？\n#结束\n已发", "已发" },
	{ "nothing", "", "" },
};

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) commands = command_list(rows[i].text);
		g_autofree char *got = render(commands);

		check_text(rows[i].label, got, rows[i].want);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(proses); i++)
		check_text(proses[i].label, command_prose(proses[i].text), proses[i].prose);
	for (size_t i = 0; i < G_N_ELEMENTS(nearest); i++) {
		g_autoptr(GPtrArray) found = command_suggestions(nearest[i].word);
		g_autofree char *label = g_strdup_printf("nearest to \"%s\"", nearest[i].word);

		check_text(label, found->len ? g_ptr_array_index(found, 0) : "", nearest[i].first);
		check(found->len <= 3, label, "%u suggestions", found->len);
	}
	check_table();
	check_ladder("at most 50 commands are read", "#接单\n", 100000, 50);
	check_ladder("100,000 lines of a reply are linear", "#回复 a\nb b\n", 1, 1);
	check_ladder("a reply without end is linear", "#1 您好\n", 100000, 50);
	check_ladder("a line of a million hashes", "#", 1000000, 0);
	check_ladder("a word of a megabyte", "#接单接单", 100000, 1);
	check_ladder("a million digits", "1", 1000000, 0);
	{
		g_autoptr(GString) text = g_string_new("#回复\n");
		g_autoptr(GPtrArray) commands = NULL;

		for (int i = 0; i < 100000; i++)
			g_string_append(text, "# 您好，没有命令\n");
		commands = command_list(text->str);
		check_int("100,000 lines that look like commands are one reply", commands->len, 1);
	}
	return check_done();
}
