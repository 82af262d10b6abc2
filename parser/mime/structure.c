#include "parser/mime/structure.h"

#include <string.h>

/*
 * mail      = *field blank-line body
 * multipart = preamble *( delimiter part ) close-delimiter epilogue
 * delimiter = line-end "--" boundary *blank line-end          a close-delimiter has "--" before the blanks
 *
 * Every line that begins with "--" is compared with the boundaries of all open multiparts, innermost first,
 * so a missing close delimiter costs only that multipart its end. A boundary that is the beginning of another
 * one is no trouble: whole lines are compared.
 */

/* A multipart (or an attached mail) whose end has not come. */
typedef struct {
	int part;
	const char *boundary; /* NULL: an attached mail, ends with what is around it */
	size_t boundary_length;
	bool closed;  /* its close delimiter was there; what follows is its epilogue */
	int children; /* so far */
} Open;

typedef struct {
	const char *at, *end;
	GPtrArray *parts;
	Open open[STRUCTURE_DEPTH_MAX + 2];
	int opened;
	bool is_body; /* the innermost part is a leaf whose body we are in */
	Defects *defects;
} Reader;

static void
part_free(gpointer data)
{
	Part *part = data;

	g_free(part->section);
	g_free(part->type);
	parameter_list_free(part->content);
	parameter_list_free(part->disposition);
	g_free(part);
}

bool
part_is(const Part *part, const char *type_or_prefix)
{
	return g_str_has_suffix(type_or_prefix, "/") ? g_str_has_prefix(part->type, type_or_prefix)
						     : strcmp(part->type, type_or_prefix) == 0;
}

static const char *
next_line(const Reader *reader, const char *p)
{
	const char *newline = memchr(p, '\n', (size_t)(reader->end - p));

	return newline ? newline + 1 : reader->end;
}

/* CR before the line end is seen doubled. */
static bool
line_is_blank(const char *p, const char *end)
{
	while (p < end && *p == '\r')
		p++;
	return p == end || *p == '\n';
}

/* Which open multipart the line at `p` delimits: index into open, or -1. */
static int
find_delimiter(const Reader *reader, const char *p, bool *out_close)
{
	const char *stop;
	size_t length;

	if (reader->end - p < 3 || p[0] != '-' || p[1] != '-' || !reader->opened)
		return -1;
	p += 2;
	stop = memchr(p, '\n', (size_t)(reader->end - p));
	stop = stop ? stop : reader->end;
	while (stop > p && (stop[-1] == ' ' || stop[-1] == '\t' || stop[-1] == '\r'))
		stop--;
	length = (size_t)(stop - p);
	for (int i = reader->opened - 1; i >= 0; i--) {
		const Open *open = &reader->open[i];

		if (!open->boundary || open->closed)
			continue;
		*out_close = length == open->boundary_length + 2 && stop[-1] == '-' && stop[-2] == '-';
		if ((length == open->boundary_length || *out_close) &&
			memcmp(p, open->boundary, open->boundary_length) == 0)
			return i;
	}
	return -1;
}

/* A line without colon is skipped when a field follows soon; otherwise the body has begun without a blank
 * line. */
static bool
field_follows(const Reader *reader, const char *p)
{
	enum {
		LINES_AHEAD = 5
	};
	size_t name_length;

	for (int i = 0; i < LINES_AHEAD && p < reader->end && !line_is_blank(p, reader->end); i++) {
		if (header_begins(p, reader->end, &name_length))
			return true;
		p = next_line(reader, p);
	}
	return false;
}

