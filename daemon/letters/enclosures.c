#include "daemon/letters/enclosures.h"

#include <string.h>

static const struct {
	const char *ending, *type;
} endings[] = {
	{ ".jpg", "image/jpeg" },
	{ ".jpeg", "image/jpeg" },
	{ ".png", "image/png" },
	{ ".gif", "image/gif" },
	{ ".webp", "image/webp" },
	{ ".bmp", "image/bmp" },
	{ ".heic", "image/heic" },
	{ ".tif", "image/tiff" },
	{ ".tiff", "image/tiff" },
	{ ".pdf", "application/pdf" },
	{ ".txt", "text/plain" },
	{ ".csv", "text/csv" },
	{ ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
	{ ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
	{ ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
	{ ".mp3", "audio/mpeg" },
	{ ".m4a", "audio/mp4" },
	{ ".amr", "audio/amr" },
	{ ".wav", "audio/wav" },
	{ ".mp4", "video/mp4" },
	{ ".mov", "video/quicktime" },
};

const char *
enclosure_type(const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && dot > name && i < G_N_ELEMENTS(endings); i++)
		if (g_ascii_strcasecmp(dot, endings[i].ending) == 0)
			return endings[i].type;
	return NULL;
}

static void
free_enclosure(gpointer data)
{
	Enclosure *enclosure = data;

	g_free(enclosure->name);
	g_bytes_unref(enclosure->bytes);
	g_free(enclosure);
}

/* False: it does not go along. */
static bool
add_file(Enclosures *enclosures, GBytes *raw, const Attachment *attachment, int64_t *left)
{
	const char *type = enclosure_type(attachment->name);
	Enclosure *enclosure;
	GBytes *bytes;
	gsize length;
	const char *mail = g_bytes_get_data(raw, &length);

	if (!type || attachment->size > *left || enclosures->files->len == ENCLOSED_MAX)
		return false;
	bytes = mail_part(mail, length, attachment->part);
	if (!bytes)
		return false;
	*left -= attachment->size;
	enclosure = g_new0(Enclosure, 1);
	enclosure->name = g_strdup(attachment->name);
	enclosure->type = type;
	enclosure->bytes = bytes;
	g_ptr_array_add(enclosures->files, enclosure);
	return true;
}

Enclosures *
enclosures_new(GBytes *raw, const Mail *mail, int64_t most)
{
	Enclosures *enclosures = g_new0(Enclosures, 1);
	int64_t left = most;

	enclosures->files = g_ptr_array_new_with_free_func(free_enclosure);
	enclosures->complete = true;
	for (guint i = 0; i < mail->attachments->len; i++)
		if (!add_file(enclosures, raw, mail->attachments->pdata[i], &left))
			enclosures->complete = false;
	return enclosures;
}

void
enclosures_free(Enclosures *enclosures)
{
	if (!enclosures)
		return;
	g_ptr_array_unref(enclosures->files);
	g_free(enclosures);
}
