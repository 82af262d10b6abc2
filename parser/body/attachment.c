#include "parser/body/attachment.h"

#include "parser/body/part_text.h"
#include "parser/text/clean.h"

#include <string.h>

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

Attachment *
attachment_of(const Part *part, bool is_related, Defects *defects)
{
	Attachment *attachment = g_new0(Attachment, 1);
	Measure into = { .checksum = g_checksum_new(G_CHECKSUM_SHA256) };
	g_autofree char *name = parameter_text(part->disposition, "filename", defects);

	if (!name)
		name = parameter_text(part->content, "name", defects);
	if (!transfer_decode(part->transfer, part->body, part->body_length, measure, &into))
		defect_set(defects,
			part->transfer == TRANSFER_QUOTED ? DEFECT_BAD_QUOTED_PRINTABLE : DEFECT_BAD_BASE64);
	attachment->name = clean_file_name(name ? name : "");
	attachment->type = g_strdup(part->type);
	attachment->size = into.size;
	attachment->sha256 = g_strdup(g_checksum_get_string(into.checksum));
	attachment->part = g_strdup(part->section);
	attachment->is_inline =
		part_disposition_is(part, "inline") || (!part->disposition && (part->has_id || is_related));
	g_checksum_free(into.checksum);
	mark_type(part, defects);
	return attachment;
}
