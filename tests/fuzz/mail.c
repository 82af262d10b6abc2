/* Any bytes are a Mail that is valid and bounded, whose record reads back the same. */
#include "tests/fuzz/fuzz.h"

#include "parser/body/body.h"
#include "parser/mail.h"
#include "parser/record.h"

static void
demand_clean(const char *text, size_t limit)
{
	g_assert(strlen(text) <= limit);
	g_assert(g_utf8_validate(text, -1, NULL));
	for (const char *p = text; *p; p++)
		g_assert((guchar)*p >= ' ' || *p == '\n' || *p == '\t');
	g_assert(!strchr(text, 0x7F));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(Mail) mail = mail_parse((const char *)data, size, NULL);
	g_autoptr(GBytes) record = record_write(mail);
	g_autoptr(Mail) copy = record_read(g_bytes_get_data(record, NULL), g_bytes_get_size(record));
	g_autoptr(GBytes) again = NULL;

	g_assert(copy);
	again = record_write(copy);
	g_assert(g_bytes_equal(record, again));
	demand_clean(mail->subject, BODY_TEXT_MAX);
	demand_clean(mail->text, BODY_TEXT_MAX);
	demand_clean(mail->reply, BODY_TEXT_MAX + 1);
	for (guint i = 0; i < mail->attachments->len; i++) {
		const Attachment *attachment = g_ptr_array_index(mail->attachments, i);
		g_autoptr(GBytes) part = mail_part((const char *)data, size, attachment->part);

		demand_clean(attachment->name, 300);
		g_assert(!strpbrk(attachment->name, "/\\\n\t"));
		g_assert(part && (int64_t)g_bytes_get_size(part) == attachment->size);
	}
	return 0;
}
