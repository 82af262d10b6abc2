#include "daemon/address.h"

#include <stdbool.h>
#include <string.h>

enum {
	ADDRESS_MAX = 254,
	LABEL_MAX = 63,
};

static bool
is_local_part(const char *text, size_t length)
{
	if (length < 1 || length > ADDRESS_LOCAL_PART_MAX || *text == '-' || *text == '.')
		return false;
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalnum(text[i]) && (!text[i] || !strchr(".#$&'*+-=?^_{}~", text[i])))
			return false;
	return true;
}

static bool
is_domain(const char *text)
{
	const char *label = text;
	int labels = 0;

	for (;; labels++) {
		size_t length = strcspn(label, ".");

		if (length < 1 || length > LABEL_MAX || label[0] == '-' || label[length - 1] == '-')
			return false;
		for (size_t i = 0; i < length; i++)
			if (!g_ascii_isalnum(label[i]) && label[i] != '-')
				return false;
		if (!label[length])
			break;
		label += length + 1;
	}
	/* "192.0.2.1" is no domain, and nothing delivers to a domain without a dot but by accident. */
	return labels > 0 && strspn(label, "0123456789") < strlen(label);
}

gboolean
address_is_sendable(const char *address)
{
	const char *at = address ? strchr(address, '@') : NULL;

	return at && strnlen(address, ADDRESS_MAX + 1) <= ADDRESS_MAX &&
	       is_local_part(address, (size_t)(at - address)) && is_domain(at + 1);
}
