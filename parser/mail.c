#include "parser/mail.h"

#include "parser/body/body.h"
#include "parser/charset/charset.h"
#include "parser/charset/label.h"
#include "parser/command/command.h"
#include "parser/field/fields.h"
#include "parser/kind/kind.h"
#include "parser/mime/address.h"
#include "parser/mime/date.h"
#include "parser/mime/file_form.h"
#include "parser/mime/header.h"
#include "parser/mime/structure.h"
#include "parser/quote/forwarded.h"
#include "parser/quote/quote.h"
#include "parser/quote/region.h"
#include "parser/text/clean.h"

#include <string.h>

/*
 * The structure is read by our own scanner (parser/mime/structure.h) and not by a MIME library: the parts are
 * then spans of the bytes that we hold anyway, and the limits stand where the work is done.
 */

typedef struct {
	Mail *mail;
	GPtrArray *from;    /* MailAddress * */
	GPtrArray *ids;     /* of Message-ID */
	const char *date;   /* kept until all headers are seen */
	GArray *headers;    /* KindHeader, for kind_of() */
	GPtrArray *strings; /* what `headers` points to */
	Defects *defects;
} Envelope;

/* Which member of a Mail a header field fills. */
typedef void (*HeaderReader)(Envelope *envelope, const HeaderField *field);

static void
read_subject(Envelope *envelope, const HeaderField *field)
{
	g_free(envelope->mail->subject);
	envelope->mail->subject = header_decode(field->value, field->value_length, envelope->defects);
}

static void
read_from(Envelope *envelope, const HeaderField *field)
{
	address_list_read(field, envelope->from, envelope->defects);
}

static void
read_to(Envelope *envelope, const HeaderField *field)
{
	address_list_read(field, envelope->mail->to, envelope->defects);
}

static void
read_cc(Envelope *envelope, const HeaderField *field)
{
	address_list_read(field, envelope->mail->cc, envelope->defects);
}

static void
read_reply_to(Envelope *envelope, const HeaderField *field)
{
	address_list_read(field, envelope->mail->reply_to, envelope->defects);
}

static void
read_message_id(Envelope *envelope, const HeaderField *field)
{
	g_autofree char *value = NULL;

	header_message_ids(field, envelope->ids, envelope->defects);
	if (envelope->ids->len)
		return;
	/* No id by any rule, but the only one that there is. */
	value = header_plain(field, envelope->defects);
	g_strdelimit(value, "<>", ' ');
	g_strstrip(value);
	if (*value && strlen(value) <= 998)
		g_ptr_array_add(envelope->ids, g_steal_pointer(&value));
}

static void
read_in_reply_to(Envelope *envelope, const HeaderField *field)
{
	header_message_ids(field, envelope->mail->in_reply_to, envelope->defects);
}

static void
read_references(Envelope *envelope, const HeaderField *field)
{
	header_message_ids(field, envelope->mail->references, envelope->defects);
}

static void
read_date(Envelope *envelope, const HeaderField *field)
{
	g_autofree char *value = header_plain(field, envelope->defects);

	if (!date_read(value, &envelope->mail->date, &envelope->mail->date_utc))
		defect_set(envelope->defects, DEFECT_BAD_DATE);
}

/* Where the mail was delivered: an address alone, as the server wrote it. */
static void
read_delivered_to(Envelope *envelope, const HeaderField *field)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);

	address_list_read(field, list, envelope->defects);
	for (guint i = 0; i < list->len; i++) {
		const MailAddress *address = g_ptr_array_index(list, i);

		if (*address->address)
			g_ptr_array_add(envelope->mail->delivered_to, g_strdup(address->address));
	}
}

static void
read_authentication(Envelope *envelope, const HeaderField *field)
{
	g_ptr_array_add(envelope->mail->authentication_results, header_plain(field, envelope->defects));
}

static void
read_loop(Envelope *envelope, const HeaderField *field)
{
	g_free(envelope->mail->loop);
	envelope->mail->loop = header_plain(field, envelope->defects);
}

/* `once`: RFC 5322 §3.6 allows one, and the first is what most programs show; later ones are unread. */
static const struct {
	const char *name;
	HeaderReader read;
	bool once;
} readers[] = {
	{ "Subject", read_subject, true },
	{ "From", read_from, true },
	{ "To", read_to, false },
	{ "Cc", read_cc, false },
	{ "Reply-To", read_reply_to, false },
	{ "Message-ID", read_message_id, true },
	{ "In-Reply-To", read_in_reply_to, false },
	{ "References", read_references, false },
	{ "Date", read_date, true },
	{ "Delivered-To", read_delivered_to, false },
	{ "X-Original-To", read_delivered_to, false },
	{ "Envelope-To", read_delivered_to, false },
	{ "Authentication-Results", read_authentication, false },
	{ "X-Complaintd-Loop", read_loop, false },
};

