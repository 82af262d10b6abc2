#include "parser/mail.h"

#include "parser/command/command.h"

#include <string.h>

static const char *const kind_names[MAIL_KIND_COUNT] = {
	[MAIL_HUMAN] = "human",
	[MAIL_AUTO_REPLY] = "auto-reply",
	[MAIL_BOUNCE] = "bounce",
	[MAIL_LIST] = "list",
	[MAIL_RECEIPT] = "receipt",
	[MAIL_CALENDAR] = "calendar",
	[MAIL_REPORT] = "report",
};

const char *
mail_kind_name(MailKind kind)
{
	return kind_names[kind];
}

bool
mail_kind_from_name(const char *name, MailKind *out_kind)
{
	for (int kind = 0; kind < MAIL_KIND_COUNT; kind++) {
		if (strcmp(name, kind_names[kind]) == 0) {
			*out_kind = (MailKind)kind;
			return true;
		}
	}
	return false;
}

MailAddress *
mail_address_new(const char *name, const char *address)
{
	MailAddress *mailbox = g_new0(MailAddress, 1);

	mailbox->name = g_strdup(name ? name : "");
	mailbox->address = g_strdup(address ? address : "");
	return mailbox;
}

void
mail_address_free(MailAddress *address)
{
	if (!address)
		return;
	g_free(address->name);
	g_free(address->address);
	g_free(address);
}

void
attachment_free(Attachment *attachment)
{
	if (!attachment)
		return;
	g_free(attachment->name);
	g_free(attachment->type);
	g_free(attachment->sha256);
	g_free(attachment->part);
	g_free(attachment);
}

void
bounce_free(Bounce *bounce)
{
	if (!bounce)
		return;
	g_free(bounce->recipient);
	g_free(bounce->status);
	g_free(bounce->original_message_id);
	g_free(bounce);
}

Field *
field_new(const char *name, const char *value, const char *source)
{
	Field *field = g_new0(Field, 1);

	field->name = g_strdup(name);
	field->value = g_strdup(value);
	field->source = g_strdup(source);
	return field;
}

void
field_free(Field *field)
{
	if (!field)
		return;
	g_free(field->name);
	g_free(field->value);
	g_free(field->source);
	g_free(field);
}

static GPtrArray *
list_of(void (*free_item)(gpointer))
{
	return g_ptr_array_new_with_free_func(free_item);
}

Mail *
mail_new(void)
{
	Mail *mail = g_new0(Mail, 1);

	mail->in_reply_to = list_of(g_free);
	mail->references = list_of(g_free);
	mail->reply_to = list_of((GDestroyNotify)mail_address_free);
	mail->to = list_of((GDestroyNotify)mail_address_free);
	mail->cc = list_of((GDestroyNotify)mail_address_free);
	mail->delivered_to = list_of(g_free);
	mail->authentication_results = list_of(g_free);
	mail->subject = g_strdup("");
	mail->text = g_strdup("");
	mail->reply = g_strdup("");
	mail->quoted = g_strdup("");
	mail->kind_reason = g_strdup("");
	mail->language = g_strdup("zh");
	mail->attachments = list_of((GDestroyNotify)attachment_free);
	mail->fields = list_of((GDestroyNotify)field_free);
	mail->commands = list_of((GDestroyNotify)command_free);
	mail->defects = list_of(g_free);
	return mail;
}

void
mail_free(Mail *mail)
{
	if (!mail)
		return;
	g_free(mail->message_id);
	g_ptr_array_unref(mail->in_reply_to);
	g_ptr_array_unref(mail->references);
	g_free(mail->date);
	mail_address_free(mail->from);
	g_ptr_array_unref(mail->reply_to);
	g_ptr_array_unref(mail->to);
	g_ptr_array_unref(mail->cc);
	g_ptr_array_unref(mail->delivered_to);
	g_ptr_array_unref(mail->authentication_results);
	g_free(mail->subject);
	g_free(mail->text);
	g_free(mail->reply);
	g_free(mail->quoted);
	g_free(mail->kind_reason);
	bounce_free(mail->bounce);
	g_free(mail->loop);
	g_free(mail->language);
	g_ptr_array_unref(mail->attachments);
	g_ptr_array_unref(mail->fields);
	g_ptr_array_unref(mail->commands);
	mail_free(mail->forwarded);
	g_ptr_array_unref(mail->defects);
	g_free(mail);
}

void
mail_add_defect(Mail *mail, const char *word)
{
	if (!g_ptr_array_find_with_equal_func(mail->defects, word, g_str_equal, NULL))
		g_ptr_array_add(mail->defects, g_strdup(word));
}

const char *
mail_field(const Mail *mail, const char *name)
{
	for (guint i = 0; i < mail->fields->len; i++) {
		const Field *field = g_ptr_array_index(mail->fields, i);

		if (strcmp(field->name, name) == 0)
			return field->value;
	}
	return NULL;
}
