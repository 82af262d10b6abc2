#include "workflow/classify/lexicon.h"

#include "workflow/classify/character.h"

/*
 * A tree that steps by characters, walked from each character of the text. Falling back links would save
 * little on words so short, and it is built at each start of the service and of `complaintctl parse`.
 */

typedef struct {
	guint parent, character; /* the step that leads here */
	guint value;             /* of the word that ends here, plus 1; 0: none does */
} Node;

enum {
	SIZE_AT_FIRST = 1 << 16, /* holds the shipped words */
	BEGINNERS = 4096,        /* bits */
};

struct Lexicon {
	Node *nodes;  /* [0] is the root; as many as half of the steps */
	guint count;  /* of them */
	guint *steps; /* open addressing: the nodes by parent and character; 0: free */
	guint mask;
	/* Whether a word may begin with a character of that hash: most characters of a text begin none. */
	guint8 beginners[BEGINNERS / 8];
};

Lexicon *
lexicon_new(void)
{
	Lexicon *lexicon = g_new0(Lexicon, 1);

	lexicon->nodes = g_new0(Node, SIZE_AT_FIRST / 2);
	lexicon->count = 1;
	lexicon->steps = g_new0(guint, SIZE_AT_FIRST);
	lexicon->mask = SIZE_AT_FIRST - 1;
	return lexicon;
}

void
lexicon_free(Lexicon *lexicon)
{
	if (!lexicon)
		return;
	g_free(lexicon->nodes);
	g_free(lexicon->steps);
	g_free(lexicon);
}

/* Where the step from a node by a character stands, or would stand. */
static guint *
step_place(const Lexicon *lexicon, guint from, guint character)
{
	guint64 hash = ((guint64)from << 21 ^ character) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
	guint i = (guint)(hash >> 32) & lexicon->mask;

	for (guint to; (to = lexicon->steps[i]); i = (i + 1) & lexicon->mask) {
		const Node *node = &lexicon->nodes[to];

		if (node->parent == from && node->character == character)
			break;
	}
	return &lexicon->steps[i];
}

static void
grow(Lexicon *lexicon)
{
	guint size = (lexicon->mask + 1) * 2;

	g_free(lexicon->steps);
	lexicon->steps = g_new0(guint, size);
	lexicon->mask = size - 1;
	lexicon->nodes = g_renew(Node, lexicon->nodes, size / 2);
	for (guint i = 1; i < lexicon->count; i++)
		*step_place(lexicon, lexicon->nodes[i].parent, lexicon->nodes[i].character) = i;
}

guint
lexicon_add(Lexicon *lexicon, const char *word, guint value)
{
	gunichar first = character_at(word);
	guint at = 0;

	g_assert(*word);
	for (const char *s = word; *s; s += character_length(s)) {
		Node fresh = { .parent = at, .character = character_at(s) };
		guint *step = step_place(lexicon, at, fresh.character);

		at = *step ? *step : lexicon->count;
		if (*step)
			continue;
		*step = at;
		lexicon->nodes[lexicon->count++] = fresh;
		if (lexicon->count > lexicon->mask / 2)
			grow(lexicon);
	}
	lexicon->beginners[first % BEGINNERS / 8] |= (guint8)(1 << first % 8);
	if (!lexicon->nodes[at].value)
		lexicon->nodes[at].value = value + 1;
	return lexicon->nodes[at].value - 1;
}

void
lexicon_find(const Lexicon *lexicon, const char *text, size_t length, LexiconSink sink, void *data)
{
	struct {
		guint value;
		size_t end;
	} found[LEXICON_WORD_MAX];

	for (size_t start = 0; start < length; start += character_length(text + start)) {
		gunichar first = character_at(text + start);
		guint at = 0, count = 0;

		if (!(lexicon->beginners[first % BEGINNERS / 8] >> first % 8 & 1))
			continue;
		for (size_t i = start; i < length && count < LEXICON_WORD_MAX;) {
			guint value;

			at = *step_place(lexicon, at, character_at(text + i));
			if (!at)
				break;
			i += character_length(text + i);
			value = lexicon->nodes[at].value;
			if (value) {
				found[count].value = value - 1;
				found[count++].end = i;
			}
		}
		while (count--)
			sink(found[count].value, start, found[count].end, data);
	}
}
