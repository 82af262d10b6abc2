#include "parser/mime/uuencode.h"

#include "parser/mail.h"
#include "parser/mime/transfer.h"
#include "parser/text/clean.h"

#include <stdlib.h>
#include <string.h>

/*
 * file = "begin " 3*4DIGIT " " name line-end *( length-character data line-end ) "end"
 * A begin line without its end, or with a line between them that cannot be data, is prose.
 */
enum {
	FILES_MAX = 100,
};

typedef struct {
	const char *start; /* the begin line */
	const char *name, *name_end;
	const char *data, *data_end;
	const char *end; /* behind the end line */
} UuFile;

static const char *
line_end(const char *p)
{
	const char *newline = strchrnul(p, '\n');

	return *newline ? newline + 1 : newline;
}

static bool
is_data(const char *p, const char *end)
{
	size_t count, length;

	while (end > p && (end[-1] == '\n' || end[-1] == '\r'))
		end--;
	if (end == p || *p < ' ' || *p > '`')
		return false;
	count = (size_t)((*p - ' ') & 0x3F);
	length = (size_t)(end - p - 1);
	/* Trailing blanks may have been lost on the way, a checksum character added. */
	return length <= (count + 2) / 3 * 4 + 1;
}

/* The first file at or after `p`. `p` moves on past what was looked at, so that the whole stays linear. */
static bool
find_file(const char *p, UuFile *file)
{
	while (*p) {
		const char *next = line_end(p);
		size_t digits;

		if (strncmp(p, "begin ", 6) != 0) {
			p = next;
			continue;
		}
		digits = strspn(p + 6, "01234567");
		if (digits < 3 || digits > 4 || p[6 + digits] != ' ') {
			p = next;
			continue;
		}
		file->start = p;
		file->name = p + 7 + digits;
		file->name_end = next;
		file->data = p = next;
		while (*p && strncmp(p, "end", 3) != 0 && is_data(p, line_end(p)))
			p = line_end(p);
		if (strncmp(p, "end", 3) == 0 && strchr("\r\n", p[3])) {
			file->data_end = p;
			file->end = line_end(p);
			return true;
		}
	}
	return false;
}

static GBytes *
decode(const UuFile *file)
{
	GString *bytes = g_string_new(NULL);

	transfer_append(
		TRANSFER_UUENCODE, file->data, (size_t)(file->end - file->data), bytes, G_MAXSSIZE / 2);
	return g_string_free_to_bytes(bytes);
}

char *
uuencode_take(const char *text, const char *section, GPtrArray *attachments)
{
	GString *rest = NULL;
	const char *p = text;
	UuFile file;

	for (int number = 1; number <= FILES_MAX && find_file(p, &file); number++) {
		g_autoptr(GBytes) bytes = decode(&file);
		g_autofree char *name = g_strndup(file.name, (gsize)(file.name_end - file.name));
		Attachment *attachment = g_new0(Attachment, 1);

		rest = rest ? rest : g_string_new(NULL);
		g_string_append_len(rest, p, file.start - p);
		attachment->name = clean_file_name(name);
		attachment->type = g_strdup("application/octet-stream");
		attachment->size = (int64_t)g_bytes_get_size(bytes);
		attachment->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
		attachment->part = g_strdup_printf("%s:%d", section, number);
		g_ptr_array_add(attachments, attachment);
		p = file.end;
	}
	if (!rest)
		return NULL;
	g_string_append(rest, p);
	return g_string_free(rest, FALSE);
}

GBytes *
uuencode_file(const char *text, const char *number)
{
	int wanted = atoi(number);
	const char *p = text;
	UuFile file;

	for (int i = 1; i <= FILES_MAX && find_file(p, &file); i++) {
		if (i == wanted)
			return decode(&file);
		p = file.end;
	}
	return NULL;
}