static void
keep_for_kind(Envelope *envelope, const HeaderField *field)
{
	KindHeader header;
	char *name = g_strndup(field->name, field->name_length);
	char *value = header_plain(field, envelope->defects);

	g_ptr_array_add(envelope->strings, name);
	g_ptr_array_add(envelope->strings, value);
	header.name = name;
	header.value = value;
	g_array_append_val(envelope->headers, header);
}

/* The character set that the mail names for its text: what raw 8-bit bytes in its header are most likely in.
 */
static const char *
charset_of_text(const GPtrArray *parts)
{
	for (guint i = 0; i < parts->len; i++) {
		const Part *part = g_ptr_array_index(parts, i);
		const char *label = part_is(part, "text/") ? parameter_raw(part->content, "charset") : NULL;
		const Charset *charset = label && part->mail == 0 ? charset_find(label) : NULL;

		if (charset && charset->family != FAMILY_WIDE)
			return label;
	}
	return NULL;
}

/* The same field with its raw bytes in UTF-8, if it has any; `*out_text` is to be freed behind it. */
static HeaderField
field_in_utf8(const HeaderField *field, const char *charset, char **out_text, Defects *defects)
{
	HeaderField plain = *field;
	bool raw = false;

	for (size_t i = 0; charset && i < field->value_length; i++)
		raw = raw || (unsigned char)field->value[i] >= 0x80;
	/* HZ has no high bytes. */
	raw = raw || (charset && g_ascii_strncasecmp(charset, "hz", 2) == 0 &&
			     memmem(field->value, field->value_length, "~{", 2));
	if (!raw)
		return plain;
	*out_text = charset_to_utf8(field->value, field->value_length, charset, defects);
	plain.value = *out_text;
	plain.value_length = strlen(*out_text);
	return plain;
}

static void
read_envelope(Envelope *envelope, const GPtrArray *parts)
{
	const Part *root = g_ptr_array_index(parts, 0);
	const char *cursor = root->header, *charset = charset_of_text(parts);
	bool seen[G_N_ELEMENTS(readers)] = { false };
	Mail *mail = envelope->mail;
	HeaderField raw;

	while (header_next(&cursor, root->header + root->header_length, &raw)) {
		g_autofree char *text = NULL;
		HeaderField field = field_in_utf8(&raw, charset, &text, envelope->defects);

		keep_for_kind(envelope, &field);
		for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
			if (!header_is(&field, readers[i].name))
				continue;
			if (seen[i] && readers[i].once)
				defect_set(envelope->defects, DEFECT_DUPLICATE_HEADER);
			else
				readers[i].read(envelope, &field);
			seen[i] = true;
		}
	}
	if (envelope->from->len > 1)
		defect_set(envelope->defects, DEFECT_MANY_FROM);
	if (envelope->from->len)
		mail->from = g_ptr_array_steal_index(envelope->from, 0);
	else
		defect_set(envelope->defects, DEFECT_NO_FROM);
	if (envelope->ids->len)
		mail->message_id = g_ptr_array_steal_index(envelope->ids, 0);
	else
		defect_set(envelope->defects, DEFECT_NO_MESSAGE_ID);
	if (!mail->date && !(*envelope->defects & (Defects)1 << DEFECT_BAD_DATE))
		defect_set(envelope->defects, DEFECT_NO_DATE);
}

/* Decoded content of a part as text for the eyes of kind.c; new. */
static char *
bytes_as_text(const Part *part, size_t limit)
{
	g_autoptr(GString) bytes = g_string_new(NULL);
	Defects ignored = 0;

	transfer_append(part->transfer, part->body, part->body_length, bytes, limit);
	return charset_to_utf8(bytes->str, bytes->len, NULL, &ignored);
}

static bool
is_report_status(const Part *part)
{
	return part_is(part, "message/delivery-status") ||
	       part_is(part, "message/disposition-notification") ||
	       part_is(part, "message/global-delivery-status") || part_is(part, "message/feedback-report");
}

/* The mail that a report returns: attached as such, as its header alone, or hidden in an octet-stream or a
 * text. */
static bool
is_returned(const Part *part)
{
	static const char *const types[] = { "message/rfc822", "text/rfc822-headers",
		"message/rfc822-headers", "message/global", "message/global-headers", "message/partial" };
	enum {
		LOOK_MAX = 200
	};
	g_autoptr(GString) head = NULL;
	size_t name_length;

	for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
		if (part_is(part, types[i]))
			return true;
	if (!part_is(part, "application/octet-stream") && !part_is(part, "text/plain"))
		return false;
	head = g_string_new(NULL);
	transfer_append(part->transfer, part->body, part->body_length, head, LOOK_MAX);
	if (part_is(part, "text/plain"))
		return g_ascii_strncasecmp(head->str, "Received:", 9) == 0 ||
		       g_ascii_strncasecmp(head->str, "Return-Path:", 12) == 0;
	return header_begins(head->str, head->str + head->len, &name_length);
}

