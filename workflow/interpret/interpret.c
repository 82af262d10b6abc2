#include "workflow/interpret/interpret.h"

#include "workflow/case/routing.h"
#include "workflow/said/day.h"
#include "workflow/said/improvement.h"
#include "workflow/said/plan_text.h"

#include <string.h>

enum {
	DAY_MINUTES = 24 * 60,
};

typedef struct {
	const char *words; /* the arguments */
	const Policy *policy;
	int64_t now;
	Instruction *out;
} Reading;

static const char *
keep(Reading *reading, char *text)
{
	g_ptr_array_add(reading->out->strings, text);
	return text;
}

/* Blanks and the punctuation that people put between a word and what they say about it. */
static void
skip_separators(const char **at)
{
	static const char *const marks[] = { "：", ":", "，", ",", "、", "。", "；", ";", "——", "—", "- ",
		"– ", NULL };

	do
		day_skip_spaces(at);
	while (day_take_word(at, marks) >= 0 || (**at == '\n' && (*at)++));
}

static const char *
rest(Reading *reading, const char *at)
{
	skip_separators(&at);
	return keep(reading, g_strstrip(g_strdup(at)));
}

/* word = everything up to a blank of whatever width, a comma, a colon, a full stop, or the line's end */
static char *
take_token(const char **at)
{
	static const char *const ends[] = { " ", "\t", "\n", "\u3000", ",", "，", ":", "：", "。", "；", ";",
		"！", NULL };
	const char *from;

	day_skip_spaces(at);
	for (from = *at; **at; (*at)++) {
		const char *behind = *at;

		if (day_take_word(&behind, ends) >= 0)
			break;
	}
	return g_strndup(from, (gsize)(*at - from));
}

/* ---- one reader for each shape of arguments ---- */

static Refusal
read_text(Reading *reading)
{
	reading->out->event.text = keep(reading, g_strdup(reading->words));
	return REFUSAL_NONE;
}

static Refusal
read_nothing(Reading *reading)
{
	(void)reading;
	return REFUSAL_NONE;
}

/* [重新调查] reason */
static Refusal
read_objection(Reading *reading)
{
	reading->out->event.yes = g_str_has_prefix(reading->words, "重新调查");
	return read_text(reading);
}

static const struct {
	const char *word, *means;
} means[] = {
	{ "企业微信", "企业微信" },
	{ "企業微信", "企业微信" },
	{ "微信", "微信" },
	{ "电话", "电话" },
	{ "電話", "电话" },
	{ "致电", "电话" },
	{ "去电", "电话" },
	{ "来电", "来电" },
	{ "邮件", "邮件" },
	{ "郵件", "邮件" },
	{ "短信", "短信" },
	{ "簡訊", "短信" },
	{ "当面", "当面" },
	{ "當面", "当面" },
	{ "面谈", "面谈" },
	{ "面談", "面谈" },
	{ "来访", "来访" },
	{ "上门", "上门" },
	{ "现场", "现场" },
	{ "视频", "视频" },
	{ "钉钉", "钉钉" },
	{ "QQ", "QQ" },
	{ "phone", "phone" },
	{ "call", "call" },
	{ "wechat", "wechat" },
	{ "email", "email" },
	{ "mail", "mail" },
	{ "sms", "sms" },
	{ "meeting", "meeting" },
	{ "in person", "in person" },
};

/* "电话", "打电话", "通过微信"; NULL: the words begin with none. */
static const char *
take_means(const char **at)
{
	static const char *const by[] = { "通过", "打了", "打", "发了", "发", "用", "by ", "via ", NULL };
	const char *from = *at;

	for (int tries = 0; tries < 2; tries++) {
		for (size_t i = 0; i < G_N_ELEMENTS(means); i++) {
			const char *const words[] = { means[i].word, NULL };

			if (day_take_word(&from, words) < 0)
				continue;
			*at = from;
			return means[i].means;
		}
		if (day_take_word(&from, by) < 0)
			break;
	}
	return NULL;
}

