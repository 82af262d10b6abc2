#include "daemon/store/kindred.h"

#include "tests/unit/check.h"

/* How many numbers `count` cases of one class are told by; the newest of them is the one at hand. */
static guint
told(int count)
{
	g_autoptr(GPtrArray) kin = g_ptr_array_new_with_free_func(g_free);
	Case newest = { .number = (char[]){ "C0" } };
	g_autofree char *numbers = NULL;
	g_auto(GStrv) lines = NULL;

	for (int i = 0; i < count; i++) {
		Kin *one = g_malloc0(sizeof *one + 16);

		one->number = (char *)(one + 1);
		g_snprintf(one->number, 16, "C%d", i);
		g_ptr_array_add(kin, one);
	}
	numbers = kindred_numbers(kin, &newest);
	lines = g_strsplit(numbers, "\n", -1);
	return g_strv_length(lines);
}

int
main(void)
{
	static const struct {
		const char *label;
		int cases;
		guint numbers;
	} rows[] = {
		{ "a case alone has no other", 1, 0 },
		{ "the one at hand is not told of itself", 3, 2 },
		{ "of a flood the newest are told", 500, KINDRED_LINKED - 1 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check(told(rows[i].cases) == rows[i].numbers, rows[i].label, "%u", told(rows[i].cases));
	return check_done();
}
