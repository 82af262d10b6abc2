/*
 * complaintctl, the operator's hand: what its subcommands share. Each subcommand is a row of the table in
 * ctl.c and a function in the file of its subject; bash completion and the manual page follow the table.
 */
#pragma once

#include "daemon/settings/settings.h"
#include "daemon/store/db.h"

#include <glib.h>
#include <stdbool.h>

/* Exit statuses, the same for every subcommand (complaintctl(1)). */
typedef enum {
	CTL_OK = 0,
	CTL_WRONG = 1,  /* something is wrong, or was refused; the output says what */
	CTL_UNABLE = 2, /* bad usage, or a file, database or server that could not be read */
	CTL_NONE = 3,   /* no such case, letter or attachment */
} CtlStatus;

typedef struct {
	const char *config; /* path of the settings file */
	bool config_given;  /* by --config; else it is the default place */
	bool json;
	GPtrArray *arguments; /* char *: what is left behind the subcommand's name */
	int64_t now;          /* seconds UTC */
	Settings *settings;   /* what ctl_settings() loaded; NULL before */
	Db *db;               /* what ctl_open() opened; NULL before */
	char *hidden; /* the learner of a confidential case that is being shown: named nowhere; NULL: none */
	GTimeZone *zone; /* to print moments in; never NULL */
} Ctl;

/* ---- arguments: each call takes what it names off the list ---- */
bool ctl_flag(Ctl *ctl, const char *name);         /* "--open" */
const char *ctl_value(Ctl *ctl, const char *name); /* "--state": its value, or NULL */
/* True when nothing but `least` to `most` plain words is left; else says what is wrong. */
bool ctl_words(Ctl *ctl, guint least, guint most);
const char *ctl_word(const Ctl *ctl, guint i); /* NULL past the end */

/* ---- what most subcommands need first; each says itself what went wrong ---- */
bool ctl_settings(Ctl *ctl);
/* Settings and database; `write` for those that change something. */
bool ctl_open(Ctl *ctl, bool write);
/* Root goes on as the owner of `path`: whoever opens the database may leave side files, and the service must
 * be able to write those. */
bool ctl_become_owner(const char *path);
/* The id of the case that `word` names (number in any spelling, or id); 0 after saying that there is none. */
int64_t ctl_case(Ctl *ctl, const char *word);

/* ---- output ---- */
/* "complaintctl: …" on standard error. */
void ctl_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Says and frees the error. */
CtlStatus ctl_failed(GError *error);
/* "2026-11-24 18:00", "–" for 0; new string. */
char *ctl_moment(const Ctl *ctl, int64_t at);
/* "in 3 h", "2 d ago"; new string. */
char *ctl_distance(const Ctl *ctl, int64_t at);
/* Prints and frees a JSON text. */
void ctl_print(char *text);

/* ---- the subcommands ---- */
CtlStatus ctl_check(Ctl *ctl);
CtlStatus ctl_status(Ctl *ctl);
CtlStatus ctl_list(Ctl *ctl);
CtlStatus ctl_show(Ctl *ctl);
CtlStatus ctl_raw(Ctl *ctl);
CtlStatus ctl_attachment(Ctl *ctl);
CtlStatus ctl_parse(Ctl *ctl);
CtlStatus ctl_explain(Ctl *ctl);
CtlStatus ctl_intake(Ctl *ctl);
CtlStatus ctl_command(Ctl *ctl);
CtlStatus ctl_outbox(Ctl *ctl);
CtlStatus ctl_templates(Ctl *ctl);
CtlStatus ctl_digest(Ctl *ctl);
CtlStatus ctl_report(Ctl *ctl);
CtlStatus ctl_export(Ctl *ctl);
CtlStatus ctl_verify(Ctl *ctl);
CtlStatus ctl_quarantine(Ctl *ctl);
CtlStatus ctl_person(Ctl *ctl);
CtlStatus ctl_erase(Ctl *ctl);
CtlStatus ctl_reconcile(Ctl *ctl);
CtlStatus ctl_backup(Ctl *ctl);
CtlStatus ctl_restore(Ctl *ctl);
CtlStatus ctl_settings_print(Ctl *ctl);
