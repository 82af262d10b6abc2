#include "parser/body/body.h"

#include "parser/body/attachment.h"
#include "parser/body/enriched.h"
#include "parser/body/flowed.h"
#include "parser/body/html.h"
#include "parser/body/part_text.h"
#include "parser/charset/charset.h"
#include "parser/mime/uuencode.h"
#include "parser/quote/region.h"
#include "parser/text/clean.h"

#include <string.h>

enum {
	PLAIN_SOURCE_MAX = 4 * BODY_TEXT_MAX, /* decoded bytes of one text part that are read */
	HTML_SOURCE_MAX = 16 * BODY_TEXT_MAX,
	STUB_MAX = 600, /* a plain part up to this length may only point to its HTML sister */
};

typedef enum {
	ROLE_NONE,
	ROLE_TEXT,
	ROLE_ATTACHMENT,
	ROLE_SKIPPED, /* says the same as the text does */
} Role;

typedef struct {
	Mail *mail;
	const GPtrArray *parts;
	Role *roles;
	int *sisters; /* of a plain text: the HTML part that says the same, or 0 */
	GString *text;
	GArray *regions; /* Region, of `text` */
	size_t last;     /* where in `text` the last part that was read begins */
	Defects *defects;
} Reader;

static const Part *
part_at(const Reader *reader, int index)
{
	return g_ptr_array_index(reader->parts, index);
}

static bool
is_plain(const Part *part)
{
	return part_is(part, "text/plain") || part_is(part, "text/markdown") ||
	       part_is(part, "text/x-markdown");
}

static bool
has_name(const Part *part)
{
	return parameter_raw(part->disposition, "filename") || parameter_raw(part->content, "name");
}

/* A mail that is one part is its text, even if it calls itself an attachment. */
static bool
may_be_text(const Part *part)
{
	return !part->is_open && (is_plain(part) || part_is_html(part)) &&
	       (!part_disposition_is(part, "attachment") || (part->parent < 0 && !has_name(part)));
}

static bool
is_blank(const char *text)
{
	for (const char *p = text; *p; p = utf8_next(p)) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_isspace(c) && c != 0xFEFF && c != 0x200B && c != 0xAD)
			return false;
	}
	return true;
}

/* What an HTML part says in its first few thousand bytes; new. */
static char *
html_head(const Part *part)
{
	enum {
		HEAD_MAX = 4096
	};
	Defects ignored = 0;
	bool truncated;
	g_autofree char *source = part_text(part, 16 * HEAD_MAX, &ignored);

	return html_to_text(source, strlen(source), HEAD_MAX, &truncated);
}

/* Is `plain` a note that has nothing to do with a much longer HTML text? */
static bool
plain_is_stub(const char *plain, const Part *html)
{
	enum {
		NOTE_MAX = 200,
		WORDS_MAX = 24,
		TIMES = 5,
	};
	g_autofree char *shown = NULL;
	g_autofree char *line = g_strstrip(g_strdup(plain));
	char *end = line;

	if (strlen(line) > NOTE_MAX)
		return false;
	shown = html_head(html);
	if (strlen(shown) < TIMES * strlen(line) || strlen(shown) < NOTE_MAX)
		return false;
	/* The first words of the plain text stand in the HTML text, too, when it says the same. */
	while (*end && *end != '\n' && end - line < WORDS_MAX)
		end += g_utf8_skip[(guchar)*end];
	*end = '\0';
	return !strstr(shown, line);
}

/* Does this plain part carry the text, or is it empty or only says that the HTML part does? */
static bool
plain_is_text(const Part *part, const Part *html)
{
	static const char *const stubs[] = { "html email", "html e-mail", "html mail", "html-enabled",
		"html format", "html message", "support html", "display html", "view html", "html version",
		"HTML格式", "HTML 格式", "HTML邮件", "不支持HTML", "不支持 HTML", "支持HTML" };
	Defects ignored = 0;
	g_autofree char *text = part_text(part, STUB_MAX + 1, &ignored);
	g_autofree char *lower = NULL;

	if (is_blank(text))
		return false;
	if (strlen(text) > STUB_MAX)
		return true;
	lower = g_ascii_strdown(text, -1);
	for (size_t i = 0; i < G_N_ELEMENTS(stubs); i++) {
		g_autofree char *stub = g_ascii_strdown(stubs[i], -1);

		if (strstr(lower, stub))
			return false;
	}
	return !plain_is_stub(text, html);
}

