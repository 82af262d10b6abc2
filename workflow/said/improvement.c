#include "workflow/said/improvement.h"

#include "workflow/case/routing.h"
#include "workflow/said/day.h"

#include <string.h>

enum {
	OWNER_CHARACTERS = 12, /* longer words are no name */
};

/* ---- about an item that is there ---- */

static void
skip_marks(const char **at)
{
	static const char *const marks[] = { "：", ":", "，", ",", "、", "。", "；", ";", "/", "／", NULL };

	do
		day_skip_spaces(at);
	while (day_take_word(at, marks) >= 0);
}

/* number = [ "第" ] 1*4DIGIT [ 项 / 条 ], and nothing that goes on with the word */
static bool
take_item(const char **at, int *out_item)
{
	static const char *const ordinal[] = { "第", NULL };
	static const char *const unit[] = { "项", "条", NULL };
	const char *from = *at, *behind;
	int number = 0;

	skip_marks(&from);
	day_take_word(&from, ordinal);
	if (!day_take_number(&from, &number) || number < 1)
		return false;
	day_take_word(&from, unit);
	behind = from;
	skip_marks(&behind);
	if (*from && behind == from)
		return false;
	*at = behind;
	*out_item = number;
	return true;
}

static bool
read_about_item(const char *text, const Policy *policy, int64_t now, ImprovementOrder *out)
{
	static const struct {
		const char *words[4];
		ImproveKind kind;
	} orders[] = {
		{ { "已完成", "完成", "done", NULL }, IMPROVE_DONE },
		{ { "延期", "extend", NULL }, IMPROVE_EXTEND },
		{ { "取消", "撤销", "drop", NULL }, IMPROVE_DROP },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		const char *at = text;
		size_t length = 0;

		day_skip_spaces(&at);
		if (day_take_word(&at, orders[i].words) < 0 || !take_item(&at, &out->item))
			continue;
		out->kind = orders[i].kind;
		if (out->kind == IMPROVE_EXTEND)
			out->day = day_read(at, policy->calendar, now, &length);
		at += out->day ? length : 0;
		skip_marks(&at);
		out->words = g_strstrip(g_strdup(at));
		out->owner = g_strdup("");
		return true;
	}
	return false;
}

/* ---- a new one ---- */

static bool
is_break(char c)
{
	return c == ' ' || c == '/' || c == '\t' || c == '\n';
}

/* The last word of text[0..*length), which a slash or blank parts from what is before it; what is left is
 * shorter by it. NULL: the text is one word. *out_slash: a slash stood before it. */
static char *
take_last(const char *text, size_t *length, bool *out_slash)
{
	size_t end = *length, from, before;

	while (end && is_break(text[end - 1]))
		end--;
	for (from = end; from && !is_break(text[from - 1]);)
		from--;
	for (before = from, *out_slash = false; before && is_break(text[before - 1]); before--)
		*out_slash = *out_slash || text[before - 1] == '/';
	if (!before || from == end)
		return NULL;
	*length = before;
	return g_strndup(text + from, end - from);
}

/* Slashes may stand within a date (3/6): the longest tail that is a day, of two words at most. */
static int64_t
take_day(const char *text, size_t *length, const Policy *policy, int64_t now)
{
	size_t left = *length, best = *length;
	int64_t day = 0;

	for (int words = 0; words < 3; words++) {
		bool slash;
		g_autofree char *word = take_last(text, &left, &slash);
		g_autofree char *tail = NULL;
		const char *at = text + left;
		size_t used = 0;
		int64_t found;

		if (!word)
			break;
		while (is_break(*at))
			at++;
		tail = g_strndup(at, *length - (size_t)(at - text));
		found = day_read(tail, policy->calendar, now, &used);
		if (!found || tail[used + strspn(tail + used, " ")])
			continue;
		day = found;
		best = left;
	}
	*length = best;
	return day;
}

/* A word alone at the end is a name where a day follows it or a slash stands before it, or staff has it. */
static bool
is_owner(const char *word, bool parted, const Policy *policy)
{
	return routing_called(policy, word) || (parted && g_utf8_strlen(word, -1) <= OWNER_CHARACTERS);
}

static void
read_new(const char *text, const Policy *policy, int64_t now, ImprovementOrder *out)
{
	g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	g_autofree char *plain = g_strstrip(g_strdup(normal ? normal : ""));
	size_t length = strlen(plain), behind;
	g_autofree char *word = NULL;
	bool slash = false;

	out->day = take_day(plain, &length, policy, now);
	behind = length;
	word = take_last(plain, &behind, &slash);
	if (word && is_owner(word, out->day || slash, policy)) {
		out->owner = g_steal_pointer(&word);
		length = behind;
	} else {
		out->owner = g_strdup("");
	}
	while (length && is_break(plain[length - 1]))
		length--;
	out->words = g_strdelimit(g_strndup(plain, length), "\n", ' ');
}

void
improvement_read(const char *text, const Policy *policy, int64_t now, ImprovementOrder *out)
{
	*out = (ImprovementOrder){ .kind = IMPROVE_RAISE };
	if (!read_about_item(text ? text : "", policy, now, out))
		read_new(text ? text : "", policy, now, out);
}

/* ---- whose it is ---- */

bool
improvement_is_of(const Case *kase, const Policy *policy, const Event *event, int64_t now)
{
	const Improvement *item;
	const Person *owner;

	if (event->improve == IMPROVE_RAISE || event->index < 1 ||
		(guint)event->index > kase->improvements->len)
		return false;
	item = kase->improvements->pdata[event->index - 1];
	owner = item->person ? policy_person(policy, item->person) : NULL;
	return owner && (policy_person(policy, event->actor) == owner ||
				(person_is_away(owner, now) && policy_present(policy, owner, now) ==
								       policy_person(policy, event->actor)));
}
