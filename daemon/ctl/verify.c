#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/store/ledger.h"

#include <stdio.h>
#include <unistd.h>

enum {
	BAR_CELLS = 40
};

/* One line that overwrites itself on a terminal; nothing elsewhere. */
static void
show_progress(int64_t done, int64_t total, gpointer data)
{
	int *shown = data;
	int percent = total > 0 ? (int)(done * 100 / total) : 100;
	int cells = percent * BAR_CELLS / 100;

	if (percent == *shown)
		return;
	*shown = percent;
	fprintf(stderr, "\r[%.*s%*s] %3d %%", cells, "########################################",
		BAR_CELLS - cells, "", percent);
	if (percent == 100)
		fprintf(stderr, "\r%*s\r", BAR_CELLS + 10, "");
	fflush(stderr);
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

CtlStatus
ctl_verify(Ctl *ctl)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *head = NULL;
	GError *error = NULL;
	int64_t events = 0, cases = 0;
	int shown = -1;
	bool bar = isatty(STDERR_FILENO) && !ctl->json;

	if (!ctl_words(ctl, 0, 0) || !ctl_open(ctl, false))
		return CTL_UNABLE;
	if (!db_check(ctl->db, &error)) {
		g_ptr_array_add(findings,
			g_strdup_printf("%s; restore the last good backup, keep this file", error->message));
		g_clear_error(&error);
	}
	if (!ledger_verify(ctl->db, findings, &events, &cases, bar ? show_progress : NULL, &shown, &error))
		return ctl_failed(error);
	head = ledger_head(ctl->db, &error);
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
