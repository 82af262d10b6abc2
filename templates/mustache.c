#include "templates/mustache.h"

#include <string.h>

#define MAX_LEVELS 256
#define MAX_OUTPUT (4u << 20)
#define MAX_STEPS (4u << 20)
#define MAX_DELIMITER 16

/*
 * template  = { text / tag }
 * tag       = open [ sigil ] name close
 * sigil     = "#" / "^" / "/" / "!" / ">" / "&" / "{" … "}" / "=" open' blank close' "="
 * A tag that prints nothing and has its line to itself ("standalone") takes the whole line with it.
 *
 * Parsing gives one flat list of tokens: a section knows where it ends, so neither parsing nor rendering
 * calls itself, however deep a template nests.
 */
typedef enum {
	TOKEN_TEXT,
	TOKEN_INDENT, /* a line begins: a partial's indentation goes here */
	TOKEN_USE,
	TOKEN_END,
} TokenKind;

typedef struct {
	TokenKind kind;
	const char *text; /* TEXT: within the source */
	size_t length;
	TemplateUse *use;
	char *name;   /* that `use` lends */
	char **path;  /* USE: the dotted name's parts; NULL for "." */
	char *indent; /* USE_PARTIAL: what its lines begin with */
	unsigned end; /* sections: index of their END */
} Token;

struct Template {
	char *source;
	GArray *tokens; /* Token */
};

static G_DEFINE_QUARK(template_error, template_error)

static void
token_clear(Token *token)
{
	g_free(token->use);
	g_free(token->name);
	g_strfreev(token->path);
	g_free(token->indent);
}

void
template_free(Template *template)
{
	if (!template)
		return;
	g_array_unref(template->tokens);
	g_free(template->source);
	g_free(template);
}

/* ---- parsing ---- */
typedef struct {
	Template *template;
	const char *at;
	int line;
	bool line_begins;          /* no token of this line is out yet */
	unsigned open[MAX_LEVELS]; /* indices of open sections */
	unsigned depth;
	char left[MAX_DELIMITER + 1], right[MAX_DELIMITER + 1];
	GError **error;
} Parser;

/* One tag as it stands in the source. */
typedef struct {
	const char *begin, *end; /* with delimiters */
	char sigil;              /* '\0' for a variable */
	char *name;
	int line;
} Tag;

static bool fail(const Parser *parser, int line, const char *format, ...) G_GNUC_PRINTF(3, 4);

static bool
fail(const Parser *parser, int line, const char *format, ...)
{
	va_list arguments;
	g_autofree char *why = NULL;

	va_start(arguments, format);
	why = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(parser->error, template_error_quark(), 0, "line %d: %s", line, why);
	return false;
}

static Token *
add_token(Parser *parser, TokenKind kind)
{
	GArray *tokens = parser->template->tokens;
	Token token = { .kind = kind };

	g_array_append_val(tokens, token);
	return &g_array_index(tokens, Token, tokens->len - 1);
}

static void
begin_line(Parser *parser)
{
	if (parser->line_begins)
		add_token(parser, TOKEN_INDENT);
	parser->line_begins = false;
}

