#include "templates/tokens.h"

#include <string.h>

#define MAX_OUTPUT (4u << 20)
#define MAX_STEPS (4u << 20)

/* What is being rendered: a template from the top, or a section's inside, maybe once for each of a list. */
typedef struct {
	const Template *template;
	unsigned next, begin, end; /* token indices */
	const Value *list;         /* NULL: once */
	unsigned item;
	unsigned contexts; /* how many there were outside */
	char *indent;      /* of a partial's lines; "" at the top */
} Level;

typedef struct {
	GString *out;
	const Value *contexts[TEMPLATE_MAX_LEVELS + 1];
	unsigned context_count;
	Level levels[TEMPLATE_MAX_LEVELS];
	unsigned depth;
	unsigned steps;
	ValueEscape escape;
	PartialLookup partial;
	gpointer partial_data;
} Renderer;

static bool
stop(GError **error, const char *why)
{
	g_set_error_literal(error, TEMPLATE_ERROR, 1, why);
	return false;
}

static bool
append(Renderer *renderer, const char *text, size_t length, GError **error)
{
	if (length > MAX_OUTPUT - renderer->out->len)
		return stop(error, "the text grows past 4 MiB");
	g_string_append_len(renderer->out, text, (gssize)length);
	return true;
}

static const Value *
look_up(const Renderer *renderer, const Token *token)
{
	const Value *value = NULL;

	if (!token->path)
		return renderer->contexts[renderer->context_count - 1];
	for (unsigned i = renderer->context_count; i-- && !value;)
		value = value_get(renderer->contexts[i], token->path[0]);
	for (char **part = token->path + 1; value && *part; part++)
		value = value_get(value, *part);
	return value;
}

static bool
push_level(Renderer *renderer, const Level *level, GError **error)
{
	if (renderer->depth == TEMPLATE_MAX_LEVELS)
		return stop(error, "sections and partials nest more than 256 levels");
	renderer->levels[renderer->depth] = *level;
	renderer->levels[renderer->depth].contexts = renderer->context_count;
	renderer->levels[renderer->depth++].indent = g_strdup(level->indent);
	return true;
}

/* The next round of the innermost level, or its end. */
static void
finish_level(Renderer *renderer)
{
	Level *level = &renderer->levels[renderer->depth - 1];

	if (level->list && ++level->item < value_length(level->list)) {
		renderer->contexts[renderer->context_count - 1] = value_at(level->list, level->item);
		level->next = level->begin;
		return;
	}
	renderer->context_count = level->contexts;
	g_free(level->indent);
	renderer->depth--;
}

static bool
enter_section(Renderer *renderer, const Token *token, unsigned index, GError **error)
{
	Level *outer = &renderer->levels[renderer->depth - 1];
	const Value *value = look_up(renderer, token);
	bool wanted = value_is_true(value) == (token->use->kind == USE_SECTION);
	Level level = { .template = outer->template,
		.next = index + 1,
		.begin = index + 1,
		.end = token->end,
		.indent = outer->indent };

	outer->next = token->end + 1;
	if (!wanted)
		return true;
	if (!push_level(renderer, &level, error))
		return false;
	if (token->use->kind == USE_INVERTED)
		return true;
	if (value_kind(value) == VALUE_LIST) {
		renderer->levels[renderer->depth - 1].list = value;
		value = value_at(value, 0);
	}
	renderer->contexts[renderer->context_count++] = value;
	return true;
}

static bool
enter_partial(Renderer *renderer, const Token *token, GError **error)
{
	const Template *partial =
		renderer->partial ? renderer->partial(token->use->name, renderer->partial_data) : NULL;
	g_autofree char *indent = NULL;
	Level level = { .template = partial };

	if (!partial)
		return true;
	indent = g_strconcat(
		renderer->levels[renderer->depth - 1].indent, token->indent ? token->indent : "", NULL);
	if (strlen(indent) > MAX_OUTPUT / TEMPLATE_MAX_LEVELS)
		return stop(error, "a partial is indented too far");
	level.end = partial->tokens->len;
	level.indent = indent;
	return push_level(renderer, &level, error);
}

static bool
print_value(Renderer *renderer, const Token *token, GError **error)
{
	const char *words = value_words(look_up(renderer, token));
	g_autofree char *escaped = NULL;

	if (renderer->escape && token->use->kind == USE_VARIABLE)
		words = escaped = renderer->escape(words);
	return append(renderer, words, strlen(words), error);
}

static bool
render_token(Renderer *renderer, GError **error)
{
	Level *level = &renderer->levels[renderer->depth - 1];
	unsigned index = level->next++;
	const Token *token = &g_array_index(level->template->tokens, Token, index);

	switch (token->kind) {
	case TOKEN_TEXT:
		return append(renderer, token->text, token->length, error);
	case TOKEN_INDENT:
		return append(renderer, level->indent, strlen(level->indent), error);
	case TOKEN_END:
		return true;
	case TOKEN_USE:
		break;
	}
	switch (token->use->kind) {
	case USE_VARIABLE:
	case USE_RAW:
		return print_value(renderer, token, error);
	case USE_SECTION:
	case USE_INVERTED:
		return enter_section(renderer, token, index, error);
	case USE_PARTIAL:
		return enter_partial(renderer, token, error);
	}
	g_assert_not_reached();
}

char *
template_render(const Template *template, const Value *values, ValueEscape escape, PartialLookup partial,
	gpointer partial_data, GError **error)
{
	/* Only as much of its stacks as is in use is ever read. */
	g_autofree Renderer *renderer = g_new(Renderer, 1);
	Level top = { .template = template, .end = template->tokens->len, .indent = (char[]){ "" } };
	bool good = true;

	renderer->out = g_string_new(NULL);
	renderer->escape = escape;
	renderer->partial = partial;
	renderer->partial_data = partial_data;
	renderer->depth = renderer->steps = 0;
	renderer->contexts[0] = values;
	renderer->context_count = 1;
	push_level(renderer, &top, NULL);
	while (good && renderer->depth) {
		const Level *level = &renderer->levels[renderer->depth - 1];

		if (++renderer->steps > MAX_STEPS)
			good = stop(error, "the template takes too many steps");
		else if (level->next == level->end)
			finish_level(renderer);
		else
			good = render_token(renderer, error);
	}
	while (renderer->depth)
		g_free(renderer->levels[--renderer->depth].indent);
	return g_string_free(renderer->out, !good);
}