/* Moves over a header block and the blank line behind it; sets the part's header. */
static void
read_header(Reader *reader, Part *part)
{
	const char *p = reader->at, *start = p, *kept = NULL;
	int fields = 0;
	bool close;

	while (p < reader->end) {
		const char *next = next_line(reader, p);
		size_t name_length;

		if (line_is_blank(p, reader->end)) {
			reader->at = next;
			break;
		}
		if (find_delimiter(reader, p, &close) >= 0) {
			reader->at = p;
			break;
		}
		reader->at = next;
		fields += *p != ' ' && *p != '\t';
		if (!kept && (fields > STRUCTURE_FIELDS_MAX || next - start > STRUCTURE_HEADER_MAX)) {
			defect_set(reader->defects, DEFECT_HEADER_TOO_BIG);
			/* The beginning of an endless line is a field all the same. */
			kept = fields > STRUCTURE_FIELDS_MAX ? p : start + STRUCTURE_HEADER_MAX;
		}
		if (!kept && ((*p != ' ' && *p != '\t') || p == start) &&
			!header_begins(p, reader->end, &name_length)) {
			bool dashes = next - p > 2 && p[0] == '-' && p[1] == '-';

			/* No field's name begins with two dashes: a delimiter, or a text's armour. */
			defect_set(reader->defects, DEFECT_BAD_HEADER_LINE);
			if (dashes || !field_follows(reader, next)) {
				reader->at = p;
				kept = p;
				break;
			}
		}
		p = next;
	}
	part->header = start;
	part->header_length = (size_t)((kept ? kept : p) - start);
}

/* type "/" subtype, without what a careless program stuck to it; new. NULL: that is none, and text/plain, as
 * RFC 2045 §5.2 wants it. */
static char *
sane_type(const char *type)
{
	static const char bad[] = "()<>@,;:\\\"[]?=/";
	const char *slash = strchr(type, '/');
	size_t length = slash ? (size_t)(slash - type) + 1 : 0;

	if (length < 2)
		return NULL;
	for (const char *p = type; p < slash; p++)
		if ((unsigned char)*p <= ' ' || (unsigned char)*p >= 0x7F || strchr(bad, *p))
			return NULL;
	while ((unsigned char)type[length] > ' ' && (unsigned char)type[length] < 0x7F &&
		!strchr(bad, type[length]))
		length++;
	return slash[1] && length > (size_t)(slash - type) + 1 && length <= 100 ? g_strndup(type, length)
										: NULL;
}

/* The Content- fields. */
static void
read_fields(Reader *reader, Part *part, bool in_digest)
{
	const char *cursor = part->header;
	HeaderField field;

	while (header_next(&cursor, part->header + part->header_length, &field)) {
		if (g_ascii_tolower(*field.name) != 'c')
			continue;
		if (!part->content && header_is(&field, "Content-Type")) {
			part->content = parameter_list_read(field.value, field.value_length, reader->defects);
		} else if (!part->disposition && header_is(&field, "Content-Disposition")) {
			part->disposition =
				parameter_list_read(field.value, field.value_length, reader->defects);
		} else if (header_is(&field, "Content-Transfer-Encoding")) {
			g_autoptr(ParameterList) value =
				parameter_list_read(field.value, field.value_length, reader->defects);

			if (!transfer_from_name(value->value, &part->transfer))
				defect_set(reader->defects, DEFECT_UNKNOWN_ENCODING);
		} else if (header_is(&field, "Content-ID")) {
			part->has_id = true;
		}
	}
	if (part->content)
		part->type = sane_type(part->content->value);
	if (part->content && strcmp(part->content->value, "text") != 0 &&
		(!part->type || strcmp(part->type, part->content->value) != 0))
		defect_set(reader->defects, DEFECT_BAD_CONTENT_TYPE);
	if (!part->type)
		part->type = g_strdup(in_digest && !part->content ? "message/rfc822" : "text/plain");
}

/* Section number of a part: its parent's and its place. The body of a mail has no number of its own when it
 * is a multipart, and ".1" when it is not. */
static char *
section_of(const Part *parent, int place)
{
	if (!parent || !*parent->section)
		return g_strdup_printf("%d", place);
	return g_strdup_printf("%s.%d", parent->section, place);
}

/* Where the boundary is not named, or never comes: the first line that looks like a delimiter; with
 * `field`, and has a Content- field behind it. */
