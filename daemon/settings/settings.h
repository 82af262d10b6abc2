/*
 * What the operator set: one table of keys (settings.c) gives the parser, the errors with file, line and
 * cure, the sample file and the manual page. A Settings is immutable and shared by reference; a reload makes
 * a new one. No secret stands in the file: see daemon/settings/secret.h.
 */
#pragma once

#include "workflow/case/policy.h"
#include "workflow/classify/classify.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
	TLS_IMPLICIT, /* imaps, smtps */
	TLS_STARTTLS,
	TLS_NONE, /* loopback only: anything else is a settings error */
} TlsMode;

typedef enum {
	AUTH_PLAIN, /* the strongest of PLAIN and LOGIN that the server offers */
	AUTH_LOGIN,
	AUTH_XOAUTH2,
} AuthMode;

/* Where a secret comes from; exactly one is set. */
typedef struct {
	char *file;       /* first line of a file that only we can read */
	char *command;    /* first line of its output: the only shell command we ever run */
	char *credential; /* name under $CREDENTIALS_DIRECTORY (systemd) */
} SecretSource;

typedef struct {
	char *host;
	int port; /* never 0: the usual one when the file names none */
	TlsMode tls;
	char *ca_file; /* NULL: the system's */
	char *user;    /* NULL: without login (smtp to a relay that knows us) */
	AuthMode auth;
	SecretSource secret;
} ServerSettings;

typedef struct {
	char *name; /* "complaints": names the cursor; never change it */
	ServerSettings server;
	char *folder; /* "INBOX", UTF-8 */
	int poll_seconds;
	bool from_beginning; /* take in what was there before the first start */
} MailboxSettings;

typedef struct {
	int references; /* atomic */
	char *path;     /* of the file */
	/* identity */
	char *address;      /* complaints@school.test: From of every letter, base of the reply tokens */
	char *display_name; /* 投诉受理 */
	char *domain;       /* of Message-IDs: the address's */
	SecretSource token_secret;     /* key of the reply tokens */
	SecretSource token_secret_old; /* the one before, still accepted; none set: no old key */
	char *authserv_id;             /* whose Authentication-Results we believe; NULL: nobody's */
	int code_minutes;              /* a confirmation code is good for as long */
	/* places */
	char *database;
	char *letters_directory; /* NULL: the built-in ones */
	/* mail */
	GPtrArray *mailboxes; /* MailboxSettings * */
	ServerSettings smtp;
	int senders; /* threads, 1..8 */
	bool hold;   /* a fresh installation starts with its letters held */
	int64_t max_mail_bytes;
	int64_t enclosed_bytes; /* of files handed on in one letter; 0: none */
	int budget_address_hour, budget_address_day, budget_hour; /* P16 */
	GPtrArray *form_senders;                                  /* char * */
	/* digests and reports: minutes after local midnight */
	int digest_at, report_at;
	bool charts;     /* pictures in reports, too */
	int digest_rows; /* of each list in a letter; the attached table has all */
	/* hours; what they make is policy->calendar */
	char *zone;
	int open_minutes, close_minutes; /* after local midnight */
	GPtrArray *calendar_files;       /* char *, absolute */
	/* rules */
	Policy *policy;
	char *words_file; /* NULL: the built-in words */
	Vocabulary *vocabulary;
	GPtrArray *warnings; /* char *: what loading found odd but not wrong; see settings_warnings() */
} Settings;

typedef enum {
	SETTINGS_ERROR_UNREADABLE, /* no such file, or not ours to read */
	SETTINGS_ERROR_WRONG,
} SettingsError;
#define SETTINGS_ERROR (settings_error_quark())
GQuark settings_error_quark(void);

/* NULL with an error whose message is "file:line: key: what is wrong; cure" (every finding, one a line). */
Settings *settings_load(const char *path, GError **error);
/* The same from text; relative paths start at the folder of `path`, which messages name. */
Settings *settings_load_text(const char *text, const char *path, GError **error);
/* The defaults and no more: what `complaintctl parse` sorts by where there is no settings file. It has no
 * address, no mailbox and no staff. */
Settings *settings_builtin(void);
/* The form mailers as MailOptions wants them; new array of lent strings. */
const char **settings_form_senders(const Settings *settings);
/* What an operator should know and nothing forbids, one "file:line: key: what; cure" each; `now` in seconds
 * UTC tells which years need a calendar. New array of char *. */
GPtrArray *settings_warnings(const Settings *settings, int64_t now);
/* Where both programs look when nobody says otherwise: complaintd/complaintd.conf below the sysconfdir of the
 * build. */
extern const char settings_default_path[];
Settings *settings_ref(Settings *settings);
void settings_unref(Settings *settings); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_unref)

/* The whole table as a sample file or as manual text (roff); new string. */
char *settings_sample(void);
char *settings_manual(void);