/* multipart/alternative at `index`: its plain text if that says something, else its HTML; each other text in
 * it is skipped. Pictures and calendars in it stay attachments. */
static void
choose_alternative(Reader *reader, int index)
{
	int end = part_at(reader, index)->end, plain = -1, html = -1, chosen;

	for (int i = index + 1; i < end; i++) {
		const Part *part = part_at(reader, i);

		if (reader->roles[i] != ROLE_NONE || !may_be_text(part) ||
			part->mail != part_at(reader, index)->mail)
			continue;
		if (is_plain(part) && plain < 0)
			plain = i;
		else if (part_is_html(part))
			html = i;
	}
	chosen = plain >= 0 && (html < 0 || plain_is_text(part_at(reader, plain), part_at(reader, html)))
			 ? plain
			 : html;
	if (chosen >= 0 && chosen == plain)
		reader->sisters[chosen] = MAX(html, 0);
	for (int i = index + 1; i < end; i++) {
		const Part *part = part_at(reader, i);
		bool inside_chosen_branch = false;

		if (reader->roles[i] != ROLE_NONE || !part_is(part, "text/") || part->is_open ||
			part_is(part, "text/calendar") || part_disposition_is(part, "attachment") ||
			part->mail != part_at(reader, index)->mail)
			continue;
		/* Apple Mail: alternative(plain, mixed(html, file, html)): the later texts of the same branch
		 * belong to the chosen one. */
		for (int child = index + 1; child < end; child = part_at(reader, child)->end)
			if (chosen > child && chosen < part_at(reader, child)->end && i > child &&
				i < part_at(reader, child)->end)
				inside_chosen_branch =
					part_is_html(part) == part_is_html(part_at(reader, chosen));
		if (i != chosen && !inside_chosen_branch)
			reader->roles[i] = ROLE_SKIPPED;
	}
}

/* What multipart/related is about: its first part, unless that can only be shown inside another one. */
static int
related_root(const Reader *reader, int related)
{
	for (int i = related + 1; i < part_at(reader, related)->end; i = part_at(reader, i)->end)
		if (part_at(reader, i)->is_open || may_be_text(part_at(reader, i)))
			return i;
	return related + 1;
}

static bool
is_related_extra(const Reader *reader, int index)
{
	const Part *part = part_at(reader, index);

	return part->parent >= 0 && part_is(part_at(reader, part->parent), "multipart/related") &&
	       index != related_root(reader, part->parent);
}

/* A body may carry a name, too: a text with one is an attachment unless nothing came before it. */
static Role
leaf_role(const Reader *reader, int index, bool have_text)
{
	const Part *part = part_at(reader, index);

	if (!may_be_text(part) || is_related_extra(reader, index))
		return ROLE_ATTACHMENT;
	if (has_name(part) && (have_text || index > 1))
		return ROLE_ATTACHMENT;
	return ROLE_TEXT;
}

static void
choose_roles(Reader *reader, int mail)
{
	int end = part_at(reader, mail)->end;
	bool have_text = false;

	for (int i = mail; i < end; i++) {
		const Part *part = part_at(reader, i);

		if (part->mail != mail)
			continue;
		if (part_is(part, "multipart/alternative") && part->is_open)
			choose_alternative(reader, i);
		if (part_is(part, "multipart/") && part->is_open)
			continue;
		if (part_is(part, "multipart/"))
			reader->roles[i] = ROLE_TEXT; /* its boundary never came: all of it is text */
		else if (reader->roles[i] == ROLE_NONE)
			reader->roles[i] = leaf_role(reader, i, have_text);
		have_text = have_text || reader->roles[i] == ROLE_TEXT;
	}
}

static void
append_text(Reader *reader, const char *text)
{
	size_t room = BODY_TEXT_MAX - reader->text->len;
	g_autofree char *clean = NULL;

	if (is_blank(text))
		return;
	if (reader->text->len && reader->text->str[reader->text->len - 1] != '\n' && room) {
		g_string_append_c(reader->text, '\n');
		room--;
	}
	if (strlen(text) > room + 1)
		defect_set(reader->defects, DEFECT_TEXT_TRUNCATED);
	clean = clean_text(text, room);
	reader->last = reader->text->len;
	g_string_append(reader->text, clean);
}

