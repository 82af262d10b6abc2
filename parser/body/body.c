#include "parser/body/body.h"

#include "parser/body/enriched.h"
#include "parser/body/flowed.h"
#include "parser/body/html.h"
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
is_html(const Part *part)
{
	return part_is(part, "text/html") || part_is(part, "text/enriched") ||
	       part_is(part, "text/richtext") || part_is(part, "application/xhtml+xml");
}

static bool
disposition_is(const Part *part, const char *value)
{
	return part->disposition && strcmp(part->disposition->value, value) == 0;
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
	return !part->is_open && (is_plain(part) || is_html(part)) &&
	       (!disposition_is(part, "attachment") || (part->parent < 0 && !has_name(part)));
}

/* <meta charset=…>, <meta http-equiv=… content="text/html; charset=…">; new, or NULL. */
static char *
html_charset(const GString *bytes)
{
	enum {
		META_MAX = 2048
	};
	g_autofree char *head = g_ascii_strdown(bytes->str, (gssize)MIN(bytes->len, META_MAX));
	const char *meta = strstr(head, "<meta"), *at = meta ? strstr(meta, "charset=") : NULL;

	if (!at)
		return NULL;
	at += strlen("charset=");
	at += strspn(at, "\"' ");
	return g_strndup(at, strcspn(at, "\"'> ;/"));
}

static char *
decode_text(const Part *part, size_t limit, Defects *defects)
{
	g_autoptr(GString) bytes = g_string_new(NULL);
	const char *label = parameter_raw(part->content, "charset");
	g_autofree char *meta = NULL;

	if (!transfer_append(part->transfer, part->body, part->body_length, bytes, limit))
		defect_set(defects,
			part->transfer == TRANSFER_QUOTED ? DEFECT_BAD_QUOTED_PRINTABLE : DEFECT_BAD_BASE64);
	if (bytes->len >= limit)
		defect_set(defects, DEFECT_TEXT_TRUNCATED);
	if (!label && is_html(part))
		label = meta = html_charset(bytes);
	return charset_to_utf8(bytes->str, bytes->len, label, defects);
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
	g_autofree char *source = decode_text(part, 16 * HEAD_MAX, &ignored);

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
	g_autofree char *text = decode_text(part, STUB_MAX + 1, &ignored);
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
		else if (is_html(part))
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
			part_is(part, "text/calendar") || disposition_is(part, "attachment") ||
			part->mail != part_at(reader, index)->mail)
			continue;
		/* Apple Mail: alternative(plain, mixed(html, file, html)): the later texts of the same branch
		 * belong to the chosen one. */
		for (int child = index + 1; child < end; child = part_at(reader, child)->end)
			if (chosen > child && chosen < part_at(reader, child)->end && i > child &&
				i < part_at(reader, child)->end)
				inside_chosen_branch = is_html(part) == is_html(part_at(reader, chosen));
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
	g_autofree char *source = decode_text(html, SISTER_MAX, &ignored), *shown = NULL;
	g_autoptr(GArray) regions = g_array_new(FALSE, FALSE, sizeof(Region)), found = NULL;

	if (!html_names_region(source))
		return;
	shown = html_to_text_with(source, strlen(source), SISTER_MAX, regions, &truncated);
	if (!regions->len)
		return;
	found = regions_in(reader->text->str + reader->last, shown, regions);
	add_regions(reader, found, reader->last);
}

static void
read_plain(Reader *reader, const Part *part)
{
	g_autofree char *text = decode_text(part, PLAIN_SOURCE_MAX, reader->defects);
	const char *format = parameter_raw(part->content, "format");
	const char *delsp = parameter_raw(part->content, "delsp");
	g_autofree char *rest = uuencode_take(text, part->section, reader->mail->attachments);

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
	g_autofree char *source = decode_text(part, HTML_SOURCE_MAX, reader->defects);
	g_autoptr(GArray) regions = g_array_new(FALSE, FALSE, sizeof(Region));
	bool truncated = false;
	g_autofree char *text = NULL;

	if (part_is(part, "text/enriched") || part_is(part, "text/richtext")) {
		char *html = enriched_to_html(source);

		g_free(source);
		source = html;
	}
	text = html_to_text_with(source, strlen(source), BODY_TEXT_MAX, regions, &truncated);
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

typedef struct {
	GChecksum *checksum;
	int64_t size;
} Measure;

static bool
measure(const char *bytes, size_t length, void *user)
{
	Measure *into = user;

	g_checksum_update(into->checksum, (const guchar *)bytes, (gssize)length);
	into->size += (int64_t)length;
	return true;
}

static void
mark_type(const Part *part, Defects *defects)
{
	static const struct {
		const char *type;
		Defect defect;
	} marks[] = {
		{ "application/ms-tnef", DEFECT_TNEF },
		{ "application/vnd.ms-tnef", DEFECT_TNEF },
		{ "message/partial", DEFECT_PARTIAL },
		{ "message/external-body", DEFECT_EXTERNAL_BODY },
		{ "application/pgp-encrypted", DEFECT_ENCRYPTED },
	};
	const char *smime = parameter_raw(part->content, "smime-type");

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (part_is(part, marks[i].type))
			defect_set(defects, marks[i].defect);
	if (part_is(part, "application/pkcs7-mime") || part_is(part, "application/x-pkcs7-mime"))
		defect_set(defects, smime && g_ascii_strcasecmp(smime, "signed-data") == 0
					    ? DEFECT_OPAQUE_SIGNATURE
					    : DEFECT_ENCRYPTED);
}

static void
add_attachment(Reader *reader, int index)
{
	const Part *part = part_at(reader, index);
	Attachment *attachment = g_new0(Attachment, 1);
	Measure into = { .checksum = g_checksum_new(G_CHECKSUM_SHA256) };
	g_autofree char *name = parameter_text(part->disposition, "filename", reader->defects);

	if (!name)
		name = parameter_text(part->content, "name", reader->defects);
	if (!transfer_decode(part->transfer, part->body, part->body_length, measure, &into))
		defect_set(reader->defects,
			part->transfer == TRANSFER_QUOTED ? DEFECT_BAD_QUOTED_PRINTABLE : DEFECT_BAD_BASE64);
	attachment->name = clean_file_name(name ? name : "");
	attachment->type = g_strdup(part->type);
	attachment->size = into.size;
	attachment->sha256 = g_strdup(g_checksum_get_string(into.checksum));
	attachment->part = g_strdup(part->section);
	attachment->is_inline = disposition_is(part, "inline") ||
				(!part->disposition && (part->has_id || is_related_extra(reader, index)));
	g_checksum_free(into.checksum);
	mark_type(part, reader->defects);
	g_ptr_array_add(reader->mail->attachments, attachment);
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
		if (reader->roles[i] == ROLE_TEXT && is_html(part))
			read_html(reader, part);
		else if (reader->roles[i] == ROLE_TEXT) {
			size_t before = reader->text->len;

			read_plain(reader, part);
			if (reader->sisters[i] && reader->text->len > before)
				read_sister(reader, part_at(reader, reader->sisters[i]));
		} else if (reader->roles[i] == ROLE_ATTACHMENT && mail == 0)
			add_attachment(reader, i);
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
		text = decode_text(part, limit, &ignored);
		if (is_html(part)) {
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
			g_autofree char *text = decode_text(part, PLAIN_SOURCE_MAX, &ignored);

			return uuencode_file(text, colon + 1);
		}
		bytes = g_string_new(NULL);
		transfer_append(part->transfer, part->body, part->body_length, bytes, G_MAXSSIZE / 2);
		return g_string_free_to_bytes(bytes);
	}
	return NULL;
}
