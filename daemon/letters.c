#include "daemon/letters.h"

#include "daemon/letters-resources.h"

#include <gio/gio.h>

const char *
letters_builtin(const char *id, const char *language, gpointer data)
{
	g_autofree char *path = g_strdup_printf("/complaintd/letters/%s/%s.mustache", language, id);
	g_autoptr(GBytes) bytes = g_resource_lookup_data(
		complaintd_letters_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

	(void)data;
	/* GIO puts a zero byte behind each file, and the bytes live as long as the program. */
	return bytes ? g_bytes_get_data(bytes, NULL) : NULL;
}
