#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/ctl/progress.h"
#include "daemon/store/ledger.h"

#include <stdio.h>

static void
show_progress(int64_t done, int64_t total, gpointer bar)
{
	progress_show(bar, "checking", done, total);
}

static void
verify_json(const GPtrArray *findings, int64_t events, int64_t cases, const char *head)
{
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_bool(json, "ok", findings->len == 0);
	json_integer(json, "events", events);
	json_integer(json, "cases", cases);
	json_text(json, "head", head);
	json_open_array(json, "findings");
	for (guint i = 0; i < findings->len; i++)
		json_text(json, NULL, findings->pdata[i]);
	json_close(json);
	json_close(json);
	ctl_print(json_finish(json));
}

/* The database, or the backup that is named. */
static bool
open_for_verify(Ctl *ctl)
{
	const char *backup = ctl_word(ctl, 0);
	GError *error = NULL;

	if (!backup)
		return ctl_open(ctl, false);
	ctl->db = db_open_readonly(backup, &error);
	if (!ctl->db)
		ctl_failed(error);
	return ctl->db != NULL;
}

CtlStatus
ctl_verify(Ctl *ctl)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *head = NULL;
	GError *error = NULL;
	int64_t events = 0, cases = 0;
	Progress bar;

	if (!ctl_words(ctl, 0, 1) || !open_for_verify(ctl))
		return CTL_UNABLE;
	progress_init(&bar, ctl->json);
	progress_show(&bar, "checking", 0, 1);
	if (!db_check(ctl->db, &error)) {
		g_ptr_array_add(findings,
			g_strdup_printf("%s; restore the last good backup, keep this file", error->message));
		g_clear_error(&error);
	}
	if (ledger_verify(ctl->db, findings, &events, &cases, show_progress, &bar, &error))
		head = ledger_head(ctl->db, &error);
	progress_end(&bar);
	if (!head)
		return ctl_failed(error);
	if (ctl->json) {
		verify_json(findings, events, cases, head);
	} else {
		for (guint i = 0; i < findings->len; i++)
			printf("wrong: %s\n", (const char *)findings->pdata[i]);
		printf("%" G_GINT64_FORMAT " events, %" G_GINT64_FORMAT " cases: %s\n", events, cases,
			findings->len ? "NOT as written" : "chain and replay agree");
		if (*head)
			printf("head of the chain: %s\n", head);
	}
	return findings->len ? CTL_WRONG : CTL_OK;
}
