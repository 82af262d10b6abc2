#include "daemon/settings/words.h"

#include "daemon/builtin.h"

#include <gio/gio.h>

const char *
words_builtin(void)
{
	static char *words;

	if (g_once_init_enter(&words)) {
		g_autoptr(GBytes) bytes = g_resource_lookup_data(builtin_get_resource(),
			"/complaintd/categories.tsv", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

		g_assert(bytes);
		g_once_init_leave(&words, g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)));
	}
	return words;
}