static void
read_kind(Envelope *envelope, const GPtrArray *parts, const MailOptions *options)
{
	enum {
		HEAD_MAX = 65536
	};
	Mail *mail = envelope->mail;
	const Part *root = g_ptr_array_index(parts, 0);
	g_autoptr(GPtrArray) types = g_ptr_array_new();
	g_autofree char *status = NULL;
	g_autofree char *returned = NULL;
	const char *address = mail->from ? mail->from->address : NULL;
	KindInput input = { .headers = (const KindHeader *)(const void *)envelope->headers->data,
		.header_count = envelope->headers->len,
		.subject = mail->subject,
		.from = address,
		.from_name = mail->from ? mail->from->name : NULL,
		.report_type = parameter_raw(root->content, "report-type"),
		.text = mail->text };

	for (guint i = 0; i < parts->len; i++) {
		const Part *part = g_ptr_array_index(parts, i);

		if (part->mail != 0)
			continue;
		g_ptr_array_add(types, part->type);
		if (!status && is_report_status(part))
			status = bytes_as_text(part, HEAD_MAX);
		else if (!returned && i > 0 && is_returned(part))
			returned = bytes_as_text(part, HEAD_MAX);
	}
	g_ptr_array_add(types, NULL);
	input.types = (const char *const *)types->pdata;
	input.delivery_status = status;
	input.returned = returned;
	for (const char *const *sender = options ? options->form_senders : NULL; sender && *sender; sender++)
		input.form_sender =
			input.form_sender || (address && g_ascii_strcasecmp(*sender, address) == 0);
	g_clear_pointer(&mail->kind_reason, g_free);
	mail->kind = kind_of(&input, &mail->kind_reason, &mail->bounce);
}

static bool
has_cjk(const char *text)
{
	for (const char *p = text; *p; p = utf8_next(p)) {
		gunichar c;

		if ((guchar)*p < 0xE3)
			continue;
		c = g_utf8_get_char(p);
		if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
			(c >= 0x20000 && c <= 0x3FFFF))
			return true;
	}
	return false;
}

/* What the letters say that a mail answers, for comparing; new, NULL-terminated. */
static char **
texts_sent(const GPtrArray *letters)
{
	enum {
		TEXT_MAX = 1 << 16
	};
	g_autoptr(GPtrArray) texts = g_ptr_array_new();

	for (guint i = 0; i < letters->len; i++) {
		gsize length;
		const char *bytes = g_bytes_get_data(letters->pdata[i], &length);
		Defects ignored = 0;
		g_autoptr(GPtrArray) parts = structure_read(bytes ? bytes : "", length, &ignored);

		body_texts(parts, TEXT_MAX, texts);
	}
	g_ptr_array_add(texts, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&texts), FALSE);
}

/* Sets what follows from `text`; true when the mail passes another one on. `letters`: of MailOptions. */
static bool
read_meaning(Mail *mail, const GPtrArray *letters, const GArray *regions)
{
	g_auto(GStrv) sent = letters && letters->len ? texts_sent(letters) : NULL;
	g_auto(QuoteParts) quote = { 0 };
	FieldsInput input = { 0 };
	const char *written;

	quote_parts_of(&(QuoteInput){ .text = mail->text,
			       .sent = (const char *const *)sent,
			       .regions = regions,
			       .author = mail->from ? mail->from->name : NULL },
		&quote);
	g_free(mail->reply);
	g_free(mail->quoted);
	mail->reply = g_strdup(quote.reply);
	mail->quoted = g_strdup(quote.quoted);
	mail->uncertain = quote.uncertain;
	input.text = quote.reply;
	input.signature = quote.signature;
	input.quoted = quote.quoted;
	input.from_name = mail->from ? mail->from->name : NULL;
	g_ptr_array_unref(mail->fields);
	mail->fields = fields_read(&input);
	/* HTML can hide what it says; a command is plain text (spec §19). */
	if (!mail->from_html) {
		g_ptr_array_unref(mail->commands);
		mail->commands = command_list(mail->reply);
	}
	written = *mail->reply ? mail->reply : mail->subject;
	g_free(mail->language);
	mail->language = g_strdup(has_cjk(written) || !*written ? "zh" : "en");
	return quote.forwarded;
}

static bool
wants_intake(const Mail *mail)
{
	for (guint i = 0; i < mail->commands->len; i++)
		if (((const Command *)g_ptr_array_index(mail->commands, i))->verb == VERB_INTAKE)
			return true;
	return false;
}

