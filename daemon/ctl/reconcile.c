#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/ctl/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What complaintd prints (daemon/service/reconcile.h), taken apart. */
typedef struct {
	GPtrArray *mails, *mailboxes,
		*troubles; /* char **: the fields of each line, its first word among them */
	Progress bar;
} Found;

static void
found_clear(Found *found)
{
	g_ptr_array_unref(found->mails);
	g_ptr_array_unref(found->mailboxes);
	g_ptr_array_unref(found->troubles);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Found, found_clear)

static void
free_fields(gpointer fields)
{
	g_strfreev(fields);
}

/* False: no line of ours. */
static bool
add_line(Found *found, const char *line)
{
	const struct {
		const char *word;
		guint fields;
		GPtrArray *list;
	} kinds[] = {
		{ "mail", 7, found->mails },
		{ "mailbox", 10, found->mailboxes },
		{ "trouble", 3, found->troubles },
	};
	g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
	guint count = g_strv_length(fields);

	if (count == 3 && strcmp(fields[0], "at") == 0) {
		progress_show(&found->bar, "looking", atoll(fields[1]), atoll(fields[2]));
		return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (count == kinds[i].fields && strcmp(fields[0], kinds[i].word) == 0) {
			g_ptr_array_add(kinds[i].list, g_steal_pointer(&fields));
			return true;
		}
	return false;
}

/* The service itself asks, as the user who runs this; it stands beside us. */
static bool
ask(const Ctl *ctl, bool fix, bool gone, Found *found, GError **error)
{
	g_autofree char *own = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = g_path_get_dirname(own ? own : "");
	g_autofree char *program = g_build_filename(folder, "complaintd", NULL);
	char config[] = "--config", reconcile[] = "--reconcile", with_fix[] = "--fix", with_gone[] = "--gone";
	char *command[7] = { program, config, ctl->settings->path, reconcile };
	int words = 4;
	g_autofree char *line = NULL;
	size_t room = 0;
	GPid child = 0;
	int out = -1, status = 0;
	FILE *lines;
	bool good = true;

	if (fix)
		command[words++] = with_fix;
	if (gone)
		command[words++] = with_gone;
	if (!g_spawn_async_with_pipes(NULL, command, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child,
		    NULL, &out, NULL, error))
		return false;
	lines = fdopen(out, "r");
	while (lines && getline(&line, &room, lines) > 0)
		good = add_line(found, g_strchomp(line)) && good;
	if (lines)
		fclose(lines);
	waitpid(child, &status, 0);
	if (g_spawn_check_wait_status(status, error) && good)
		return true;
	if (!good)
		g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED,
			"%s is of another version; install both alike", program);
	return false;
}

static int64_t
number(const GPtrArray *list, guint i, int field)
{
	return atoll(((char **)list->pdata[i])[field]);
}

static void
tell_json(const Found *found, CtlStatus status)
{
	static const char *const names[] = { NULL, "name", "uid_validity", "on_server", "known", "before",
		"ahead", "missing", "taken", "gone" };
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_bool(json, "ok", status == CTL_OK);
	json_open_array(json, "mailboxes");
	for (guint i = 0; i < found->mailboxes->len; i++) {
		json_open_object(json, NULL);
		json_text(json, "name", ((char **)found->mailboxes->pdata[i])[1]);
		for (int k = 2; k < (int)G_N_ELEMENTS(names); k++)
			json_integer(json, names[k], number(found->mailboxes, i, k));
		json_close(json);
	}
	json_close(json);
	json_open_array(json, "mails");
	for (guint i = 0; i < found->mails->len; i++) {
		char **fields = found->mails->pdata[i];

		json_open_object(json, NULL);
		json_text(json, "mailbox", fields[1]);
		json_text(json, "what", fields[2]);
		json_integer(json, "uid", atoll(fields[3]));
		json_integer(json, "arrived_at", atoll(fields[4]));
		json_integer(json, "size", atoll(fields[5]));
		json_text(json, "message_id", *fields[6] ? fields[6] : NULL);
		json_close(json);
	}
	json_close(json);
	json_open_array(json, "troubles");
	for (guint i = 0; i < found->troubles->len; i++) {
		char **fields = found->troubles->pdata[i];
		g_autofree char *text = g_strdup_printf("%s: %s", fields[1], fields[2]);

		json_text(json, NULL, text);
	}
	json_close(json);
	json_close(json);
	ctl_print(json_finish(json));
}

static void
tell_mails(const Ctl *ctl, const Found *found)
{
	static const char *const headings[] = { "MAILBOX", "", "UID", "ARRIVED", "BYTES", "MESSAGE-ID",
		NULL };
	Columns *columns;

	if (!found->mails->len)
		return;
	columns = columns_new(headings, 70);
	for (guint i = 0; i < found->mails->len; i++) {
		char **fields = found->mails->pdata[i];
		g_autofree char *arrived = ctl_moment(ctl, atoll(fields[4]) > 0 ? atoll(fields[4]) : 0);
		const char *cells[] = { fields[1], fields[2], fields[3], arrived, fields[5], fields[6] };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	printf("\n");
}

static void
tell_people(const Ctl *ctl, const Found *found, bool fix)
{
	tell_mails(ctl, found);
	for (guint i = 0; i < found->mailboxes->len; i++) {
		int64_t missing = number(found->mailboxes, i, 7), taken = number(found->mailboxes, i, 8);
		char **fields = found->mailboxes->pdata[i];

		printf("mailbox %s: %s mails on the server, %s of them taken in, %s were there before us, %s "
		       "not fetched yet, %s missing\n",
			fields[1], fields[3], fields[4], fields[5], fields[6], fields[7]);
		if (atoll(fields[9]))
			printf("  %s more were taken in and are no longer in the folder\n", fields[9]);
		if (taken)
			printf("  %s taken in now; complaintd reads them within half a minute\n", fields[8]);
		if (missing > taken)
			printf("  %s\n", fix ? "the server did not hand over the others; try again later"
					     : "take in what is missing: complaintctl reconcile --fix");
	}
	for (guint i = 0; i < found->troubles->len; i++) {
		char **fields = found->troubles->pdata[i];

		printf("mailbox %s: %s\n", fields[1], fields[2]);
	}
}

static CtlStatus
judge(const Found *found)
{
	CtlStatus status = found->troubles->len ? CTL_UNABLE : CTL_OK;

	for (guint i = 0; i < found->mailboxes->len; i++)
		if (number(found->mailboxes, i, 7) > number(found->mailboxes, i, 8))
			status = CTL_WRONG;
	return status;
}

CtlStatus
ctl_reconcile(Ctl *ctl)
{
	bool fix = ctl_flag(ctl, "--fix"), gone = ctl_flag(ctl, "--gone"), asked;
	g_auto(Found) found = { .mails = g_ptr_array_new_with_free_func(free_fields),
		.mailboxes = g_ptr_array_new_with_free_func(free_fields),
		.troubles = g_ptr_array_new_with_free_func(free_fields) };
	GError *error = NULL;
	CtlStatus status;

	/* Opened only to become its owner and to say early what is wrong with it. */
	if (!ctl_words(ctl, 0, 0) || !ctl_open(ctl, false))
		return CTL_UNABLE;
	progress_init(&found.bar, ctl->json);
	asked = ask(ctl, fix, gone, &found, &error);
	progress_end(&found.bar);
	if (!asked)
		return ctl_failed(error);
	status = judge(&found);
	if (ctl->json)
		tell_json(&found, status);
	else
		tell_people(ctl, &found, fix);
	return status;
}
