#include "daemon/settings/check.h"

#include "daemon/address.h"
#include "daemon/token.h"

#include <gio/gio.h>
#include <string.h>

/* Adds a finding at `section`[i].`key`; a section that the file lacks is at least named. */
#define FINDING(reader, section, i, key, ...)                          \
	settings_finding(reader, settings_at(reader, section, i, key), \
		settings_at(reader, section, i, key) ? NULL : (section), __VA_ARGS__)
#define WARNING(reader, section, i, key, ...)                          \
	settings_warning(reader, settings_at(reader, section, i, key), \
		settings_at(reader, section, i, key) ? NULL : (section), __VA_ARGS__)

/* ---- the service and its servers ---- */

static int
sources_of(const SecretSource *secret)
{
	return (secret->file != NULL) + (secret->command != NULL) + (secret->credential != NULL);
}

static void
check_service(SettingsReader *reader)
{
	const Settings *settings = reader->settings;
	const char *at = settings->address ? strchr(settings->address, '@') : NULL;

	if (at && memchr(settings->address, '+', (size_t)(at - settings->address)))
		FINDING(reader, "service", -1, "address",
			"holds a '+', which separates our reply tokens; use the address without it");
	if (at && at - settings->address > ADDRESS_LOCAL_PART_MAX - 1 - TOKEN_LENGTH)
		FINDING(reader, "service", -1, "address",
			"too long before the @: with '+' and a reply token it passes 64 octets; use at most "
			"%d",
			ADDRESS_LOCAL_PART_MAX - 1 - TOKEN_LENGTH);
	if (sources_of(&settings->token_secret) != 1)
		FINDING(reader, "service", -1, "token_secret_file",
			"%d sources of the signing key; set exactly one of token_secret_file, "
			"token_secret_command, token_secret_credential",
			sources_of(&settings->token_secret));
	if (sources_of(&settings->token_secret_old) > 1)
		FINDING(reader, "service", -1, "token_secret_old_file",
			"more than one source of the old signing key; keep one");
	if (!settings->authserv_id)
		WARNING(reader, "service", -1, NULL,
			"authserv_id is not set, so nobody counts as authenticated; set it to the name in "
			"your "
			"server's Authentication-Results");
}

static bool
is_loopback(const char *host)
{
	g_autoptr(GInetAddress) address = g_inet_address_new_from_string(host);

	return address ? g_inet_address_get_is_loopback(address) : g_ascii_strcasecmp(host, "localhost") == 0;
}

static void
check_server(SettingsReader *reader, const char *section, int i, ServerSettings *server, const int ports[3])
{
	int sources = sources_of(&server->secret);

	if (!server->port)
		server->port = ports[server->tls];
	if (server->tls == TLS_NONE && server->host && !is_loopback(server->host))
		FINDING(reader, section, i, "tls",
			"mail would cross the network in clear text; write \"tls\" or \"starttls\" (\"none\" "
			"is "
			"for this machine only)");
	if (server->user && !*server->user)
		g_clear_pointer(&server->user, g_free);
	if (server->user && sources != 1)
		FINDING(reader, section, i, "user",
			"%d sources of the password; set exactly one of password_file, password_command, "
			"password_credential",
			sources);
	if (!server->user && sources)
		FINDING(reader, section, i, NULL, "a password without a user; set user");
}

static void
check_mailboxes(SettingsReader *reader)
{
	static const int ports[] = { [TLS_IMPLICIT] = 993, [TLS_STARTTLS] = 143, [TLS_NONE] = 143 };
	const GPtrArray *mailboxes = reader->settings->mailboxes;

	if (mailboxes->len == 0 && settings_at(reader, "mailboxes", -1, NULL))
		FINDING(reader, "mailboxes", -1, NULL, "no mailbox to fetch complaints from; add one");
	for (guint i = 0; i < mailboxes->len; i++) {
		MailboxSettings *mailbox = mailboxes->pdata[i];

		check_server(reader, "mailboxes", (int)i, &mailbox->server, ports);
		if (!mailbox->server.user)
			FINDING(reader, "mailboxes", (int)i, NULL, "no user to log in as; set user");
		for (guint j = 0; j < i; j++) {
			const MailboxSettings *other = mailboxes->pdata[j];

			if (g_strcmp0(mailbox->name, other->name) == 0)
				FINDING(reader, "mailboxes", (int)i, "name",
					"a second mailbox of this name; give it its own");
			else if (g_strcmp0(mailbox->server.host, other->server.host) == 0 &&
				 g_strcmp0(mailbox->server.user, other->server.user) == 0 &&
				 g_strcmp0(mailbox->folder, other->folder) == 0)
				FINDING(reader, "mailboxes", (int)i, NULL,
					"the same mailbox as \"%s\"; remove one", other->name);
		}
	}
}

