#include "parser/command.h"

#include "parser/line.h"
#include "parser/simplified.h"

#include <string.h>

#define COMMANDS 50
#define PREFIX_CHARACTERS 2 /* the shortest prefix that may name a verb */
#define SUGGESTIONS 3
#define DISTANCE_CHARACTERS 24 /* of a word are compared with a verb */
#define ITEM_DIGITS 3

#define ALSO(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NO_OTHER ((const char *const[]){ NULL })

/* clang-format off */
const VerbRow command_verbs[VERB_COUNT] = {
	[VERB_UNKNOWN] = { "", NO_OTHER, "", "", "", false },
	[VERB_TAKE] = { "接单", ALSO("签收"), "take", "", "签收派给您的投诉。", false },
	[VERB_RETURN] = { "退单", ALSO("退回"), "return", "理由", "退回不属于本部门的投诉，每个部门一次。", false },
	[VERB_ASSIGN] = { "转派", ALSO("转办", "移交"), "assign", "部门或人 理由", "把投诉转给另一部门或另一人。", false },
	[VERB_DISPATCH] = { "派单", ALSO("派办"), "dispatch", "部门 [人]", "把已受理的投诉派给部门或具体的人。", false },
	[VERB_ACCEPT] = { "受理", NO_OTHER, "accept", "类别 [紧急]", "受理投诉并确定类别。", false },
	[VERB_DISMISS] = { "不予受理", NO_OTHER, "dismiss", "理由", "说明理由，不予受理。", false },
	[VERB_CONTACT] = { "联系", ALSO("已联系"), "contact", "方式 要点", "登记与学员的联系：方式和谈话要点。", false },
	[VERB_LOG] = { "记录", NO_OTHER, "log", "内容", "登记调查经过。", false },
	[VERB_EVIDENCE] = { "证据", NO_OTHER, "evidence", "说明", "登记证据，附件随邮件一并保存。", false },
	[VERB_NOTE] = { "备注", ALSO("内部"), "note", "内容", "写一条只有内部人员能看到的备注。", false },
	[VERB_REPLY] = { "回复", ALSO("答复"), "reply", "正文 … #结束", "把正文转给学员，可写多行，到 #结束 为止。", true },
	[VERB_ASK] = { "补充", ALSO("待补充"), "ask", "问题", "请学员补充信息，期间暂停计时。", false },
	[VERB_PLAN] = { "方案", ALSO("处理方案"), "plan", "措施/责任人/完成时间[/费用]", "提交处理方案，可写多行。", true },
	[VERB_AGREED] = { "已同意", NO_OTHER, "agreed", "方式", "登记学员已用其他方式同意方案。", false },
	[VERB_DONE] = { "完成", ALSO("已完成"), "done", "n", "勾选方案的第 n 项措施已完成。", false },
	[VERB_RESOLVE] = { "办结", ALSO("处理完毕"), "resolve", "结果", "报告处理结果。", false },
	[VERB_EXTEND] = { "延期", NO_OTHER, "extend", "日期 理由", "申请延长完成时间。", false },
	[VERB_APPROVE] = { "同意", ALSO("批准", "通过"), "approve", "", "对送审的方案或结果表示同意。", false },
	[VERB_REJECT] = { "驳回", ALSO("不同意", "反对"), "reject", "理由", "驳回送审的方案或结果。", false },
	[VERB_ABSTAIN] = { "弃权", NO_OTHER, "abstain", "", "对送审的方案或结果弃权。", false },
	[VERB_SUPERVISE] = { "督办", NO_OTHER, "supervise", "[说明]", "把投诉列为督办。", false },
	[VERB_QUERY] = { "质询", NO_OTHER, "query", "问题", "要求承办人在2个工作日内说明。", false },
	[VERB_CONCLUDE] = { "终止协商", NO_OTHER, "conclude", "理由", "多轮协商不成，终止协商。", false },
	[VERB_MERGE] = { "并案", ALSO("合并"), "merge", "编号", "并入同一学员的另一投诉。", false },
	[VERB_SPLIT] = { "拆分", NO_OTHER, "split", "编号", "撤销并案。", false },
	[VERB_LINK] = { "关联", NO_OTHER, "link", "编号", "关联另一投诉。", false },
	[VERB_CLASS] = { "改类", ALSO("分类"), "class", "类别", "更改投诉的类别。", false },
	[VERB_URGENT] = { "紧急", NO_OTHER, "urgent", "是|否", "设为紧急或取消紧急。", false },
	[VERB_RECUSE] = { "回避", NO_OTHER, "recuse", "人", "让被投诉或有关联的人回避。", false },
	[VERB_TRACK] = { "跟踪", ALSO("回访"), "track", "有效|无效 说明", "登记效果跟踪的结论。", false },
	[VERB_CAUSE] = { "原因", NO_OTHER, "cause", "原因", "登记问题产生的原因。", false },
	[VERB_IMPROVE] = { "改进", NO_OTHER, "improve", "措施 责任人 日期", "登记改进措施。", false },
	[VERB_CLOSE] = { "结案", NO_OTHER, "close", "", "跟踪完成后结案。", false },
	[VERB_REOPEN] = { "重开", NO_OTHER, "reopen", "理由", "重新处理已结案的投诉。", false },
	[VERB_INTAKE] = { "代收", NO_OTHER, "intake", "", "代学员登记转发来的投诉。", false },
	[VERB_WITHDRAW] = { "撤诉", NO_OTHER, "withdraw", "理由", "确认学员撤回投诉。", false },
	[VERB_EMERGENCY] = { "应急", NO_OTHER, "emergency", "说明", "登记在学员同意之前采取的安全措施。", false },
	[VERB_STATUS] = { "查询", ALSO("进度"), "status", "", "查看投诉的状态和下一个期限。", false },
	[VERB_WHY] = { "期限", NO_OTHER, "why", "", "查看期限是怎样算出来的。", false },
	[VERB_LIST] = { "明细", NO_OTHER, "list", "", "列出您手上的投诉。", false },
	[VERB_HELP] = { "帮助", NO_OTHER, "help", "[命令]", "列出您可以使用的命令。", false },
	[VERB_AWAY] = { "代理", NO_OTHER, "away", "人 起 止", "登记外出期间的代理人。", false },
};
/* clang-format on */