/* Are these the same but for blanks and line ends? */
static bool
reads_the_same(const char *a, const char *b)
{
	for (;;) {
		a += strspn(a, " \t\r\n");
		b += strspn(b, " \t\r\n");
		if (*a != *b || !*a)
			return *a == *b;
		a++;
		b++;
	}
}

/* Takes what is known of a text that was appended where `at` is. */
static void
add_regions(Reader *reader, const GArray *regions, size_t at)
{
	size_t lines = 0;

	for (const char *p = reader->text->str;
		regions->len && (p = strchr(p, '\n')) && p < reader->text->str + at; p++)
		lines++;
	for (size_t i = 0; i < regions->len; i++) {
		Region region = g_array_index(regions, Region, i);

		region.start += lines;
		if (region.end < G_MAXSIZE)
			region.end += lines;
		g_array_append_val(reader->regions, region);
	}
}

/* Does an HTML page name an element that tells of a quote or a signature? */
static bool
html_names_region(const char *source)
{
	static const char *const needles[] = { "ignature", "_quote", "-cite-", "RplyFwd", "appendonsend",
		"-container", "_Sgn", "bloop_", "Section", "zwchr", "stopSpelling", "border-top" };

	for (size_t i = 0; i < G_N_ELEMENTS(needles); i++)
		if (strstr(source, needles[i]))
			return true;
	return false;
}

/* What the HTML part beside the plain text that was just read tells of it. */
static void
read_sister(Reader *reader, const Part *html)
{
	enum {
		SISTER_MAX = 1 << 18
	};
	Defects ignored = 0;
	bool truncated;
	g_autofree char *source = part_text(html, SISTER_MAX, &ignored), *shown = NULL;
	g_autoptr(GArray) regions = g_array_new(FALSE, FALSE, sizeof(Region)), found = NULL;

	if (!html_names_region(source))
		return;
	shown = html_to_text_with(source, strlen(source), SISTER_MAX, regions, &truncated);
	if (!regions->len)
		return;
	found = regions_in(reader->text->str + reader->last, shown, regions);
	add_regions(reader, found, reader->last);
}

/* An HTML page: read where a mail says that it is one, and where a text is nothing else. */
static void
read_page(Reader *reader, const char *source)
{
	g_autoptr(GArray) regions = g_array_new(FALSE, FALSE, sizeof(Region));
	bool truncated = false;
	g_autofree char *text = html_to_text_with(source, strlen(source), BODY_TEXT_MAX, regions, &truncated);

	if (truncated)
		defect_set(reader->defects, DEFECT_TEXT_TRUNCATED);
	/* Some programs put both forms of a text into a mixed mail. */
	if (reader->text->len && reads_the_same(reader->text->str + reader->last, text))
		return;
	if (is_blank(text))
		return;
	reader->mail->from_html = true;
	append_text(reader, text);
	add_regions(reader, regions, reader->last);
}

/* Is a plain text a whole page, from its first byte on? People who write about HTML begin otherwise. */
static bool
is_page(const char *text)
{
	text += strspn(text, " \t\r\n");
	if (g_ascii_strncasecmp(text, "<!doctype html", 14) != 0 &&
		(g_ascii_strncasecmp(text, "<html", 5) != 0 || !strchr("> \r\n", text[5])))
		return false;
	return strcasestr(text, "</html>") || strcasestr(text, "<body");
}

static void
read_plain(Reader *reader, const Part *part)
{
	g_autofree char *text = part_text(part, PLAIN_SOURCE_MAX, reader->defects);
	const char *format = parameter_raw(part->content, "format");
	const char *delsp = parameter_raw(part->content, "delsp");
	g_autofree char *rest = NULL;

	if (is_page(text)) {
		read_page(reader, text);
		return;
	}
	rest = uuencode_take(text, part->section, reader->mail->attachments);
	if (rest)
		defect_set(reader->defects, DEFECT_UUENCODE);
	if (strstr(text, "-----BEGIN PGP MESSAGE-----"))
		defect_set(reader->defects, DEFECT_ENCRYPTED);
	if (format && g_ascii_strcasecmp(format, "flowed") == 0) {
		g_autofree char *flowing =
			flowed_join(rest ? rest : text, delsp && g_ascii_strcasecmp(delsp, "yes") == 0);

		append_text(reader, flowing);
		return;
	}
	append_text(reader, rest ? rest : text);
}

