#include "tests/unit/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
person(Policy *policy, const char *address, const char *name, unsigned roles, const char *department)
{
	Person *someone = g_new0(Person, 1);

	someone->address = g_strdup(address);
	someone->name = g_strdup(name);
	someone->roles = roles;
	someone->department = g_strdup(department);
	g_ptr_array_add(policy->people, someone);
}

static void
department(Policy *policy, const char *id, const char *label)
{
	Department *row = g_new0(Department, 1);

	row->id = g_strdup(id);
	row->label = g_strdup(label);
	g_ptr_array_add(policy->departments, row);
}

static Category *
category(Policy *policy, const char *id, const char *label, const char *lead)
{
	Category *row = g_new0(Category, 1);

	row->id = g_strdup(id);
	row->label = g_strdup(label);
	row->department = g_strdup(lead);
	g_ptr_array_add(policy->categories, row);
	return row;
}

Policy *
world_policy(void)
{
	static const char *const files[] = { "etc/calendars/cn-2025.tsv", "etc/calendars/cn-2026.tsv" };
	g_autoptr(GError) error = NULL;
	Policy *policy = policy_new();

	policy->calendar = calendar_new("Asia/Shanghai", 540, 1080, &error);
	g_assert_no_error(error);
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *text = NULL;

		g_file_get_contents(files[i], &text, NULL, &error);
		g_assert_no_error(error);
		g_assert_true(calendar_add_text(policy->calendar, text, NULL));
	}
	department(policy, "teaching", "教学部");
	department(policy, "academic", "教务部");
	category(policy, "teaching", "教学质量", "teaching");
	category(policy, "schedule", "课程安排", "academic");
	category(policy, "service", "服务态度", "teaching")->to_head = true;
	category(policy, "privacy_safety", "个人信息/安全", NULL)->to_supervision = true;
	category(policy, "other", "其他", NULL)->to_intake = true;
	person(policy, INTAKE, "钱前台", ROLE_BIT(ROLE_INTAKE), NULL);
	person(policy, HANDLER, "王芳", ROLE_BIT(ROLE_HANDLER), "teaching");
	person(policy, SECOND, "李娜", ROLE_BIT(ROLE_HANDLER), "teaching");
	person(policy, HEAD, "赵强", ROLE_BIT(ROLE_DEPT_HEAD), "teaching");
	person(policy, ACADEMIC, "孙教务", ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_DEPT_HEAD), "academic");
	person(policy, ADMIN, "周正", ROLE_BIT(ROLE_ADMIN_SUP), NULL);
	person(policy, FINANCE, "吴账", ROLE_BIT(ROLE_FINANCE), NULL);
	person(policy, REP, "郑代表", ROLE_BIT(ROLE_LEARNER_REP), NULL);
	person(policy, BOSS, "冯总监", ROLE_BIT(ROLE_MANAGER), NULL);
	return policy;
}

Person *
world_person(Policy *policy, const char *address)
{
	for (guint i = 0; i < policy->people->len; i++) {
		Person *someone = g_ptr_array_index(policy->people, i);

		if (strcmp(someone->address, address) == 0)
			return someone;
	}
	g_error("no %s", address);
}

int64_t
world_time(const char *text)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");
	g_autoptr(GDateTime) at = NULL;
	int year, month, day, hour, minute;

	g_assert_cmpint(sscanf(text, "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &minute), ==, 5);
	at = g_date_time_new(zone, year, month, day, hour, minute, 0);
	return g_date_time_to_unix(at);
}

char *
world_text(int64_t at)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);

	return at ? g_date_time_format(local, "%Y-%m-%dT%H:%M") : g_strdup("");
}

ComplaintFacts
world_facts(void)
{
	return (ComplaintFacts){
		.number = "C20261123-0007K",
		.learner = LEARNER,
		.learner_name = "张三",
		.class_name = "高三1班",
		.language = "zh",
		.subject = "投诉",
		.content = "老师讲课听不懂",
		.channel = "邮件",
		.category = "teaching",
		.score = 0.9,
		.margin = 0.5,
		.is_complaint = true,
		.authenticated = true,
	};
}

static void
say(GString *text, const char *key, const char *value)
{
	if (value && *value)
		g_string_append_printf(text, " %s=%s", key, value);
}

char *
world_told(const Event *event)
{
	GString *text = g_string_new(event_name(event->kind));
	g_autofree char *at = world_text(event->at);
	g_autofree char *day = world_text(event->day);
	g_autofree char *measures = g_strdup(event->measures ? event->measures : "");

	g_strdelimit(measures, "\n", '|');
	say(text, "at", at);
	say(text, "means", event->means);
	say(text, "category", event->category);
	say(text, "department", event->department);
	say(text, "person", event->person);
	say(text, "number", event->number);
	if (event->index)
		g_string_append_printf(text, " index=%d", event->index);
	if (event->yes)
		g_string_append(text, " yes");
	say(text, "measures", measures);
	say(text, "responsible", event->responsible);
	say(text, "day", day);
	if (event->cost != -1)
		g_string_append_printf(text, " cost=%d", (int)event->cost);
	say(text, "text", event->text);
	return g_string_free(text, FALSE);
}

