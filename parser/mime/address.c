#include "parser/mime/address.h"

#include "parser/charset/charset.h"
#include "parser/mail.h"
#include "parser/text/clean.h"

#include <stdbool.h>
#include <string.h>

/*
 * list    = item *( "," item )                 ";" ends an item as "," does
 * item    = [ group ":" ] [ phrase ] "<" [ route ":" ] addr-spec ">" / addr-spec [ "(" name ")" ]
 * phrase  = words and quoted strings; in mail as it is, dots, raw 8-bit bytes and encoded-words in any place
 */
enum {
	ADDRESS_MAX = 320, /* longer is no address: RFC 5321 allows 64 + 1 + 255 */
	NAME_MAX_BYTES = 500,
	ADDRESSES_MAX = 10000,
};

/* One item while it is read. Bytes as they stand, quotes and escapes undone. */
typedef struct {
	GString *phrase;  /* for the name */
	GString *plain;   /* the same with quotes kept, for an addr-spec without "<>" */
	GString *angle;   /* inside "<>" */
	GString *comment; /* inside "()" */
	bool has_angle;
	bool encoded; /* the phrase has an encoded-word */
} Item;

static void
item_clear(Item *item)
{
	g_string_truncate(item->phrase, 0);
	g_string_truncate(item->plain, 0);
	g_string_truncate(item->angle, 0);
	g_string_truncate(item->comment, 0);
	item->has_angle = item->encoded = false;
}

static char *
name_of(const GString *bytes, Defects *defects)
{
	g_autofree char *name = header_decode(bytes->str, bytes->len, defects);

	return clean_line(name, NAME_MAX_BYTES);
}

/* Visible characters, and blanks inside quotes. */
static void
append_visible(GString *run, const char *bytes, size_t length)
{
	bool quoted = false;

	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == '"' && (!i || bytes[i - 1] != '\\'))
			quoted = !quoted;
		if ((unsigned char)bytes[i] > ' ' || (quoted && bytes[i] == ' '))
			if (bytes[i] != 0x7F && (quoted || (bytes[i] != '<' && bytes[i] != '>')))
				g_string_append_c(run, bytes[i]);
	}
}

/* Where the local part ends: the last "@" outside of quotes; NULL: there is none. */
static const char *
find_at(const char *p)
{
	const char *at = NULL;
	bool quoted = false;

	for (; *p; p++) {
		if (*p == '\\' && quoted && p[1])
			p++;
		else if (*p == '"')
			quoted = !quoted;
		else if (*p == '@' && !quoted)
			at = p;
	}
	return at;
}

/* An addr-spec; "" when it is none. */
static char *
address_of(const char *bytes, size_t length, Defects *defects)
{
	g_autoptr(GString) run = g_string_new(NULL);
	g_autofree char *text = NULL;
	g_autofree char *line = NULL;
	const char *at;

	append_visible(run, bytes, length);
	text = charset_to_utf8(run->str, run->len, NULL, defects);
	line = clean_line(text, ADDRESS_MAX + 1);
	at = find_at(line);
	/* A word alone is a local name, as in "From: <MAILER-DAEMON>". */
	if (!at || at == line || !at[1])
		defect_set(defects, DEFECT_BAD_ADDRESS);
	/* Decoding may have brought in a blank or a bracket that was no byte of its own. */
	if (strlen(line) > ADDRESS_MAX || at == line || (at && !at[1]) ||
		strpbrk(at && *line == '"' ? at : line, " <>,;")) {
		defect_set(defects, DEFECT_BAD_ADDRESS);
		return g_strdup("");
	}
	return g_steal_pointer(&line);
}

/* "name <angle> (comment)" */
static MailAddress *
angle_address(const Item *item, Defects *defects)
{
	const char *route = item->angle->str[0] == '@' ? strchr(item->angle->str, ':') : NULL;
	const char *start = route ? route + 1 : item->angle->str;
	g_autofree char *name = name_of(item->phrase, defects);
	g_autofree char *address = NULL;

	if (!*name && item->comment->len) {
		g_free(name);
		name = name_of(item->comment, defects);
	}
	address = address_of(start, strlen(start), defects);
	return *address || *name ? mail_address_new(name, address) : NULL;
}

/* The "@" of an addr-spec without brackets; one inside an encoded-word is part of a name. */
static const char *
find_plain_at(const char *plain)
{
	const char *at = NULL, *end = plain + strlen(plain);
	bool quoted = false;

	for (const char *p = plain; p < end; p++) {
		const char *word = *p == '=' ? header_word_end(p, end) : NULL;

		if (word)
			p = word - 1;
		else if (*p == '"')
			quoted = !quoted;
		else if (*p == '@' && !quoted)
			at = p;
	}
	return at;
}

/* "a@b.test", "Name a@b.test", "a@b.test (comment)", "Name" */
static MailAddress *
plain_address(const Item *item, Defects *defects)
{
	const char *start = item->plain->str, *at = find_plain_at(start);
	g_autofree char *name = NULL;
	g_autofree char *address = NULL;

	if (at) {
		const char *before = at;
		g_autoptr(GString) rest = NULL;

		/* The last word is the address. A quoted local part keeps its blanks. */
		while (before > start && (before[-1] == ' ' || before[-1] == '\t'))
			before--;
		if (before > start && before[-1] == '"')
			for (before--; before > start && before[-1] != '"';)
				before--;
		while (before > start && before[-1] != ' ' && before[-1] != '\t')
			before--;
		rest = g_string_new_len(start, before - start);
		name = name_of(rest->len ? rest : item->comment, defects);
		address = address_of(before, strlen(before), defects);
	} else if (item->encoded || strpbrk(start, " \t\"")) {
		name = name_of(item->phrase, defects);
		address = g_strdup("");
		defect_set(defects, DEFECT_BAD_ADDRESS);
	} else {
		name = name_of(item->comment, defects);
		address = address_of(start, strlen(start), defects);
	}
	return *address || *name ? mail_address_new(name, address) : NULL;
}

