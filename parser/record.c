#include "parser/record.h"

#include "parser/command/command.h"

#include <string.h>

/*
 * record  = magic mail forwards(4) [ mail ]
 * string  = length(4) bytes          length 0xFFFFFFFF: NULL
 * list    = count(4) *item
 * number  = 8 bytes, two's complement; all numbers are little-endian
 * The members stand in the order of walk_mail(), which both directions follow: it is the one place that
 * knows it.
 */
static const char MAGIC[8] = "cmplrec2";

enum {
	COUNT_MAX = 100000,
};

#define NO_STRING 0xFFFFFFFFu

/* One walk over the members serves writing and reading: `in` is NULL when writing. */
typedef struct {
	GByteArray *out;
	const guint8 *in, *end;
	bool failed;
} Walk;

static bool
walk_reads(const Walk *walk)
{
	return !walk->out;
}

static void
walk_bytes(Walk *walk, void *bytes, size_t length)
{
	if (!walk_reads(walk)) {
		g_byte_array_append(walk->out, bytes, (guint)length);
	} else if (walk->failed || (size_t)(walk->end - walk->in) < length) {
		walk->failed = true;
		memset(bytes, 0, length);
	} else {
		memcpy(bytes, walk->in, length);
		walk->in += length;
	}
}

static void
walk_u32(Walk *walk, guint32 *number)
{
	guint32 little = GUINT32_TO_LE(*number);

	walk_bytes(walk, &little, sizeof little);
	*number = GUINT32_FROM_LE(little);
}

static void
walk_int64(Walk *walk, int64_t *number)
{
	gint64 little = GINT64_TO_LE(*number);

	walk_bytes(walk, &little, sizeof little);
	*number = GINT64_FROM_LE(little);
}

static void
walk_bool(Walk *walk, bool *value)
{
	guint32 number = *value;

	walk_u32(walk, &number);
	if (number > 1)
		walk->failed = true;
	*value = number == 1;
}

static void
walk_int(Walk *walk, int *value, int count)
{
	guint32 number = (guint32)*value;

	walk_u32(walk, &number);
	if (number >= (guint32)count) {
		walk->failed = true;
		number = 0;
	}
	*value = (int)number;
}

/* May be NULL. */
static void
walk_string(Walk *walk, char **string)
{
	guint32 length = *string ? (guint32)strlen(*string) : NO_STRING;

	if (!walk_reads(walk)) {
		walk_u32(walk, &length);
		if (*string)
			g_byte_array_append(walk->out, (const guint8 *)*string, length);
		return;
	}
	walk_u32(walk, &length);
	g_clear_pointer(string, g_free);
	if (walk->failed || length == NO_STRING)
		return;
	if ((size_t)(walk->end - walk->in) < length ||
		!g_utf8_validate_len((const char *)walk->in, length, NULL)) {
		walk->failed = true;
		return;
	}
	*string = g_strndup((const char *)walk->in, length);
	walk->in += length;
}

/* May not be NULL. */
static void
walk_text(Walk *walk, char **string)
{
	walk_string(walk, string);
	if (!*string) {
		walk->failed = true;
		*string = g_strdup("");
	}
}

typedef void (*WalkItem)(Walk *walk, void **item);

static void
walk_list(Walk *walk, GPtrArray *list, WalkItem item)
{
	guint32 count = list->len;

	walk_u32(walk, &count);
	if (!walk_reads(walk)) {
		for (guint i = 0; i < list->len; i++)
			item(walk, &g_ptr_array_index(list, i));
		return;
	}
	if (count > COUNT_MAX)
		walk->failed = true;
	for (guint32 i = 0; i < count && !walk->failed; i++) {
		void *pointer = NULL;

		item(walk, &pointer);
		g_ptr_array_add(list, pointer);
	}
}

static void
walk_string_item(Walk *walk, void **item)
{
	char *string = *item;

	walk_text(walk, &string);
	*item = string;
}

static void
walk_address_item(Walk *walk, void **item)
{
	MailAddress *address = *item;

	if (!address)
		address = g_new0(MailAddress, 1);
	walk_text(walk, &address->name);
	walk_text(walk, &address->address);
	*item = address;
}

static void
walk_attachment_item(Walk *walk, void **item)
{
	Attachment *attachment = *item;

	if (!attachment)
		attachment = g_new0(Attachment, 1);
	walk_text(walk, &attachment->name);
	walk_text(walk, &attachment->type);
	walk_int64(walk, &attachment->size);
	walk_text(walk, &attachment->sha256);
	walk_text(walk, &attachment->part);
	walk_bool(walk, &attachment->is_inline);
	*item = attachment;
}