/* What ends the text of "回复" and "方案". */
static const char *const endings[] = { "结束", "end" };

/* `line` in NFKC and without format characters (zero-width, bidi): what it reads like is what it is. */
static char *
fold_line(Line line)
{
	g_autofree char *normal = g_utf8_normalize(line.start, (gssize)line.length, G_NORMALIZE_ALL_COMPOSE);
	GString *out;

	if (!normal)
		return g_strdup("");
	out = g_string_sized_new(strlen(normal));
	for (const char *s = normal; *s; s += character_length(s)) {
		gunichar c = g_utf8_get_char(s);

		if (g_unichar_type(c) != G_UNICODE_FORMAT)
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

Command *
command_new(Verb verb, const char *word, const char *arguments, int line)
{
	Command *command = g_new0(Command, 1);

	command->verb = verb;
	command->word = g_strdup(word);
	command->arguments = g_strdup(arguments);
	command->line = line;
	return command;
}

void
command_free(Command *command)
{
	if (!command)
		return;
	g_free(command->word);
	g_free(command->arguments);
	g_free(command);
}

/* The words of one verb, in turn: canonical, English, synonyms; NULL after the last. */
static const char *
verb_word(Verb verb, size_t i)
{
	if (i == 0)
		return command_verbs[verb].canonical;
	if (i == 1)
		return command_verbs[verb].english;
	return command_verbs[verb].synonyms[i - 2];
}

/* 聯繫 is 联系. */
static char *
simplified_word(const char *word)
{
	GString *out = g_string_new(NULL);

	for (; *word; word += character_length(word))
		g_string_append_unichar(out, simplified(g_utf8_get_char(word)));
	return g_string_free(out, FALSE);
}

Verb
command_verb(const char *written)
{
	g_autofree char *word = simplified_word(written);
	Line line = { word, strlen(word) };
	Verb found = VERB_UNKNOWN;
	const char *name;

	for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++)
		for (size_t i = 0; (name = verb_word((Verb)verb, i)); i++)
			if (line_is(line, name))
				return (Verb)verb;
	if (line_characters(line) < PREFIX_CHARACTERS)
		return VERB_UNKNOWN;
	for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++)
		for (size_t i = 0; (name = verb_word((Verb)verb, i)); i++) {
			if (!line_starts((Line){ name, strlen(name) }, word))
				continue;
			if (found && found != (Verb)verb)
				return VERB_UNKNOWN;
			found = (Verb)verb;
		}
	return found;
}