static void
read_html(Reader *reader, const Part *part)
{
	g_autofree char *source = part_text(part, HTML_SOURCE_MAX, reader->defects);

	if (part_is(part, "text/enriched") || part_is(part, "text/richtext")) {
		char *html = enriched_to_html(source);

		g_free(source);
		source = html;
	}
	read_page(reader, source);
}

static void
read_mail(Reader *reader, int mail)
{
	int end = part_at(reader, mail)->end;

	choose_roles(reader, mail);
	for (int i = mail; i < end; i++) {
		const Part *part = part_at(reader, i);

		if (part->mail != mail)
			continue;
		if (part_is(part, "multipart/encrypted"))
			defect_set(reader->defects, DEFECT_ENCRYPTED);
		if (reader->roles[i] == ROLE_TEXT && part_is_html(part))
			read_html(reader, part);
		else if (reader->roles[i] == ROLE_TEXT) {
			size_t before = reader->text->len;

			read_plain(reader, part);
			if (reader->sisters[i] && reader->text->len > before)
				read_sister(reader, part_at(reader, reader->sisters[i]));
		} else if (reader->roles[i] == ROLE_ATTACHMENT && mail == 0)
			g_ptr_array_add(reader->mail->attachments,
				attachment_of(part, is_related_extra(reader, i), reader->defects));
	}
}

void
body_read(Mail *mail, const GPtrArray *parts, GArray *regions, Defects *defects)
{
	g_autofree Role *roles = g_new0(Role, parts->len);
	g_autofree int *sisters = g_new0(int, parts->len);
	Reader reader = { .mail = mail,
		.parts = parts,
		.roles = roles,
		.sisters = sisters,
		.text = g_string_new(NULL),
		.regions = regions,
		.defects = defects };
	bool empty;

	read_mail(&reader, 0);
	/* A mail that only passes on others says what is in them: all of a digest, else the outermost with a
	 * text. */
	empty = !reader.text->len;
	for (guint i = 1; i < parts->len && empty; i++) {
		const Part *part = part_at(&reader, (int)i);
		size_t before = reader.text->len;

		if (part->mail != (int)i || (before && part_at(&reader, part->parent)->mail != 0))
			continue;
		read_mail(&reader, (int)i);
		if (reader.text->len > before)
			defect_set(defects, DEFECT_TEXT_FROM_ATTACHED_MAIL);
	}
	g_free(mail->text);
	mail->text = g_string_free(reader.text, FALSE);
}

void
body_texts(const GPtrArray *parts, size_t limit, GPtrArray *texts)
{
	for (guint i = 0; i < parts->len; i++) {
		const Part *part = g_ptr_array_index(parts, i);
		Defects ignored = 0;
		bool truncated;
		char *text;

		if (part->mail != 0 || !part_is(part, "text/"))
			continue;
		text = part_text(part, limit, &ignored);
		if (part_is_html(part)) {
			char *shown = html_to_text(text, strlen(text), limit, &truncated);

			g_free(text);
			text = shown;
		}
		g_ptr_array_add(texts, text);
	}
}

GBytes *
body_section(const GPtrArray *parts, const char *section)
{
	const char *colon = strchr(section, ':');
	g_autofree char *plain = g_strndup(section, colon ? (size_t)(colon - section) : strlen(section));

	for (guint i = 0; i < parts->len; i++) {
		const Part *part = g_ptr_array_index(parts, i);
		GString *bytes;

		if (strcmp(part->section, plain) != 0 || (!*plain && !colon))
			continue;
		if (colon) {
			Defects ignored = 0;
			g_autofree char *text = part_text(part, PLAIN_SOURCE_MAX, &ignored);

			return uuencode_file(text, colon + 1);
		}
		bytes = g_string_new(NULL);
		transfer_append(part->transfer, part->body, part->body_length, bytes, G_MAXSSIZE / 2);
		return g_string_free_to_bytes(bytes);
	}
	return NULL;
}
