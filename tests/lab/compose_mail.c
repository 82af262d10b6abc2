/*
 * Composes one letter from "key=value" arguments and writes it to standard output, so that another mail
 * library can read back what we wrote (compose.py).
 */
#include "daemon/letters/compose.h"

#include <stdio.h>
#include <string.h>

enum {
	ATTACHMENTS_MAX = 8
};

int
main(int argc, char **argv)
{
	static const struct {
		const char *key;
		size_t member;
	} keys[] = {
		{ "from_name", G_STRUCT_OFFSET(ComposeLetter, from_name) },
		{ "from_address", G_STRUCT_OFFSET(ComposeLetter, from_address) },
		{ "reply_to", G_STRUCT_OFFSET(ComposeLetter, reply_to) },
		{ "to", G_STRUCT_OFFSET(ComposeLetter, to) },
		{ "message_id", G_STRUCT_OFFSET(ComposeLetter, message_id) },
		{ "in_reply_to", G_STRUCT_OFFSET(ComposeLetter, in_reply_to) },
		{ "references", G_STRUCT_OFFSET(ComposeLetter, references) },
		{ "subject", G_STRUCT_OFFSET(ComposeLetter, subject) },
		{ "text", G_STRUCT_OFFSET(ComposeLetter, text) },
		{ "html", G_STRUCT_OFFSET(ComposeLetter, html) },
		{ "language", G_STRUCT_OFFSET(ComposeLetter, language) },
	};
	ComposeAttachment attachments[ATTACHMENTS_MAX] = { { 0 } };
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");
	ComposeLetter letter = {
		.from_address = "complaints@school.test",
		.to = "li.lei@mail.test",
		.message_id = "42.abc@school.test",
		.subject = "",
		.text = "",
		.auto_submitted = "auto-replied",
		.language = "zh-CN",
		.date = 1795478400,
		.zone = zone,
		.attachments = attachments,
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) mail = NULL;
	gsize length;

	for (int i = 1; i < argc; i++) {
		char *value = strchr(argv[i], '=');

		if (!value)
			return 2;
		*value++ = '\0';
		for (size_t k = 0; k < G_N_ELEMENTS(keys); k++)
			if (strcmp(argv[i], keys[k].key) == 0)
				G_STRUCT_MEMBER(const char *, &letter, keys[k].member) = value;
		/* "file" starts an attachment, "type" and "bytes" belong to the last one. */
		if (strcmp(argv[i], "file") == 0 && letter.attachment_count < ATTACHMENTS_MAX)
			attachments[letter.attachment_count++].name = value;
		if (strcmp(argv[i], "type") == 0 && letter.attachment_count > 0)
			attachments[letter.attachment_count - 1].type = value;
		if (strcmp(argv[i], "bytes") == 0 && letter.attachment_count > 0) {
			attachments[letter.attachment_count - 1].bytes = value;
			attachments[letter.attachment_count - 1].length = strlen(value);
		}
	}
	mail = compose_letter(&letter, &error);
	if (!mail) {
		fprintf(stderr, "%s\n", error->message);
		return 1;
	}
	return fwrite(g_bytes_get_data(mail, &length), 1, g_bytes_get_size(mail), stdout) == length ? 0 : 1;
}