/* How many characters differ between `word` and `name` (Levenshtein), both cut at a bound. */
static int
distance(const char *word, const char *name)
{
	gunichar a[DISTANCE_CHARACTERS], b[DISTANCE_CHARACTERS];
	int row[DISTANCE_CHARACTERS + 1];
	int m = 0, n = 0;

	for (; *word && m < DISTANCE_CHARACTERS; word += character_length(word))
		a[m++] = g_unichar_tolower(g_utf8_get_char(word));
	for (; *name && n < DISTANCE_CHARACTERS; name += character_length(name))
		b[n++] = g_unichar_tolower(g_utf8_get_char(name));
	for (int j = 0; j <= n; j++)
		row[j] = j;
	for (int i = 1; i <= m; i++) {
		int corner = row[0];

		row[0] = i;
		for (int j = 1; j <= n; j++) {
			int swap = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			row[j] = MIN(swap, MIN(row[j], row[j - 1]) + 1);
		}
	}
	/* Nothing in common is no resemblance, however short both are. */
	return row[n] >= MAX(m, n) ? G_MAXINT : row[n];
}

GPtrArray *
command_suggestions(const char *word)
{
	GPtrArray *nearest = g_ptr_array_new();
	int costs[VERB_COUNT];
	const char *name;

	for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++) {
		costs[verb] = G_MAXINT;
		for (size_t i = 0; *word && (name = verb_word((Verb)verb, i)); i++) {
			int cost = line_starts((Line){ name, strlen(name) }, word) ? 0 : distance(word, name);

			costs[verb] = MIN(costs[verb], cost);
		}
	}
	while (nearest->len < SUGGESTIONS) {
		int best = VERB_UNKNOWN;

		for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++)
			if (costs[verb] < G_MAXINT && (!best || costs[verb] < costs[best]))
				best = verb;
		if (!best)
			break;
		g_ptr_array_add(nearest, (gpointer)(intptr_t)command_verbs[best].canonical);
		costs[best] = G_MAXINT;
	}
	return nearest;
}

/* A folded line taken apart: item, verb's word, arguments. */
typedef struct {
	int item;
	Line word;
	Line rest;
	bool apart; /* a blank stands between hash and word */
} Parts;

/* [ digits [ "." / "、" ] ] "#" word [ separator rest ] */
static bool
take_apart(const char *folded, Parts *out)
{
	Line line = line_trim((Line){ folded, strlen(folded) });
	size_t digits = 0, end = 0;

	*out = (Parts){ 0 };
	while (digits < line.length && digits < ITEM_DIGITS && g_ascii_isdigit(line.start[digits]))
		out->item = out->item * 10 + (line.start[digits++] - '0');
	if (digits) {
		line = line_trim(line_skip(line, digits));
		if (line_starts(line, ".") || line_starts(line, ")"))
			line = line_trim(line_skip(line, 1));
		else if (line_starts(line, "、"))
			line = line_trim(line_skip(line, strlen("、")));
	}
	if (!line.length || *line.start != '#')
		return false;
	while (line.length && *line.start == '#')
		line = line_skip(line, 1);
	out->apart = blank_length(line.start, line.length) > 0;
	line = line_trim(line);
	while (end < line.length && !blank_length(line.start + end, line.length - end) &&
		line.start[end] != ':')
		end++;
	if (!end)
		return false;
	out->word = (Line){ line.start, end };
	line = line_trim(line_skip(line, end));
	if (line_starts(line, ":"))
		line = line_trim(line_skip(line, 1));
	out->rest = line;
	return true;
}

/* "完成2": a number may follow its verb at once. */
static Verb
verb_before_number(Parts *parts)
{
	size_t n = parts->word.length;
	g_autofree char *word = NULL;
	Verb verb;

	while (n && g_ascii_isdigit(parts->word.start[n - 1]))
		n--;
	if (!n || n == parts->word.length)
		return VERB_UNKNOWN;
	word = g_strndup(parts->word.start, n);
	verb = command_verb(word);
	if (!verb)
		return VERB_UNKNOWN;
	parts->rest = (Line){ parts->word.start + n,
		(size_t)(parts->rest.start + parts->rest.length - parts->word.start) - n };
	parts->word.length = n;
	return verb;
}