static void
check_smtp(SettingsReader *reader)
{
	static const int ports[] = { [TLS_IMPLICIT] = 465, [TLS_STARTTLS] = 587, [TLS_NONE] = 25 };

	check_server(reader, "smtp", -1, &reader->settings->smtp, ports);
}

/* ---- people, departments, categories ---- */

static const Person *
person_of(const SettingsReader *reader, const char *address)
{
	const GPtrArray *people = reader->settings->policy->people;

	for (guint i = 0; i < people->len; i++) {
		const Person *person = people->pdata[i];

		if (g_strcmp0(person->address, address) == 0)
			return person;
	}
	return NULL;
}

static const Department *
department_of(const SettingsReader *reader, const char *id)
{
	const GPtrArray *departments = reader->settings->policy->departments;

	for (guint i = 0; i < departments->len; i++) {
		const Department *department = departments->pdata[i];

		if (g_strcmp0(department->id, id) == 0)
			return department;
	}
	return NULL;
}

/* `id` may be NULL: nothing to look for. */
static void
check_department_exists(SettingsReader *reader, const char *section, int i, const char *key, const char *id)
{
	if (id && !department_of(reader, id))
		FINDING(reader, section, i, key,
			"there is no department \"%s\"; add it to departments, or mend "
			"the id",
			id);
}

static void
check_departments(SettingsReader *reader)
{
	const GPtrArray *departments = reader->settings->policy->departments;

	for (guint i = 0; i < departments->len; i++) {
		const Department *department = departments->pdata[i];

		for (guint j = 0; j < i; j++) {
			const Department *other = departments->pdata[j];

			if (g_strcmp0(department->id, other->id) == 0)
				FINDING(reader, "departments", (int)i, "id",
					"a second department of this id; give it its own");
			if (g_strcmp0(department->label, other->label) == 0)
				FINDING(reader, "departments", (int)i, "label",
					"a second department of this label; people name it by the label");
		}
		if (department->leader && !person_of(reader, department->leader))
			FINDING(reader, "departments", (int)i, "leader",
				"not on the list of staff; add the person there");
	}
}

static void
check_route(SettingsReader *reader, int i, const Category *category)
{
	bool elsewhere = category->to_supervision || category->to_intake;

	if (elsewhere && category->department)
		FINDING(reader, "categories", i, "department",
			"has no effect where the category goes to supervision or intake; remove it or `to`");
	if (!elsewhere && !category->department)
		FINDING(reader, "categories", i, "id",
			"nobody leads this category; set department, or to = \"supervision\" or \"intake\"");
	check_department_exists(reader, "categories", i, "department", category->department);
	check_department_exists(reader, "categories", i, "copied", category->copied);
}

static void
check_categories(SettingsReader *reader)
{
	const GPtrArray *categories = reader->settings->policy->categories;

	for (guint i = 0; i < categories->len; i++) {
		const Category *category = categories->pdata[i];

		for (guint j = 0; j < i; j++) {
			const Category *other = categories->pdata[j];

			if (g_strcmp0(category->id, other->id) == 0)
				FINDING(reader, "categories", (int)i, "id",
					"a second category of this id; give it its own");
			if (g_strcmp0(category->label, other->label) == 0)
				FINDING(reader, "categories", (int)i, "label",
					"a second category of this label; people name it by the label");
		}
		check_route(reader, (int)i, category);
	}
}

static void
check_absence(SettingsReader *reader, int i, const Person *person)
{
	if (person->deputy && g_strcmp0(person->deputy, person->address) == 0)
		FINDING(reader, "staff", i, "deputy", "nobody stands in for themselves; name another person");
	else if (person->deputy && !person_of(reader, person->deputy))
		FINDING(reader, "staff", i, "deputy", "not on the list of staff; add the person there");
	if (!person->away_from != !person->away_to)
		FINDING(reader, "staff", i, person->away_from ? "away_from" : "away_to",
			"one end of an absence; set both away_from and away_to");
	else if (person->away_from > person->away_to)
		FINDING(reader, "staff", i, "away_to", "earlier than away_from; swap them");
}