/* At a comma: "Li, Hua <a@b.test>" has a name with a comma that should stand in quotes. */
static bool
is_half_a_name(const Item *item, const char *behind_comma)
{
	const char *next = behind_comma + strcspn(behind_comma, "<>,;:@\"");

	return !item->has_angle && item->plain->len && !find_plain_at(item->plain->str) && *next == '<' &&
	       next > behind_comma + strspn(behind_comma, " \t");
}

static void
item_end(Item *item, GPtrArray *into, Defects *defects)
{
	MailAddress *address = NULL;

	g_strstrip(item->plain->str);
	item->plain->len = strlen(item->plain->str);
	if (into->len >= ADDRESSES_MAX)
		defect_set(defects, DEFECT_HEADER_CUT);
	else if (item->has_angle)
		address = angle_address(item, defects);
	else if (item->plain->len)
		address = plain_address(item, defects);
	if (address)
		g_ptr_array_add(into, address);
	item_clear(item);
}

/* From behind the opening quote; returns where to go on. */
static const char *
read_quoted(Item *item, const char *p)
{
	g_string_append_c(item->plain, '"');
	for (; *p && *p != '"'; p++) {
		if (*p == '\\' && p[1])
			p++;
		g_string_append_c(item->phrase, *p);
		g_string_append_c(item->plain, *p);
	}
	g_string_append_c(item->plain, '"');
	return *p ? p + 1 : p;
}

static const char *
read_comment(Item *item, const char *p)
{
	int depth = 1;

	if (item->comment->len)
		g_string_append_c(item->comment, ' ');
	for (; *p; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return p + 1;
		g_string_append_c(item->comment, *p);
	}
	return p;
}

/* Quotes in an angle stay, as they are part of the address. */
static const char *
copy_quoted(GString *into, const char *p)
{
	do {
		if (*p == '\\' && p[1])
			g_string_append_c(into, *p++);
		g_string_append_c(into, *p++);
	} while (*p && *p != '"');
	if (*p)
		g_string_append_c(into, *p++);
	return p;
}

/* A "<" that never closes ends at the next comma. `*closes`: whether a ">" follows, looked up once only when
 * none does. */
static const char *
read_angle(Item *item, const char *p, bool *closes)
{
	*closes = *closes && strchr(p, '>') != NULL;
	item->has_angle = true;
	g_string_truncate(item->angle, 0);
	while (*p && *p != '>') {
		if (!*closes && *p == ',')
			return p;
		if (*p == '"' && *closes && item->angle->len == 0) {
			p = copy_quoted(item->angle, p);
		} else if (*p == '(') {
			p = read_comment(item, p + 1);
		} else {
			g_string_append_c(item->angle, *p++);
		}
	}
	return *p ? p + 1 : p;
}

static void
both(Item *item, const char *p, size_t length)
{
	g_string_append_len(item->phrase, p, (gssize)length);
	g_string_append_len(item->plain, p, (gssize)length);
}

static void
read_items(const char *value, Item *item, GPtrArray *into, Defects *defects)
{
	const char *p = value, *end = value + strlen(value), *stop;
	bool closes = true;

	while (p < end) {
		switch (*p) {
		case '"':
			p = read_quoted(item, p + 1);
			break;
		case '(':
			p = read_comment(item, p + 1);
			break;
		case '<':
			p = read_angle(item, p + 1, &closes);
			break;
		case ',':
			if (is_half_a_name(item, p + 1)) {
				both(item, p++, 1);
				break;
			}
			item_end(item, into, defects);
			p++;
			break;
		case ';':
			item_end(item, into, defects);
			p++;
			break;
		case ':':
			/* The end of a group's name; behind an "@" it is a port or a typing error. */
			if (strchr(item->plain->str, '@'))
				both(item, p, 1);
			else
				item_clear(item);
			p++;
			break;
		case '[':
			stop = memchr(p, ']', (size_t)(end - p));
			stop = stop ? stop + 1 : p + 1;
			both(item, p, (size_t)(stop - p));
			p = stop;
			break;
		case '=':
			stop = header_word_end(p, end);
			item->encoded = item->encoded || stop;
			stop = stop ? stop : p + 1;
			both(item, p, (size_t)(stop - p));
			p = stop;
			break;
		default:
			both(item, p, 1);
			p++;
		}
	}
	item_end(item, into, defects);
}

void
address_list_read(const HeaderField *field, GPtrArray *into, Defects *defects)
{
	g_autofree char *value = header_unfold(field, defects);
	Item item = { .phrase = g_string_new(NULL),
		.plain = g_string_new(NULL),
		.angle = g_string_new(NULL),
		.comment = g_string_new(NULL) };

	read_items(value, &item, into, defects);
	g_string_free(item.phrase, TRUE);
	g_string_free(item.plain, TRUE);
	g_string_free(item.angle, TRUE);
	g_string_free(item.comment, TRUE);
}