/* [day] [time]; nothing of it is fine. A time alone is today's, a past day alone its close of business. */
static void
take_moment(Reading *reading, const char **at)
{
	const Calendar *calendar = reading->policy->calendar;
	const char *from = *at;
	int minutes = 0;
	bool has_day, has_time;
	GDate day;

	day_skip_spaces(&from);
	has_day = day_take(&from, calendar, reading->now, true, &day);
	if (!has_day)
		calendar_local_day(calendar, reading->now, &day);
	day_skip_spaces(&from);
	has_time = day_take_time(&from, &minutes);
	if (!has_day && !has_time)
		return;
	if (!has_time)
		day_take_half(&from); /* "周五下午" is Friday */
	*at = from;
	if (has_time) {
		reading->out->event.at = calendar_moment_of(calendar, &day, minutes);
		/* "晚上12点", written in the morning, was last night. */
		if (!has_day && minutes >= DAY_MINUTES && reading->out->event.at > reading->now)
			reading->out->event.at = calendar_moment_of(calendar, &day, minutes - DAY_MINUTES);
	} else
		reading->out->event.at = MIN(calendar_close_of(calendar, &day), reading->now);
}

/* [time] means gist */
static Refusal
read_contact(Reading *reading)
{
	const char *at = reading->words;

	take_moment(reading, &at);
	skip_separators(&at);
	reading->out->event.means = take_means(&at);
	reading->out->event.text = rest(reading, at);
	return REFUSAL_NONE;
}

static Refusal
read_plan(Reading *reading)
{
	Event *event = &reading->out->event;
	PlanText plan;

	plan_text_read(reading->words, reading->policy->calendar, reading->now, &plan);
	event->measures = plan.measures ? keep(reading, plan.measures) : NULL;
	event->responsible = plan.responsible ? keep(reading, plan.responsible) : NULL;
	event->day = plan.day;
	event->cost = plan.cost;
	return plan.bad_cost ? REFUSAL_BAD_ARGUMENTS : REFUSAL_NONE;
}

/* A name as the settings write it: full-width forms folded. */
static char *
name_of(char *token)
{
	char *folded = g_utf8_normalize(token, -1, G_NORMALIZE_NFKC);

	if (!folded)
		return token;
	g_free(token);
	return folded;
}

/* "教学部李娜", "教学部/李娜": the department that a word begins with, when a person's name is left. */
static const Department *
take_department(const Policy *policy, const char *word, const Person **out_person)
{
	static const char *const parts[] = { "/", "的", "-", NULL };

	for (guint i = 0; i < policy->departments->len; i++) {
		const Department *department = g_ptr_array_index(policy->departments, i);
		const char *rest;

		if (!department->label || !*department->label || !g_str_has_prefix(word, department->label))
			continue;
		rest = word + strlen(department->label);
		day_take_word(&rest, parts);
		*out_person = routing_called(policy, rest);
		if (*out_person)
			return department;
	}
	return NULL;
}

/* department [ person ] [ reason ] / person [ reason ] */
static Refusal
read_destination(Reading *reading)
{
	Event *event = &reading->out->event;
	static const char *const to[] = { "给", "到", "至", "to ", NULL };
	const char *at = reading->words, *next;
	const Department *department;
	const Person *person = NULL;
	g_autofree char *first = NULL;

	day_skip_spaces(&at);
	day_take_word(&at, to);
	first = name_of(take_token(&at));
	department = policy_department(reading->policy, first);
	if (!department)
		person = routing_called(reading->policy, first);
	if (!department && !person && *first)
		department = take_department(reading->policy, first, &person);
	if (department && person) {
		event->department = department->id;
	} else if (department) {
		g_autofree char *second = NULL;

		event->department = department->id;
		next = at;
		second = name_of(take_token(&next));
		person = routing_called(reading->policy, second);
		if (person) {
			at = next;
		} else if (*second && event->kind == EVENT_DISPATCH) {
			event->person = keep(reading, g_steal_pointer(&second));
			at = next;
		}
	}
	if (person)
		event->person = person->address;
	if (!department && !person)
		event->department = keep(reading, g_steal_pointer(&first));
	event->text = rest(reading, at);
	return REFUSAL_NONE;
}

/* category [ 紧急 ] */
static Refusal
read_category(Reading *reading)
{
	static const char *const urgent[] = { "紧急", "urgent", NULL };
	Event *event = &reading->out->event;
	const char *at = reading->words;
	g_autofree char *word = name_of(take_token(&at));
	const Category *category = policy_category(reading->policy, word);

	event->category = category ? category->id : keep(reading, g_steal_pointer(&word));
	skip_separators(&at);
	event->yes = day_take_word(&at, urgent) >= 0;
	event->text = rest(reading, at);
	return REFUSAL_NONE;
}