static bool
sniff_boundary(const Reader *reader, Open *open, bool field)
{
	enum {
		SNIFF_MAX = 65536,
		BOUNDARY_MAX = 200
	};
	const char *p = reader->at;

	while (p < reader->end && p - reader->at < SNIFF_MAX) {
		const char *next = next_line(reader, p);

		if (next - p > 4 && p[0] == '-' && p[1] == '-' && p[2] > ' ' &&
			(!field ||
				(reader->end - next > 8 && g_ascii_strncasecmp(next, "Content-", 8) == 0))) {
			const char *stop = next;

			while (stop > p && (unsigned char)stop[-1] <= ' ')
				stop--;
			open->boundary = p + 2;
			open->boundary_length = (size_t)(stop - p - 2);
			return open->boundary_length && open->boundary_length <= BOUNDARY_MAX;
		}
		p = next;
	}
	return false;
}

/* Asked of the mail itself only: one look through its bytes. */
static bool
boundary_comes(const Reader *reader, const Open *open)
{
	const char *p = reader->at;

	while ((p = memmem(p, (size_t)(reader->end - p), open->boundary, open->boundary_length))) {
		if (p - reader->at >= 2 && p[-1] == '-' && p[-2] == '-')
			return true;
		p++;
	}
	return false;
}

static bool
open_multipart(Reader *reader, Part *part, int index)
{
	Open *open = &reader->open[reader->opened];
	const char *boundary = parameter_raw(part->content, "boundary");

	*open = (Open){ .part = index };
	if (boundary && *boundary) {
		open->boundary = boundary;
		open->boundary_length = strlen(boundary);
		while (open->boundary_length && boundary[open->boundary_length - 1] == ' ')
			open->boundary_length--;
	}
	if (!open->boundary_length) {
		defect_set(reader->defects, DEFECT_NO_BOUNDARY);
		if (!sniff_boundary(reader, open, false))
			return false;
	} else if (part->depth == 0 && !boundary_comes(reader, open)) {
		Open other = *open;

		defect_set(reader->defects, DEFECT_NO_BOUNDARY);
		if (sniff_boundary(reader, &other, true))
			*open = other;
	}
	reader->opened++;
	return true;
}

/* Reads one part's header at reader->at, and those of the mail inside when it is an attached mail. */
static void
begin_part(Reader *reader, int parent, int place)
{
	bool again = true;

	while (again) {
		Part *around = parent < 0 ? NULL : g_ptr_array_index(reader->parts, parent);
		bool in_message = around && part_is(around, "message/rfc822");
		Part *part = g_new0(Part, 1);
		int index = (int)reader->parts->len;

		again = false;
		part->parent = parent;
		part->depth = around ? around->depth + 1 : 0;
		part->mail = in_message || !around ? index : around->mail;
		g_ptr_array_add(reader->parts, part);
		read_header(reader, part);
		read_fields(reader, part, around && part_is(around, "multipart/digest"));
		part->body = reader->at;
		reader->is_body = true;
		if (around && !in_message)
			part->section = section_of(around, place);
		else if (part_is(part, "multipart/"))
			part->section = g_strdup(around ? around->section : "");
		else
			part->section = section_of(around, 1);
		if (!part_is(part, "multipart/") &&
			!(part_is(part, "message/rfc822") && part->transfer == TRANSFER_IDENTITY))
			return;
		if (part->depth >= STRUCTURE_DEPTH_MAX) {
			defect_set(reader->defects, DEFECT_TOO_DEEP);
			return;
		}
		if (part_is(part, "multipart/")) {
			part->is_open = open_multipart(reader, part, index);
			reader->is_body = !part->is_open;
		} else if ((int)reader->parts->len < STRUCTURE_PARTS_MAX) {
			reader->open[reader->opened++] = (Open){ .part = index };
			part->is_open = true;
			parent = index;
			place = 1;
			again = true;
		}
	}
}

/* Ends the leaf that is being read and every open part above `keep`, at the line that begins at `line`: the
 * line end before a delimiter belongs to the delimiter. */
