#include "daemon/store/answered.h"

#include "daemon/store/outbox.h"

#include <string.h>

enum {
	LOOKED_UP_MAX = 32, /* ids: a thread of that length quotes its beginning no more */
};

typedef struct {
	Db *db;
	GPtrArray *letters;
	const char *looked_up[LOOKED_UP_MAX];
	guint count;
} Search;

static bool
is_known(const Search *search, const char *message_id)
{
	for (guint i = 0; i < search->count; i++)
		if (strcmp(search->looked_up[i], message_id) == 0)
			return true;
	return false;
}

static bool
look_up(Search *search, const char *message_id, GError **error)
{
	g_autoptr(OutboxMail) letter = NULL;
	GError *failure = NULL;

	if (search->letters->len == ANSWERED_MAX || search->count == LOOKED_UP_MAX ||
		is_known(search, message_id))
		return true;
	search->looked_up[search->count++] = message_id;
	letter = outbox_by_message_id(search->db, message_id, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	if (letter && letter->bytes)
		g_ptr_array_add(search->letters,
			g_bytes_new_from_bytes(letter->bytes, 0,
				MIN(g_bytes_get_size(letter->bytes), (gsize)ANSWERED_BYTES_MAX)));
	return true;
}

GPtrArray *
answered_letters(Db *db, const Mail *mail, GError **error)
{
	g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	Search search = { .db = db, .letters = letters };

	if (mail->kind != MAIL_HUMAN)
		return g_steal_pointer(&letters);
	for (guint i = 0; i < mail->in_reply_to->len; i++)
		if (!look_up(&search, mail->in_reply_to->pdata[i], error))
			return NULL;
	for (guint i = mail->references->len; i > 0; i--)
		if (!look_up(&search, mail->references->pdata[i - 1], error))
			return NULL;
	return g_steal_pointer(&letters);
}
