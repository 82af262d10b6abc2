#include "daemon/transport/imap_utf7.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static bool
is_plain(gunichar2 unit)
{
	return unit >= ' ' && unit < 127;
}

/* Base64 of the big-endian units with a comma for the slash, which parts folders, and without padding. */
static void
append_base64(GString *out, const gunichar2 *units, size_t count)
{
	g_autofree guint8 *bytes = g_malloc(count * 2);
	g_autofree char *base64 = NULL;

	for (size_t i = 0; i < count; i++) {
		bytes[i * 2] = (guint8)(units[i] >> 8);
		bytes[i * 2 + 1] = (guint8)(units[i] & 0xff);
	}
	base64 = g_base64_encode(bytes, count * 2);
	base64[strcspn(base64, "=")] = '\0';
	g_strdelimit(base64, "/", ',');
	g_string_append_printf(out, "&%s-", base64);
}

char *
imap_utf7_encode(const char *name)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree gunichar2 *units = g_utf8_to_utf16(name, -1, NULL, NULL, NULL);

	if (!units)
		return NULL;
	for (size_t i = 0; units[i];) {
		size_t start = i;

		if (units[i] < ' ' || units[i] == 127)
			return NULL;
		if (is_plain(units[i])) {
			g_string_append_c(out, (char)units[i]);
			if (units[i++] == '&')
				g_string_append_c(out, '-');
			continue;
		}
		while (units[i] >= 128)
			i++;
		append_base64(out, units + start, i - start);
	}
	return g_string_free(g_steal_pointer(&out), false);
}
