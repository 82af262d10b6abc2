#include "templates/tokens.h"

#include <string.h>

#define MAX_DELIMITER 16

/*
 * template  = { text / tag }
 * tag       = open [ sigil ] name close
 * sigil     = "#" / "^" / "/" / "!" / ">" / "&" / "{" … "}" / "=" open' blank close' "="
 * A tag that prints nothing and has its line to itself ("standalone") takes the whole line with it.
 */
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

typedef struct {
	Template *template;
	const char *at;
	int line;
	bool line_begins;                   /* no token of this line is out yet */
	unsigned open[TEMPLATE_MAX_LEVELS]; /* indices of open sections */
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
	g_set_error(parser->error, TEMPLATE_ERROR, 0, "line %d: %s", line, why);
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
	if (parser->depth == TEMPLATE_MAX_LEVELS)
		return fail(parser, tag->line, "more than %d sections in each other", TEMPLATE_MAX_LEVELS);
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
