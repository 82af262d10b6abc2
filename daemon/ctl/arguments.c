#include "daemon/ctl/ctl.h"

#include <string.h>

bool
ctl_flag(Ctl *ctl, const char *name)
{
	for (guint i = 0; i < ctl->arguments->len; i++) {
		if (strcmp(ctl->arguments->pdata[i], name) != 0)
			continue;
		g_ptr_array_remove_index(ctl->arguments, i);
		return true;
	}
	return false;
}

/* "--name value" or "--name=value" */
const char *
ctl_value(Ctl *ctl, const char *name)
{
	size_t length = strlen(name);

	for (guint i = 0; i < ctl->arguments->len; i++) {
		const char *word = ctl->arguments->pdata[i];

		if (strncmp(word, name, length) != 0)
			continue;
		if (word[length] == '=') {
			g_ptr_array_remove_index(ctl->arguments, i);
			return word + length + 1;
		}
		if (word[length] == '\0' && i + 1 < ctl->arguments->len) {
			const char *value = ctl->arguments->pdata[i + 1];

			g_ptr_array_remove_range(ctl->arguments, i, 2);
			return value;
		}
	}
	return NULL;
}

bool
ctl_words(Ctl *ctl, guint least, guint most)
{
	guint count = ctl->arguments->len;

	for (guint i = 0; i < count; i++) {
		const char *word = ctl->arguments->pdata[i];

		if (strcmp(word, "--") == 0) {
			g_ptr_array_remove_index(ctl->arguments, i);
			count--;
			break;
		}
		if (word[0] == '-' && word[1]) {
			ctl_complain(
				"%s is no option here, or lacks its value; see complaintctl --help", word);
			return false;
		}
	}
	if (count < least)
		ctl_complain("something is missing; see complaintctl --help");
	else if (count > most)
		ctl_complain("\"%s\" is too much; see complaintctl --help",
			(const char *)ctl->arguments->pdata[most]);
	return count >= least && count <= most;
}

const char *
ctl_word(const Ctl *ctl, guint i)
{
	return i < ctl->arguments->len ? ctl->arguments->pdata[i] : NULL;
}