/* Its parts are numbered as in the mail around it, so that they can be asked for there. */
static void
number_attachments(Mail *mail, const char *section)
{
	for (guint i = 0; i < mail->attachments->len; i++) {
		Attachment *attachment = g_ptr_array_index(mail->attachments, i);
		char *whole = g_strdup_printf("%s.%s", section, attachment->part);

		g_free(attachment->part);
		attachment->part = whole;
	}
}

static Mail *mail_read(const char *bytes, size_t length, const MailOptions *options, bool attached);

/* The first mail that is attached to this one; new, or NULL. */
static Mail *
read_attached(const GPtrArray *parts, const MailOptions *options)
{
	for (guint i = 1; i < parts->len; i++) {
		const Part *part = g_ptr_array_index(parts, i);
		g_autoptr(GString) bytes = NULL;
		Mail *mail;

		if (part->mail != 0 || !part_is(part, "message/rfc822"))
			continue;
		if (part->transfer == TRANSFER_IDENTITY) {
			mail = mail_read(part->body, part->body_length, options, true);
			number_attachments(mail, part->section);
			return mail;
		}
		/* Encoded against RFC 2046 §5.2.1: the parts inside have no number of their own. */
		bytes = g_string_new(NULL);
		transfer_append(part->transfer, part->body, part->body_length, bytes, part->body_length);
		mail = mail_read(bytes->str, bytes->len, options, true);
		g_ptr_array_set_size(mail->attachments, 0);
		return mail;
	}
	return NULL;
}

static void
read_forwarded(Mail *mail, const GPtrArray *parts, const MailOptions *options, bool copied)
{
	Mail *forwarded = read_attached(parts, options);

	copied = copied || (*mail->quoted && forwarded_subject(mail->subject));
	if (!forwarded && (copied || wants_intake(mail))) {
		forwarded = forwarded_read(*mail->quoted ? mail->quoted : mail->text, mail->date);
		if (forwarded) {
			forwarded->from_html = mail->from_html;
			read_meaning(forwarded, NULL, NULL);
		}
	}
	if (forwarded)
		g_ptr_array_set_size(forwarded->commands, 0);
	mail->forwarded = forwarded;
}

static void
name_defects(Mail *mail, Defects defects)
{
	for (int i = 0; i < DEFECT_COUNT; i++)
		if (defects & (Defects)1 << i)
			mail_add_defect(mail, defect_word((Defect)i));
}

static bool
is_empty(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!strchr(" \t\r\n", bytes[i]))
			return false;
	return true;
}

static void
read_parts(Mail *mail, const GPtrArray *parts, const MailOptions *options, bool attached, Defects *defects)
{
	bool copied;
	g_autoptr(GArray) regions = g_array_new(FALSE, FALSE, sizeof(Region));
	Envelope envelope = { .mail = mail,
		.from = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free),
		.ids = g_ptr_array_new_with_free_func(g_free),
		.headers = g_array_new(FALSE, FALSE, sizeof(KindHeader)),
		.strings = g_ptr_array_new_with_free_func(g_free),
		.defects = defects };

	read_envelope(&envelope, parts);
	body_read(mail, parts, regions, defects);
	read_kind(&envelope, parts, options);
	g_ptr_array_unref(envelope.from);
	g_ptr_array_unref(envelope.ids);
	g_array_unref(envelope.headers);
	g_ptr_array_unref(envelope.strings);
	copied = read_meaning(mail, options ? options->letters : NULL, regions);
	if (!attached && mail->kind == MAIL_HUMAN)
		read_forwarded(mail, parts, options, copied);
}

/* `attached`: inside another mail, and opened no further. */
static Mail *
mail_read(const char *bytes, size_t length, const MailOptions *options, bool attached)
{
	Mail *mail = mail_new();
	Defects defects = 0;
	g_autofree char *copy = file_form_undo(bytes, length, &length, &defects);
	g_autoptr(GPtrArray) parts = NULL;

	bytes = copy ? copy : bytes;
	if (is_empty(bytes, length))
		defect_set(&defects, DEFECT_EMPTY);
	parts = structure_read(bytes, length, &defects);
	read_parts(mail, parts, options, attached, &defects);
	name_defects(mail, defects);
	return mail;
}

Mail *
mail_parse(const char *bytes, size_t length, const MailOptions *options)
{
	return mail_read(bytes, length, options, false);
}

GBytes *
mail_part(const char *bytes, size_t length, const char *part)
{
	Defects ignored = 0;
	g_autofree char *copy = file_form_undo(bytes, length, &length, &ignored);
	g_autoptr(GPtrArray) parts = structure_read(copy ? copy : bytes, length, &ignored);

	return body_section(parts, part);
}