static void
add_text(Parser *parser, const char *text, const char *end)
{
	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *stop = newline ? newline + 1 : end;
		Token *token;

		begin_line(parser);
		token = add_token(parser, TOKEN_TEXT);
		token->text = text;
		token->length = (size_t)(stop - text);
		if (newline) {
			parser->line++;
			parser->line_begins = true;
		}
		text = stop;
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Where the tag's line begins when only blanks stand before it, else NULL. */
static const char *
blank_before(const Parser *parser, const char *tag)
{
	while (tag > parser->at && is_blank(tag[-1]))
		tag--;
	if (tag == parser->template->source || tag[-1] == '\n')
		return tag;
	return NULL;
}

/* Where the next line begins when only blanks stand after the tag, else NULL. */
static const char *
blank_after(const char *end)
{
	while (is_blank(*end))
		end++;
	if (*end == '\r' && end[1] == '\n')
		end++;
	return *end == '\n' ? end + 1 : *end == '\0' ? end : NULL;
}

/* Reads the tag whose opening delimiter is at `begin`. */
static bool
read_tag(Parser *parser, const char *begin, Tag *out)
{
	const char *inner = begin + strlen(parser->left);
	const char *stop;
	g_autofree char *close = NULL;

	out->sigil = *inner && strchr("#^/!>&{=", *inner) ? *inner : '\0';
	if (out->sigil)
		inner++;
	close = g_strconcat(out->sigil == '{' ? "}" : out->sigil == '=' ? "=" : "", parser->right, NULL);
	stop = strstr(inner, close);
	if (!stop)
		return fail(parser, out->line, "a tag is not closed, \"%s\" is missing", close);
	out->begin = begin;
	out->end = stop + strlen(close);
	out->name = g_strstrip(g_strndup(inner, (size_t)(stop - inner)));
	return true;
}

static bool
set_delimiters(Parser *parser, const Tag *tag)
{
	size_t left = strcspn(tag->name, " \t\r\n");
	const char *right = tag->name + left + strspn(tag->name + left, " \t\r\n");

	if (!left || left > MAX_DELIMITER || !*right || strlen(right) > MAX_DELIMITER ||
		strpbrk(right, " \t\r\n") || strchr(tag->name, '='))
		return fail(parser, tag->line, "delimiters are two words of at most %d bytes", MAX_DELIMITER);
	memcpy(parser->left, tag->name, left);
	parser->left[left] = '\0';
	strcpy(parser->right, right);
	return true;
}

static bool
close_section(Parser *parser, const Tag *tag)
{
	GArray *tokens = parser->template->tokens;
	Token *section;

	if (!parser->depth)
		return fail(parser, tag->line, "\"%s\" is closed and was not open", tag->name);
	section = &g_array_index(tokens, Token, parser->open[parser->depth - 1]);
	if (!g_str_equal(section->use->name, tag->name))
		return fail(parser, tag->line, "\"%s\" is closed inside \"%s\" of line %d", tag->name,
			section->use->name, section->use->line);
	section->end = tokens->len;
	parser->depth--;
	add_token(parser, TOKEN_END);
	return true;
}

static bool
name_is_good(const char *name)
{
	size_t length = strlen(name);

	if (g_str_equal(name, "."))
		return true;
	return length && !strpbrk(name, " \t\r\n") && name[0] != '.' && name[length - 1] != '.' &&
	       !strstr(name, "..");
}

/* Takes the tag's name. */
static bool
add_use(Parser *parser, Tag *tag, UseKind kind, const char *indent)
{
	GArray *tokens = parser->template->tokens;
	Token *token;

	if (!name_is_good(tag->name))
		return fail(parser, tag->line, "\"%s\" is no name", tag->name);
	token = add_token(parser, TOKEN_USE);
	token->use = g_new0(TemplateUse, 1);
	token->use->kind = kind;
	token->use->line = tag->line;
	if (parser->depth)
		token->use->within = g_array_index(tokens, Token, parser->open[parser->depth - 1]).use;
	if (!g_str_equal(tag->name, "."))
		token->path = g_strsplit(tag->name, ".", -1);
	if (indent)
		token->indent = g_strndup(indent, (size_t)(tag->begin - indent));
	token->use->name = token->name = g_steal_pointer(&tag->name);
	if (kind != USE_SECTION && kind != USE_INVERTED)
		return true;
	if (parser->depth == MAX_LEVELS)
		return fail(parser, tag->line, "more than %d sections in each other", MAX_LEVELS);
	parser->open[parser->depth++] = tokens->len - 1;
	return true;
}

static bool
add_tag(Parser *parser, Tag *tag, const char *indent)
{
	switch (tag->sigil) {
	case '!':
		return true;
	case '=':
		return set_delimiters(parser, tag);
	case '/':
		return close_section(parser, tag);
	case '#':
		return add_use(parser, tag, USE_SECTION, NULL);
	case '^':
		return add_use(parser, tag, USE_INVERTED, NULL);
	case '>':
		return add_use(parser, tag, USE_PARTIAL, indent);
	case '{':
	case '&':
		return add_use(parser, tag, USE_RAW, NULL);
	default:
		return add_use(parser, tag, USE_VARIABLE, NULL);
	}
}

static bool
parse_tag(Parser *parser, const char *begin)
{
	Tag tag = { .line = 0 };
	const char *line = blank_before(parser, begin);
	const char *next = NULL;
	bool good;

	add_text(parser, parser->at, line ? line : begin);
	tag.line = parser->line;
	if (!read_tag(parser, begin, &tag))
		return false;
	if (line && tag.sigil && strchr("#^/!>=", tag.sigil))
		next = blank_after(tag.end);
	if (!next) {
		if (line)
			add_text(parser, line, begin);
		begin_line(parser);
	}
	good = add_tag(parser, &tag, next ? line : NULL);
	g_free(tag.name);
	parser->at = next ? next : tag.end;
	for (const char *c = begin; c < parser->at; c++)
		parser->line += *c == '\n';
	if (next)
		parser->line_begins = true;
	return good;
}

Template *
template_parse(const char *source, GError **error)
{
	g_autoptr(Template) template = g_new0(Template, 1);
	Parser parser = { .template = template,
		.line = 1,
		.line_begins = true,
		.left = "{{",
		.right = "}}",
		.error = error };
	const char *tag;

	template->source = g_strdup(source);
	template->tokens = g_array_new(false, false, sizeof(Token));
	g_array_set_clear_func(template->tokens, (GDestroyNotify)token_clear);
	parser.at = template->source;
	while ((tag = strstr(parser.at, parser.left)))
		if (!parse_tag(&parser, tag))
			return NULL;
	add_text(&parser, parser.at, parser.at + strlen(parser.at));
	if (parser.depth) {
		const Token *section = &g_array_index(template->tokens, Token, parser.open[parser.depth - 1]);

		fail(&parser, section->use->line, "section \"%s\" is never closed", section->use->name);
		return NULL;
	}
	return g_steal_pointer(&template);
}

GPtrArray *
template_uses(const Template *template)
{
	GPtrArray *uses = g_ptr_array_new();

	for (unsigned i = 0; i < template->tokens->len; i++) {
		const Token *token = &g_array_index(template->tokens, Token, i);

		if (token->use)
			g_ptr_array_add(uses, token->use);
	}
	return uses;
}

/* ---- rendering ---- */
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
	const Value *contexts[MAX_LEVELS + 1];
	unsigned context_count;
	Level levels[MAX_LEVELS];
	unsigned depth;
	unsigned steps;
	ValueEscape escape;
	PartialLookup partial;
	gpointer partial_data;
	GHashTable *partials; /* name → Template, parsed already */
} Renderer;