World *
world_new(void)
{
	World *world = g_new0(World, 1);

	world->policy = world_policy();
	world->kase = case_new();
	world->last = outcome_new();
	world->trail = g_ptr_array_new_with_free_func(g_free);
	world->folds = true;
	world_at(world, "2026-11-23T10:00");
	return world;
}

void
world_free(World *world)
{
	policy_free(world->policy);
	case_free(world->kase);
	outcome_free(world->last);
	g_ptr_array_unref(world->trail);
	g_free(world);
}

void
world_at(World *world, const char *text)
{
	world->now = world_time(text);
}

static char *
text_of(const Case *kase)
{
	g_autoptr(GPtrArray) changes = case_changes(kase);

	return changes_format(changes);
}

Refusal
world_do(World *world, Event event)
{
	g_autofree char *before = text_of(world->kase);
	g_autofree char *after = NULL;
	g_autoptr(Case) next = NULL;

	outcome_free(world->last);
	world->last = outcome_new();
	if (event.actor && !event.roles)
		event.roles = strcmp(event.actor, LEARNER) == 0
				      ? ROLE_BIT(ROLE_LEARNER)
				      : policy_roles(world->policy, event.actor, world->now);
	if (!event.actor && event.kind != EVENT_COMPLAINT)
		event.roles = 0;
	next = case_step(world->kase, &event, world->policy, world->now, world->last);
	after = text_of(world->kase);
	world->folds = world->folds && strcmp(before, after) == 0;
	if (!next) {
		world->folds = world->folds && world->last->transitions->len == 0 && world->last->refusal;
		return world->last->refusal;
	}
	world->folds = world->folds && !world->last->refusal;
	for (guint i = 0; i < world->last->transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(world->last->transitions, i);
		g_autofree char *log = changes_format(transition->changes);
		g_autoptr(GPtrArray) changes = changes_parse(log);

		world->folds = world->folds && (int)transition->from == world->kase->state;
		for (guint j = 0; changes && j < changes->len; j++) {
			const Change *change = g_ptr_array_index(changes, j);

			world->folds = case_apply(world->kase, change->key, change->value) && world->folds;
		}
		world->folds = world->folds && changes && (int)transition->to == world->kase->state;
		g_ptr_array_add(world->trail, g_strdup(transition->transition));
	}
	g_free(after);
	after = text_of(world->kase);
	g_free(before);
	before = text_of(next);
	world->folds = world->folds && strcmp(before, after) == 0;
	return REFUSAL_NONE;
}

Refusal
world_command(World *world, EventKind kind, const char *actor, const char *text)
{
	return world_do(world, (Event){ .kind = kind, .actor = actor, .text = text, .cost = -1 });
}

int
world_ticks(World *world)
{
	int ticks = 0;
	bool again = true;

	while (again && ticks < 1000) {
		again = false;
		for (guint i = 0; i < world->kase->clocks->len; i++) {
			const Clock *clock = g_ptr_array_index(world->kase->clocks, i);

			if (!clock->wake_at || clock->wake_at > world->now)
				continue;
			again = true;
			ticks++;
			if (world_do(world, (Event){ .kind = EVENT_TICK, .index = (int)i }) != REFUSAL_NONE)
				return -1;
		}
	}
	return ticks;
}

bool
world_sent(const World *world, LetterKind kind, const char *to)
{
	for (guint i = 0; i < world->last->transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(world->last->transitions, i);

		for (guint j = 0; j < transition->letters->len; j++) {
			const Letter *letter = g_ptr_array_index(transition->letters, j);

			if (letter->letter == kind && strcmp(letter->to, to) == 0)
				return true;
		}
	}
	return false;
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char *
world_letters(const World *world)
{
	g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < world->last->transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(world->last->transitions, i);

		for (guint j = 0; j < transition->letters->len; j++) {
			const Letter *letter = g_ptr_array_index(transition->letters, j);
			g_auto(GStrv) part = g_strsplit(letter->to, "@", 2);

			g_ptr_array_add(
				letters, g_strconcat(letter_name(letter->letter), ">", part[0], NULL));
		}
	}
	g_ptr_array_sort(letters, by_text);
	g_ptr_array_add(letters, NULL);
	return g_strjoinv(" ", (char **)letters->pdata);
}

int
world_sent_count(const World *world)
{
	int count = 0;

	for (guint i = 0; i < world->last->transitions->len; i++)
		count += (int)((const Transition *)g_ptr_array_index(world->last->transitions, i))
				 ->letters->len;
	return count;
}

const Case *
world_other(void)
{
	static Case *other;

	if (!other) {
		other = case_new();
		g_assert_true(case_apply(other, "number", "C20261101-0001A"));
		g_assert_true(case_apply(other, "state", "investigating"));
		g_assert_true(case_apply(other, "learner", LEARNER));
	}
	return other;
}

void
world_hand_over(World *world, LetterKind letter, Role role)
{
	g_assert_cmpint(
		world_do(world, (Event){ .kind = EVENT_HANDED_OVER, .letter = letter, .letter_to = role }),
		==, REFUSAL_NONE);
}