/* n, 第n项 */
static Refusal
read_index(Reading *reading)
{
	static const char *const ordinal[] = { "第", NULL };
	static const char *const unit[] = { "项", "条", NULL };
	const char *at = reading->words;
	int n;

	day_skip_spaces(&at);
	day_take_word(&at, ordinal);
	if (!day_take_number(&at, &n) || n < 1)
		return REFUSAL_BAD_ARGUMENTS;
	day_take_word(&at, unit);
	reading->out->event.index = n;
	reading->out->event.text = rest(reading, at);
	return REFUSAL_NONE;
}

/* day reason */
static Refusal
read_extension(Reading *reading)
{
	static const char *const to[] = { "到", "至", "until ", "to ", "till ", NULL };
	const char *at = reading->words;
	size_t length;

	day_skip_spaces(&at);
	day_take_word(&at, to);
	reading->out->event.day = day_read(at, reading->policy->calendar, reading->now, &length);
	reading->out->event.text = rest(reading, reading->out->event.day ? at + length : reading->words);
	return REFUSAL_NONE;
}

/* 是 / 否; nothing is 是 */
static Refusal
read_yes_no(Reading *reading)
{
	static const char *const no[] = { "否", "不", "取消", "no", NULL };
	static const char *const yes[] = { "是", "yes", NULL };
	const char *at = reading->words;

	skip_separators(&at);
	if (day_take_word(&at, no) >= 0)
		reading->out->event.yes = false;
	else if (!*at || day_take_word(&at, yes) >= 0)
		reading->out->event.yes = true;
	else
		return REFUSAL_BAD_ARGUMENTS;
	reading->out->event.text = rest(reading, at);
	return REFUSAL_NONE;
}

static Refusal
read_person(Reading *reading)
{
	const char *at = reading->words;
	g_autofree char *word = name_of(take_token(&at));
	const Person *person = routing_called(reading->policy, word);

	reading->out->event.person = person ? person->address : keep(reading, g_steal_pointer(&word));
	reading->out->event.text = rest(reading, at);
	return REFUSAL_NONE;
}

/* number [ 确认 ] */
static Refusal
read_number(Reading *reading)
{
	char *number = case_number_find(reading->words);

	if (number)
		reading->out->event.number = keep(reading, number);
	reading->out->event.yes = strstr(reading->words, "确认") || strstr(reading->words, "confirm");
	return read_text(reading);
}

static Refusal
read_improvement(Reading *reading)
{
	Event *event = &reading->out->event;
	ImprovementOrder order;

	improvement_read(reading->words, reading->policy, reading->now, &order);
	event->improve = order.kind;
	event->index = order.item;
	event->day = order.day;
	event->text = keep(reading, order.words);
	event->responsible = keep(reading, order.owner);
	return REFUSAL_NONE;
}

/* 有效 / 无效, then words */
static Refusal
read_check(Reading *reading)
{
	static const char *const words[] = { "有效", "无效", "effective", "ineffective", NULL };
	static const char *const meant[] = { "有效", "无效", "有效", "无效" };
	const char *at = reading->words;
	int word;

	skip_separators(&at);
	word = day_take_word(&at, words);
	if (word >= 0)
		reading->out->event.means = meant[word];
	reading->out->event.text = rest(reading, at);
	return REFUSAL_NONE;
}

/* ---- which verb is which event, and how its arguments are read ---- */

