#include "parser/record.h"

#include "parser/command/command.h"
#include "tests/unit/check.h"

#include <string.h>

static Mail *
full_mail(void)
{
	Mail *mail = mail_new();
	Attachment *attachment = g_new0(Attachment, 1);

	mail->message_id = g_strdup("m1@mail.test");
	g_ptr_array_add(mail->in_reply_to, g_strdup("c1@school.test"));
	mail->date = g_strdup("2026-11-20T09:30:00+08:00");
	mail->date_utc = -1795138200;
	mail->from = mail_address_new("李华", "li@mail.test");
	g_ptr_array_add(mail->to, mail_address_new("", "intake@school.test"));
	mail->uncertain = true;
	mail->kind = MAIL_BOUNCE;
	mail->bounce = g_new0(Bounce, 1);
	mail->bounce->status = g_strdup("5.1.1");
	attachment->name = g_strdup("a.pdf");
	attachment->type = g_strdup("application/pdf");
	attachment->size = 1LL << 40;
	attachment->sha256 = g_strdup("00");
	attachment->part = g_strdup("2");
	g_ptr_array_add(mail->attachments, attachment);
	g_ptr_array_add(mail->fields, field_new("phone", "13800000000", "label"));
	g_ptr_array_add(mail->commands, command_new(VERB_CONTACT, "联系", "电话", 1));
	mail_add_defect(mail, "bad-charset");
	mail_add_defect(mail, "bad-charset");
	return mail;
}

int
main(void)
{
	g_autoptr(Mail) mail = full_mail();
	g_autoptr(GBytes) record = record_write(mail);
	size_t length = 0;
	const guint8 *bytes = g_bytes_get_data(record, &length);
	g_autoptr(Mail) copy = record_read(bytes, length);
	g_autoptr(GBytes) again = copy ? record_write(copy) : NULL;
	g_autofree guint8 *longer = g_malloc0(length + 1);
	int short_ones = 0, wrong_ones = 0;

	check(again && g_bytes_equal(record, again), "what is read writes the same bytes", "differs");
	check(copy && copy->date_utc == mail->date_utc && copy->kind == MAIL_BOUNCE &&
			!copy->bounce->recipient,
		"numbers, kinds and what is NULL come back", "lost");
	check(copy && copy->defects->len == 1, "no defect is named twice", "twice");
	for (size_t i = 0; i < length; i++) {
		g_autoptr(Mail) refused = record_read(bytes, i);

		short_ones += refused != NULL;
	}
	check_int("a record cut anywhere is refused", short_ones, 0);
	memcpy(longer, bytes, length);
	{
		g_autoptr(Mail) refused = record_read(longer, length + 1);

		check(!refused, "a byte too many is refused", "accepted");
	}
	for (size_t i = 0; i < length; i++) {
		g_autoptr(Mail) changed = NULL;
		g_autoptr(GBytes) rewritten = NULL;

		longer[i] ^= 0xFF;
		changed = record_read(longer, length);
		rewritten = changed ? record_write(changed) : NULL;
		wrong_ones +=
			rewritten && (g_bytes_get_size(rewritten) != length ||
					     memcmp(g_bytes_get_data(rewritten, NULL), longer, length) != 0);
		longer[i] ^= 0xFF;
	}
	check_int("a changed byte is refused or means what it says", wrong_ones, 0);
	{
		g_autoptr(Mail) refused = record_read(NULL, 0);

		check(!refused, "nothing is no record", "accepted");
	}
	return check_done();
}