static Event
plan(const World *world)
{
	return (Event){ .kind = EVENT_PLAN,
		.actor = HANDLER,
		.measures = "更换老师",
		.responsible = "王芳",
		.day = calendar_due_workdays(world->policy->calendar, world->now, 5, NULL),
		.cost = -1 };
}

/* One step of the plain way from each state; false at its end. */
static bool
go_on(World *world)
{
	ComplaintFacts facts = world_facts();
	Event event = { .kind = EVENT_COMPLAINT, .complaint = &facts };

	switch ((CaseState)world->kase->state) {
	case STATE_NONE:
		break;
	case STATE_ASSIGNED:
		event = (Event){
			.kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "已沟通情况"
		};
		break;
	case STATE_INVESTIGATING:
		event = plan(world);
		break;
	case STATE_NEGOTIATING:
		event = (Event){
			.kind = EVENT_ANSWER, .actor = LEARNER, .answer = ANSWER_AGREE, .text = "同意"
		};
		break;
	case STATE_EXECUTING:
		event = (Event){ .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已更换为李老师授课" };
		break;
	case STATE_CONFIRMING:
		event = (Event){ .kind = EVENT_SATISFACTION,
			.actor = LEARNER,
			.satisfaction = SATISFACTION_SATISFIED,
			.text = "满意" };
		break;
	case STATE_TRACKING:
		world_command(world, EVENT_CAUSE, HANDLER, "备课不足");
		world_command(world, EVENT_IMPROVE, HANDLER, "每周听课");
		for (int i = 0; i < 2; i++) {
			world->now += (int64_t)(i ? 23 : 7) * 86400;
			world_ticks(world);
			event = (Event){
				.kind = EVENT_TRACK, .actor = INTAKE, .means = "有效", .text = "好"
			};
			if (world_do(world, event) != REFUSAL_NONE)
				return false;
		}
		return world->kase->state == STATE_CLOSED;
	case STATE_RECEIVED:
	case STATE_TRIAGE:
	case STATE_ACCEPTED:
	case STATE_PLAN_REVIEW:
	case STATE_HANDLED:
	case STATE_CLOSED:
	case STATE_DISMISSED:
	case STATE_MERGED:
	case STATE_WITHDRAWN:
	case STATE_EXTERNAL:
	case STATE_COUNT:
		return false;
	}
	return world_do(world, event) == REFUSAL_NONE;
}

World *
world_in(CaseState state)
{
	World *world = world_new();
	ComplaintFacts facts = world_facts();
	Event event = { .kind = EVENT_COMPLAINT, .complaint = &facts };

	switch (state) {
	case STATE_RECEIVED: /* passed through in one step: only a case read from a log can be there */
		g_assert_true(case_apply(world->kase, "number", facts.number));
		g_assert_true(case_apply(world->kase, "learner", LEARNER));
		g_assert_true(case_apply(world->kase, "state", "received"));
		return world;
	case STATE_TRIAGE:
	case STATE_DISMISSED:
	case STATE_ACCEPTED:
		facts.score = 0.3;
		world_do(world, event);
		if (state == STATE_DISMISSED)
			world_command(world, EVENT_DISMISS, INTAKE, "不属于本校");
		if (state == STATE_ACCEPTED)
			world_do(
				world, (Event){ .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "other" });
		break;
	case STATE_MERGED:
		world_do(world, event);
		world_do(world, (Event){ .kind = EVENT_MERGE,
					.actor = INTAKE,
					.number = "C20261101-0001A",
					.other = world_other() });
		break;
	case STATE_WITHDRAWN:
		world_do(world, event);
		world_command(world, EVENT_WITHDRAW, INTAKE, "学员来信撤诉");
		break;
	case STATE_HANDLED:
		world->policy->feedback_before = true;
		while (world->kase->state != STATE_HANDLED && go_on(world))
			;
		break;
	case STATE_PLAN_REVIEW:
		while (world->kase->state != STATE_INVESTIGATING && go_on(world))
			;
		event = plan(world);
		event.cost = 200;
		world_do(world, event);
		break;
	case STATE_EXTERNAL:
		world->policy->rounds_before_conclusion = 1;
		while (world->kase->state != STATE_CONFIRMING && go_on(world))
			;
		world_command(world, EVENT_CONCLUDE, ADMIN, "三轮未达成一致");
		world_command(world, EVENT_APPROVE, FINANCE, "");
		break;
	case STATE_NONE:
	case STATE_ASSIGNED:
	case STATE_INVESTIGATING:
	case STATE_NEGOTIATING:
	case STATE_EXECUTING:
	case STATE_CONFIRMING:
	case STATE_TRACKING:
	case STATE_CLOSED:
	case STATE_COUNT:
		while (world->kase->state != (int)state && go_on(world))
			;
		break;
	}
	if (world->kase->state != (int)state)
		g_error("no way to %s: at %s, refused by %s", state_name(state),
			state_name((CaseState)world->kase->state), refusal_name(world->last->refusal));
	return world;
}
