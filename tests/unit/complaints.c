/* How the shipped words do on many made-up mails: bounds on shares, so that a word added here is seen there.
 * The words are learned from these very mails: the shares tell that nothing broke, not how strange mails
 * fare. For that, print the learned lines without some of them (tests/learn.py FILE) and measure those.
 */
#include "tests/unit/check.h"
#include "workflow/classify/classify.h"

#include <stdio.h>
#include <string.h>

#define THRESHOLD 0.60
#define MARGIN 0.15

enum {
	CELLS = 4,
};

/* Of how many mails how many were as wanted. */
typedef struct {
	int of, as_wanted;
} Share;

typedef struct {
	Share sure_right, not_wrong, seen, found, calm, kept_out;
} Shares;

static void
count(Share *share, bool as_wanted, const char *what, char **cells)
{
	share->of++;
	share->as_wanted += as_wanted;
	if (!as_wanted && what)
		printf("# %s: %s: %s: %s\n", what, cells[0], cells[2], cells[3]);
}

/* "fees/marketing" allows either. */
static bool
kind_allows(const char *kind, const char *category)
{
	g_auto(GStrv) kinds = g_strsplit(kind, "/", -1);

	return category && g_strv_contains((const char *const *)kinds, category);
}

static bool
is_no_complaint(const char *kind)
{
	static const char *const kinds[] = { "question", "thanks", "spam", "notice", NULL };

	return g_strv_contains(kinds, kind);
}

static void
judge(const Vocabulary *vocabulary, const char *line, Shares *shares)
{
	g_auto(GStrv) cells = g_strsplit(line, "\t", CELLS);
	g_autofree char *text = g_strv_length(cells) == CELLS ? g_strcompress(cells[3]) : NULL;
	g_autoptr(Verdict) verdict = NULL;

	if (!text) {
		check(false, "four cells a line", "%s", line);
		return;
	}
	verdict = classify(vocabulary, cells[2], text, THRESHOLD, MARGIN);
	if (!strcmp(cells[1], "urgent"))
		count(&shares->found, verdict->urgent, "not found urgent", cells);
	else if (!strcmp(cells[1], "calm"))
		count(&shares->calm, !verdict->urgent, "false alarm", cells);
	if (is_no_complaint(cells[0])) {
		count(&shares->kept_out, !verdict->is_complaint, "taken for a complaint", cells);
		return;
	}
	count(&shares->seen, verdict->is_complaint, "taken for none", cells);
	if (!strcmp(cells[0], "*"))
		return;
	count(&shares->not_wrong, verdict->triage || kind_allows(cells[0], verdict->category), "wrong",
		cells);
	count(&shares->sure_right, !verdict->triage && kind_allows(cells[0], verdict->category), NULL, cells);
}

static void
check_share(Share share, int percent, const char *label)
{
	check(share.of > 0 && share.as_wanted * 100 >= share.of * percent, label, "%d of %d", share.as_wanted,
		share.of);
	printf("# %s: %d of %d\n", label, share.as_wanted, share.of);
}

static bool
judge_file(const Vocabulary *vocabulary, const char *path, Shares *shares)
{
	g_autofree char *mails = NULL;
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_file_get_contents(path, &mails, NULL, &error)) {
		check(false, path, "%s", error->message);
		return false;
	}
	lines = g_strsplit(mails, "\n", -1);
	for (size_t i = 0; lines[i]; i++)
		if (*lines[i] && *lines[i] != '#')
			judge(vocabulary, lines[i], shares);
	return true;
}

int
main(void)
{
	g_autofree char *words = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(Vocabulary) vocabulary = NULL;
	Shares shares = { 0 }, unseen = { 0 };

	if (g_file_get_contents("etc/categories.tsv", &words, NULL, &error))
		vocabulary = vocabulary_new(words, NULL, &error);
	check(vocabulary != NULL, "the words are read", "%s", error ? error->message : "");
	if (!vocabulary)
		return check_done();
	if (judge_file(vocabulary, "tests/data/complaints.tsv", &shares)) {
		check_share(shares.not_wrong, 94, "the category is right or a person decides");
		check_share(shares.sure_right, 70, "the category is right without a person");
		check_share(shares.seen, 97, "a complaint is taken for one");
		check_share(shares.found, 95, "an urgent one is found");
		check_share(shares.calm, 95, "a calm one raises no alarm");
		check_share(shares.kept_out, 88, "thanks, questions and spam are taken for none");
	}
	if (judge_file(vocabulary, "tests/data/complaints_unseen.tsv", &unseen)) {
		check_share(unseen.not_wrong, 90, "unseen: the category is right or a person decides");
		check_share(unseen.sure_right, 60, "unseen: the category is right without a person");
		check_share(unseen.seen, 95, "unseen: a complaint is taken for one");
		check_share(unseen.found, 80, "unseen: an urgent one is found");
		check_share(unseen.calm, 90, "unseen: a calm one raises no alarm");
		check_share(unseen.kept_out, 80, "unseen: thanks, questions and spam are taken for none");
	}
	return check_done();
}