static void
end_parts(Reader *reader, int keep, const char *line, bool at_end)
{
	const char *stop = line;
	Part *part;

	if (!at_end) {
		if (stop > (const char *)((Part *)g_ptr_array_index(reader->parts, 0))->body &&
			stop[-1] == '\n')
			stop--;
		if (stop > (const char *)((Part *)g_ptr_array_index(reader->parts, 0))->body &&
			stop[-1] == '\r')
			stop--;
	}
	if (reader->is_body) {
		part = g_ptr_array_index(reader->parts, reader->parts->len - 1);
		part->body_length = stop > part->body ? (size_t)(stop - part->body) : 0;
		part->end = (int)reader->parts->len;
		reader->is_body = false;
	}
	while (reader->opened > keep) {
		const Open *open = &reader->open[--reader->opened];

		part = g_ptr_array_index(reader->parts, open->part);
		part->body_length = stop > part->body ? (size_t)(stop - part->body) : 0;
		part->end = (int)reader->parts->len;
		if (!open->boundary)
			continue;
		if (!open->children && !open->closed) {
			/* No delimiter of it anywhere: all there is, is its preamble. */
			defect_set(reader->defects, DEFECT_NO_BOUNDARY);
			part->is_open = false;
		} else if (!open->closed) {
			defect_set(reader->defects, DEFECT_UNCLOSED_MULTIPART);
		}
	}
}

static void
read_body(Reader *reader)
{
	while (reader->at < reader->end && reader->opened) {
		const char *line = reader->at;
		bool close = false;
		int found = find_delimiter(reader, line, &close);

		reader->at = next_line(reader, line);
		if (found < 0)
			continue;
		end_parts(reader, found + 1, line, false);
		if (close) {
			/* Without any part it was opened and closed in one line: still a multipart. */
			reader->open[found].closed = true;
			continue;
		}
		if (reader->parts->len >= STRUCTURE_PARTS_MAX) {
			defect_set(reader->defects, DEFECT_TOO_MANY_PARTS);
			reader->open[found].children++;
			continue;
		}
		begin_part(reader, reader->open[found].part, ++reader->open[found].children);
	}
	reader->at = reader->end;
}

/* What mailbox files and careless programs put before the header. */
static void
skip_prologue(Reader *reader)
{
	const char *p = reader->at;
	size_t name_length;

	if (reader->end - p >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		p += 3;
	if (reader->end - p > 5 && (memcmp(p, "From ", 5) == 0 || memcmp(p, ">From", 5) == 0) &&
		!header_begins(p, reader->end, &name_length)) {
		defect_set(reader->defects, DEFECT_MBOX_LINE);
		p = next_line(reader, p);
	}
	for (const char *q = p; q < reader->end && line_is_blank(q, reader->end);) {
		q = next_line(reader, q);
		if (q < reader->end && header_begins(q, reader->end, &name_length)) {
			defect_set(reader->defects, DEFECT_LEADING_BLANK);
			p = q;
			break;
		}
	}
	if (p == reader->end)
		return;
	reader->at = p;
	if (!line_is_blank(p, reader->end) && !header_begins(p, reader->end, &name_length) &&
		!field_follows(reader, p))
		defect_set(reader->defects, DEFECT_NO_HEADER);
}

GPtrArray *
structure_read(const char *bytes, size_t length, Defects *defects)
{
	Reader reader = { .at = bytes, .end = bytes + length, .defects = defects };

	reader.parts = g_ptr_array_new_with_free_func(part_free);
	skip_prologue(&reader);
	if (*defects & (Defects)1 << DEFECT_NO_HEADER) {
		Part *part = g_new0(Part, 1);

		part->parent = -1;
		part->end = 1;
		part->section = g_strdup("1");
		part->header = part->body = reader.at;
		part->body_length = (size_t)(reader.end - reader.at);
		part->type = g_strdup("text/plain");
		g_ptr_array_add(reader.parts, part);
		return reader.parts;
	}
	begin_part(&reader, -1, 1);
	read_body(&reader);
	end_parts(&reader, 0, reader.end, true);
	return reader.parts;
}