static bool
is_ending(const Parts *parts)
{
	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		if (line_is(parts->word, endings[i]))
			return true;
	return false;
}

/* The words of a line as written, behind its verb: what a learner will read keeps its punctuation. */
static char *
rest_as_written(Line line)
{
	const char *hash = line_find(line, "#"), *wide = line_find(line, "＃");
	size_t n;

	if (!hash || (wide && wide < hash))
		hash = wide;
	if (!hash)
		return g_strdup("");
	line = line_skip(line, (size_t)(hash - line.start));
	while (line.length && (*line.start == '#' || line_starts(line, "＃")))
		line = line_skip(line, *line.start == '#' ? 1 : strlen("＃"));
	line = line_trim(line);
	while (line.length && !blank_length(line.start, line.length) &&
		!colon_length(line.start, line.length))
		line = line_skip(line, 1);
	line = line_trim(line);
	if ((n = colon_length(line.start, line.length)))
		line = line_trim(line_skip(line, n));
	return line_dup(line);
}

/* Takes the lines after `i` that belong to a command of many lines. Returns the line to read next. */
static size_t
take_more(const GArray *lines, size_t i, Command *command)
{
	GString *text = g_string_new(command->arguments);

	for (i++; i < lines->len; i++) {
		Line line = g_array_index(lines, Line, i);
		g_autofree char *folded = fold_line(line);
		Parts parts;

		if (take_apart(folded, &parts)) {
			g_autofree char *word = line_dup(parts.word);

			if (is_ending(&parts)) {
				i++;
				break;
			}
			/* A mistyped command must not reach a learner as text; "# 1" and "#1" are numbering.
			 */
			if (command_verb(word) || (!parts.apart && !g_ascii_isdigit(*word)))
				break;
		}
		g_string_append_c(text, '\n');
		if (command->verb == VERB_PLAN)
			g_string_append(text, folded);
		else
			g_string_append_len(text, line.start, (gssize)line.length);
	}
	g_free(command->arguments);
	command->arguments = line_dup(line_trim((Line){ text->str, text->len }));
	g_strstrip(command->arguments);
	g_string_free(text, TRUE);
	return i;
}

static Command *
read_line(Line line, int number)
{
	g_autofree char *folded = NULL, *word = NULL, *rest = NULL;
	Command *command;
	Parts parts;
	Verb verb;

	folded = fold_line(line);
	if (!take_apart(folded, &parts))
		return NULL;
	word = line_dup(parts.word);
	verb = command_verb(word);
	if (!verb && (verb = verb_before_number(&parts))) {
		g_free(word);
		word = line_dup(parts.word);
	}
	rest = verb == VERB_REPLY || verb == VERB_ASK ? rest_as_written(line) : line_dup(parts.rest);
	command = command_new(verb, word, rest, number);
	command->item = parts.item;
	return command;
}

/* *out_end: the first line that is no command any more; the count of lines when there is none. */
static GPtrArray *
read_block(const GArray *lines, size_t *out_end)
{
	GPtrArray *commands = g_ptr_array_new_with_free_func((GDestroyNotify)command_free);
	size_t i = 0;

	while (i < lines->len && commands->len < COMMANDS) {
		Line line = g_array_index(lines, Line, i);
		Command *command;

		if (line_is_blank(line)) {
			i++;
			continue;
		}
		command = read_line(line, (int)i + 1);
		if (!command)
			break;
		g_ptr_array_add(commands, command);
		i = command_verbs[command->verb].many_lines ? take_more(lines, i, command) : i + 1;
	}
	*out_end = i;
	return commands;
}

GPtrArray *
command_list(const char *text)
{
	g_autoptr(GArray) lines = lines_of(text);
	size_t end;

	return read_block(lines, &end);
}

const char *
command_prose(const char *text)
{
	g_autoptr(GArray) lines = lines_of(text);
	g_autoptr(GPtrArray) commands = NULL;
	size_t end;

	commands = read_block(lines, &end);
	return end < lines->len ? g_array_index(lines, Line, end).start : text + strlen(text);
}