static const struct {
	EventKind event;
	Refusal (*read)(Reading *reading);
} verbs[VERB_COUNT] = {
	[VERB_UNKNOWN] = { EVENT_NONE, read_nothing },
	[VERB_TAKE] = { EVENT_TAKE, read_text },
	[VERB_RETURN] = { EVENT_RETURN, read_text },
	[VERB_ASSIGN] = { EVENT_TRANSFER, read_destination },
	[VERB_DISPATCH] = { EVENT_DISPATCH, read_destination },
	[VERB_ACCEPT] = { EVENT_ACCEPT, read_category },
	[VERB_DISMISS] = { EVENT_DISMISS, read_text },
	[VERB_CONTACT] = { EVENT_CONTACT, read_contact },
	[VERB_LOG] = { EVENT_LOG, read_text },
	[VERB_EVIDENCE] = { EVENT_EVIDENCE, read_text },
	[VERB_NOTE] = { EVENT_NOTE, read_text },
	[VERB_REPLY] = { EVENT_REPLY, read_text },
	[VERB_ASK] = { EVENT_ASK, read_text },
	[VERB_PLAN] = { EVENT_PLAN, read_plan },
	[VERB_AGREED] = { EVENT_AGREED, read_contact },
	[VERB_DONE] = { EVENT_DONE, read_index },
	[VERB_RESOLVE] = { EVENT_RESOLVE, read_text },
	[VERB_EXTEND] = { EVENT_EXTEND, read_extension },
	[VERB_APPROVE] = { EVENT_APPROVE, read_text },
	[VERB_REJECT] = { EVENT_REJECT, read_objection },
	[VERB_ABSTAIN] = { EVENT_ABSTAIN, read_text },
	[VERB_SUPERVISE] = { EVENT_SUPERVISE, read_text },
	[VERB_QUERY] = { EVENT_QUERY, read_text },
	[VERB_CONCLUDE] = { EVENT_CONCLUDE, read_text },
	[VERB_MERGE] = { EVENT_MERGE, read_number },
	[VERB_SPLIT] = { EVENT_SPLIT, read_number },
	[VERB_LINK] = { EVENT_LINK, read_number },
	[VERB_CLASS] = { EVENT_CLASS, read_category },
	[VERB_URGENT] = { EVENT_URGENT, read_yes_no },
	[VERB_RECUSE] = { EVENT_RECUSE, read_person },
	[VERB_TRACK] = { EVENT_TRACK, read_check },
	[VERB_CAUSE] = { EVENT_CAUSE, read_text },
	[VERB_IMPROVE] = { EVENT_IMPROVE, read_improvement },
	[VERB_CLOSE] = { EVENT_CLOSE, read_text },
	[VERB_REOPEN] = { EVENT_REOPEN, read_text },
	[VERB_INTAKE] = { EVENT_NONE, read_nothing },
	[VERB_WITHDRAW] = { EVENT_WITHDRAW, read_text },
	[VERB_EMERGENCY] = { EVENT_EMERGENCY, read_text },
	[VERB_STATUS] = { EVENT_NONE, read_nothing },
	[VERB_WHY] = { EVENT_NONE, read_nothing },
	[VERB_LIST] = { EVENT_NONE, read_nothing },
	[VERB_HELP] = { EVENT_NONE, read_nothing },
	[VERB_AWAY] = { EVENT_NONE, read_nothing },
};

Refusal
interpret_command(
	const Command *command, const Case *kase, const Policy *policy, int64_t now, Instruction *out)
{
	g_auto(Instruction) read = { 0 };
	Reading reading = { command->arguments ? command->arguments : "", policy, now, &read };
	Refusal refusal;

	(void)kase; /* nothing yet that a word means depends on the case */
	if ((unsigned)command->verb >= VERB_COUNT || command->verb == VERB_UNKNOWN)
		return REFUSAL_UNKNOWN_VERB;
	read.strings = g_ptr_array_new_with_free_func(g_free);
	read.event.kind = verbs[command->verb].event;
	read.event.cost = -1;
	refusal = verbs[command->verb].read(&reading);
	if (refusal != REFUSAL_NONE)
		return refusal;
	*out = read;
	read = (Instruction){ 0 };
	return REFUSAL_NONE;
}

void
instruction_clear(Instruction *instruction)
{
	if (instruction->strings)
		g_ptr_array_unref(instruction->strings);
	*instruction = (Instruction){ 0 };
}

unsigned
interpret_roles(Verb verb)
{
	unsigned staff = ((1u << ROLE_COUNT) - 1) & ~ROLE_BIT(ROLE_LEARNER), roles = 0;

	/* Whoever asks only to read may do so; who forwards mail is intake. */
	if (verbs[verb].event == EVENT_NONE)
		return verb == VERB_INTAKE ? ROLE_BIT(ROLE_INTAKE) : staff;
	for (const TransitionSummary *row = transition_summaries(); row->id; row++)
		if (row->event == verbs[verb].event)
			roles |= row->roles;
	return roles & staff;
}