static void
check_staff(SettingsReader *reader)
{
	const GPtrArray *people = reader->settings->policy->people;
	unsigned in_department = ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_DEPT_HEAD);

	for (guint i = 0; i < people->len; i++) {
		const Person *person = people->pdata[i];

		for (guint j = 0; j < i; j++) {
			const Person *other = people->pdata[j];

			if (person->address && g_strcmp0(person->address, other->address) == 0)
				FINDING(reader, "staff", (int)i, "address",
					"a second person with this address; put all roles into one entry");
		}
		if (person->address && g_strcmp0(person->address, reader->settings->address) == 0)
			FINDING(reader, "staff", (int)i, "address",
				"the service address itself; letters to it would come back; use the person's "
				"own");
		if ((person->roles & in_department) && !person->department)
			FINDING(reader, "staff", (int)i, "roles",
				"a handler or dept_head without a department; set department");
		check_department_exists(reader, "staff", (int)i, "department", person->department);
		check_absence(reader, (int)i, person);
	}
}

/* ---- is anybody there? ---- */

static unsigned
roles_in(const SettingsReader *reader, const char *department)
{
	const GPtrArray *people = reader->settings->policy->people;
	unsigned roles = 0;

	for (guint i = 0; i < people->len; i++) {
		const Person *person = people->pdata[i];

		if (!department || g_strcmp0(person->department, department) == 0)
			roles |= person->roles;
	}
	return roles;
}

static void
check_offices(SettingsReader *reader)
{
	static const struct {
		Role role;
		bool must;
		const char *why;
	} offices[] = {
		{ ROLE_INTAKE, true, "doubtful mail would wait for nobody" },
		{ ROLE_ADMIN_SUP, true, "nobody would watch the cases" },
		{ ROLE_FINANCE, false, "plans with a cost wait for nobody's word" },
		{ ROLE_LEARNER_REP, false, "nobody speaks for the learners in the supervision group" },
		{ ROLE_MANAGER, false, "the escalation ladder has no last rung" },
	};
	unsigned held = roles_in(reader, NULL);

	if (!settings_at(reader, "staff", -1, NULL))
		return; /* already said: the section is missing */
	for (size_t i = 0; i < G_N_ELEMENTS(offices); i++) {
		if (held & ROLE_BIT(offices[i].role))
			continue;
		if (offices[i].must)
			FINDING(reader, "staff", -1, NULL, "nobody has the role %s: %s; give it to somebody",
				role_name(offices[i].role), offices[i].why);
		else
			WARNING(reader, "staff", -1, NULL, "nobody has the role %s: %s; give it to somebody",
				role_name(offices[i].role), offices[i].why);
	}
}

static void
check_leads(SettingsReader *reader)
{
	const GPtrArray *categories = reader->settings->policy->categories;

	for (guint i = 0; i < categories->len; i++) {
		const Category *category = categories->pdata[i];
		const Department *department = department_of(reader, category->department);
		unsigned held;

		if (!category->department || !department)
			continue;
		held = roles_in(reader, category->department);
		if (category->to_head && !(held & ROLE_BIT(ROLE_DEPT_HEAD)) && !department->leader)
			WARNING(reader, "categories", (int)i, "to",
				"department \"%s\" has no head; its cases will wait for intake; add a "
				"dept_head",
				category->department);
		else if (!(held & (ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_DEPT_HEAD))) && !department->leader)
			WARNING(reader, "categories", (int)i, "department",
				"nobody works in \"%s\"; its cases will wait for intake; add a handler",
				category->department);
	}
}

static void
check_form_senders(SettingsReader *reader)
{
	const GPtrArray *senders = reader->settings->form_senders;

	for (guint i = 0; i < senders->len; i++) {
		const char *sender = senders->pdata[i];

		if (g_strcmp0(sender, reader->settings->address) == 0)
			FINDING(reader, "intake", -1, "form_senders",
				"holds the service address itself; name the form's own address");
		else if (person_of(reader, sender))
			FINDING(reader, "intake", -1, "form_senders",
				"\"%s\" is staff, whose mails are commands; a form needs its own address",
				sender);
	}
}

static void
check_spans(SettingsReader *reader)
{
	const Policy *policy = reader->settings->policy;

	if (policy->reply_remind[1] >= policy->reply_end)
		FINDING(reader, "limits", -1, "reply_end", "not later than the last reminder; raise it");
	if (policy->confirm_remind[1] >= policy->confirm_end)
		FINDING(reader, "limits", -1, "confirm_end", "not later than the last reminder; raise it");
	if (reader->settings->budget_address_day < reader->settings->budget_address_hour)
		FINDING(reader, "smtp", -1, "budget_address_day",
			"smaller than budget_address_hour; raise it");
}

void
settings_check(SettingsReader *reader)
{
	check_service(reader);
	check_mailboxes(reader);
	check_smtp(reader);
	check_departments(reader);
	check_categories(reader);
	check_staff(reader);
	check_offices(reader);
	check_leads(reader);
	check_form_senders(reader);
	check_spans(reader);
}