static void
walk_field_item(Walk *walk, void **item)
{
	Field *field = *item;

	if (!field)
		field = g_new0(Field, 1);
	walk_text(walk, &field->name);
	walk_text(walk, &field->value);
	walk_text(walk, &field->source);
	*item = field;
}

static void
walk_command_item(Walk *walk, void **item)
{
	Command *command = *item;
	int verb;

	if (!command)
		command = g_new0(Command, 1);
	verb = (int)command->verb;
	walk_int(walk, &verb, VERB_COUNT);
	command->verb = (Verb)verb;
	walk_text(walk, &command->word);
	walk_text(walk, &command->arguments);
	walk_int(walk, &command->line, G_MAXINT);
	walk_int(walk, &command->item, G_MAXINT);
	*item = command;
}

static void
walk_from(Walk *walk, MailAddress **from)
{
	bool there = *from != NULL;
	void *item = *from;

	walk_bool(walk, &there);
	if (there)
		walk_address_item(walk, &item);
	*from = item;
}

static void
walk_bounce(Walk *walk, Bounce **bounce)
{
	bool there = *bounce != NULL;

	walk_bool(walk, &there);
	if (!there)
		return;
	if (!*bounce)
		*bounce = g_new0(Bounce, 1);
	walk_string(walk, &(*bounce)->recipient);
	walk_string(walk, &(*bounce)->status);
	walk_string(walk, &(*bounce)->original_message_id);
}

static void
walk_mail(Walk *walk, Mail *mail)
{
	int kind = (int)mail->kind;

	walk_string(walk, &mail->message_id);
	walk_list(walk, mail->in_reply_to, walk_string_item);
	walk_list(walk, mail->references, walk_string_item);
	walk_string(walk, &mail->date);
	walk_int64(walk, &mail->date_utc);
	walk_from(walk, &mail->from);
	walk_list(walk, mail->reply_to, walk_address_item);
	walk_list(walk, mail->to, walk_address_item);
	walk_list(walk, mail->cc, walk_address_item);
	walk_list(walk, mail->delivered_to, walk_string_item);
	walk_list(walk, mail->authentication_results, walk_string_item);
	walk_text(walk, &mail->subject);
	walk_text(walk, &mail->text);
	walk_text(walk, &mail->reply);
	walk_text(walk, &mail->quoted);
	walk_bool(walk, &mail->uncertain);
	walk_bool(walk, &mail->from_html);
	walk_int(walk, &kind, MAIL_KIND_COUNT);
	mail->kind = (MailKind)kind;
	walk_text(walk, &mail->kind_reason);
	walk_bounce(walk, &mail->bounce);
	walk_string(walk, &mail->loop);
	walk_text(walk, &mail->language);
	walk_list(walk, mail->attachments, walk_attachment_item);
	walk_list(walk, mail->fields, walk_field_item);
	walk_list(walk, mail->commands, walk_command_item);
	walk_list(walk, mail->defects, walk_string_item);
}

/* The mail, and the one that it passes on: that one passes on none. */
static void
record_members(Walk *walk, Mail *mail)
{
	char magic[sizeof MAGIC];
	bool forwards = mail->forwarded != NULL;

	memcpy(magic, MAGIC, sizeof magic);
	walk_bytes(walk, magic, sizeof magic);
	if (memcmp(magic, MAGIC, sizeof magic) != 0)
		walk->failed = true;
	walk_mail(walk, mail);
	walk_bool(walk, &forwards);
	if (!forwards || walk->failed)
		return;
	if (walk_reads(walk))
		mail->forwarded = mail_new();
	walk_mail(walk, mail->forwarded);
}

GBytes *
record_write(const Mail *mail)
{
	/* The three texts are most of it. */
	gsize expected = strlen(mail->text) + strlen(mail->reply) + strlen(mail->quoted) + 4096;
	Walk walk = { .out = g_byte_array_sized_new((guint)MIN(expected, G_MAXINT / 2)) };

	/* Writing changes nothing; reading, the same walk, does. */
	record_members(&walk, (Mail *)(uintptr_t)mail);
	return g_byte_array_free_to_bytes(walk.out);
}

Mail *
record_read(const void *bytes, size_t length)
{
	Walk walk = { .in = bytes, .end = (const guint8 *)bytes + length };
	g_autoptr(Mail) mail = mail_new();

	record_members(&walk, mail);
	if (walk.failed || walk.in != walk.end)
		return NULL;
	return g_steal_pointer(&mail);
}