static bool
stop(GError **error, const char *why)
{
	g_set_error_literal(error, template_error_quark(), 1, why);
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
	if (renderer->depth == MAX_LEVELS)
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
	const char *name = token->use->name;
	Template *template = g_hash_table_lookup(renderer->partials, name);
	g_autofree char *indent = NULL;
	Level level = { .begin = 0 };

	if (!template) {
		const char *source =
			renderer->partial ? renderer->partial(name, renderer->partial_data) : NULL;

		if (!source)
			return true;
		template = template_parse(source, error);
		if (!template) {
			g_prefix_error(error, "%s: ", name);
			return false;
		}
		g_hash_table_insert(renderer->partials, g_strdup(name), template);
	}
	indent = g_strconcat(
		renderer->levels[renderer->depth - 1].indent, token->indent ? token->indent : "", NULL);
	if (strlen(indent) > MAX_OUTPUT / MAX_LEVELS)
		return stop(error, "a partial is indented too far");
	level.template = template;
	level.end = template->tokens->len;
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
	g_return_val_if_reached(false);
}

char *
template_render(const Template *template, const Value *values, ValueEscape escape, PartialLookup partial,
	gpointer partial_data, GError **error)
{
	g_autofree Renderer *renderer = g_new0(Renderer, 1);
	Level top = { .template = template, .end = template->tokens->len, .indent = (char[]){ "" } };
	bool good = true;

	renderer->out = g_string_new(NULL);
	renderer->escape = escape;
	renderer->partial = partial;
	renderer->partial_data = partial_data;
	renderer->partials =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_free);
	renderer->contexts[renderer->context_count++] = values;
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
	g_hash_table_unref(renderer->partials);
	return g_string_free(renderer->out, !good);
}
