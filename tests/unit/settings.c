#include "daemon/settings/settings.h"
#include "tests/unit/check.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A small file that loads; rows put a line of their own in place of one of these. */
static const char *const good[] = {
	"identity: { institution = \"示例培训学校\"; };",
	"service: { address = \"complaints@school.test\"; token_secret_file = \"t\"; authserv_id = \"mx\"; "
	"};",
	"mailboxes = ( { name = \"a\"; host = \"mail.school.test\"; user = \"u\"; password_file = \"p\"; } "
	");",
	"smtp: { host = \"mail.school.test\"; user = \"u\"; password_file = \"p\"; };",
	"staff = (",
	"{ address = \"i@school.test\"; name = \"甲\"; roles = [\"intake\"]; },",
	"{ address = \"s@school.test\"; name = \"乙\"; roles = [\"admin_sup\"]; }",
	");",
	"intake: { words_file = \"tests/data/few_words.tsv\"; };",
	"",
};

/* Line `number` (from 1) of the file is `line` instead; 0: none. */
static char *
file_with(int number, const char *line)
{
	GString *text = g_string_new(NULL);

	for (int i = 0; i < (int)G_N_ELEMENTS(good); i++)
		g_string_append_printf(text, "%s\n", i + 1 == number ? line : good[i]);
	return g_string_free(text, FALSE);
}

#define SERVICE(rest) "service: { address = \"c@school.test\"; token_secret_file = \"t\"; " rest " };"
#define MAILBOX(rest)                                                                               \
	"mailboxes = ( { name = \"a\"; host = \"mail.school.test\"; user = \"u\"; password_file = " \
	"\"p\"; " rest " } );"
#define SMTP(rest) "smtp: { host = \"mail.school.test\"; user = \"u\"; password_file = \"p\"; " rest " };"
#define INTAKER "{ address = \"i@school.test\"; name = \"甲\"; roles = [\"intake\"]; "

static const struct {
	const char *label;
	int line;
	const char *text;
	const char *finding; /* in the error; "line" and "key" as the message has them */
} refusals[] = {
	/* clang-format off */
	{ "an unknown section has its nearest name", 10, "mailboxs = 2;", "f.conf:10: mailboxs: not a known setting; did you mean mailboxes?" },
	{ "an unknown key has its nearest name", 1, "identity: { institution = \"x\"; institutio_en = \"y\"; };", "f.conf:1: identity.institutio_en: not a known setting; did you mean institution_en?" },
	{ "an unknown key like nothing else has the list", 1, "identity: { institution = \"x\"; zzzzzz = 1; };", "known here: institution institution_en" },
	{ "a missing key", 1, "identity: { };", "f.conf:1: identity.institution: missing" },
	{ "a missing section", 4, "", "f.conf: smtp.host: missing" },
	{ "a section given twice", 10, "smtp: { };", "f.conf:10: duplicate setting name" },
	{ "a section that is no group", 1, "identity = 5;", "f.conf:1: identity: not a group" },
	{ "a list that is none", 3, "mailboxes: { name = \"a\"; };", "f.conf:3: mailboxes: not a list of groups" },
	{ "a list of what are no groups", 3, "mailboxes = ( 1, 2 );", "f.conf:3: mailboxes[1]: not a group" },
	{ "a number that libconfig would wrap", 4, SMTP("budget_hour = 99999999999;"), "f.conf:4: the number does not fit into 32 bits" },
	{ "a number beyond 64 bits", 4, SMTP("budget_hour = 99999999999999999999L;"), "f.conf:4: the number does not fit" },
	{ "a number that looks octal", 4, SMTP("port = 0465;"), "f.conf:4: a number with a leading zero" },
	{ "a number out of range", 4, SMTP("senders = 9;"), "f.conf:4: smtp.senders: 9 is out of range; write 1 to 8" },
	{ "a text for a number", 4, SMTP("senders = \"2\";"), "f.conf:4: smtp.senders: not a whole number" },
	{ "a number for a text", 1, "identity: { institution = 7; };", "f.conf:1: identity.institution: not a text" },
	{ "a text that runs over its line", 1, "identity: { institution = \"a\nb\"; };", "f.conf:1: the text runs over the end of its line" },
	{ "a line end by escape", 1, "identity: { institution = \"a\\nb\"; };", "f.conf:1: identity.institution: holds a line end" },
	{ "a text that never ends", 10, "x = \"", "f.conf:10: a text begins here and never ends" },
	{ "a comment that never ends", 10, "/* x", "f.conf:10: a comment begins here and never ends" },
	{ "bytes that are not UTF-8", 1, "identity: { institution = \"\xb2\xe2\"; };", "f.conf:1: bytes that are not UTF-8" },
	{ "a lost equals sign", 1, "identity: { institution \"x\"; };", "f.conf:1: syntax error" },
	{ "yes for true", 4, SMTP("hold = \"yes\";"), "f.conf:4: smtp.hold: neither yes nor no" },
	{ "an unknown word", 4, SMTP("tls = \"ssl\";"), "f.conf:4: smtp.tls: \"ssl\" is not known here; write one of \"tls\", \"starttls\", \"none\"" },
	{ "clear text to a stranger", 4, SMTP("tls = \"none\";"), "f.conf:4: smtp.tls: mail would cross the network in clear text" },
	{ "a host with a blank", 4, "smtp: { host = \"a b\"; };", "f.conf:4: smtp.host: \"a b\" is no host name" },
	{ "an address with two @", 2, "service: { address = \"a@b@c\"; token_secret_file = \"t\"; };", "f.conf:2: service.address: \"a@b@c\" is no mail address" },
	{ "an address with a name", 2, "service: { address = \"x <a@b.test>\"; token_secret_file = \"t\"; };", "f.conf:2: service.address:" },
	{ "a service address with a plus", 2, "service: { address = \"a+b@school.test\"; token_secret_file = \"t\"; };", "f.conf:2: service.address: holds a '+'" },
	{ "no room for the token", 2, "service: { address = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@school.test\"; token_secret_file = \"t\"; };", "f.conf:2: service.address: too long before the @" },
	{ "no signing key", 2, "service: { address = \"c@school.test\"; };", "0 sources of the signing key" },
	{ "two signing keys", 2, SERVICE("token_secret_command = \"c\";"), "2 sources of the signing key" },
	{ "a user without a password", 4, "smtp: { host = \"h\"; user = \"u\"; };", "f.conf:4: smtp.user: 0 sources of the password" },
	{ "a password without a user", 4, "smtp: { host = \"h\"; password_file = \"u\"; };", "f.conf:4: smtp: a password without a user" },
	{ "no mailbox", 3, "mailboxes = ( );", "f.conf:3: mailboxes: no mailbox" },
	{ "a mailbox name that is no id", 3, "mailboxes = ( { name = \"A b\"; host = \"h\"; user = \"u\"; password_file = \"p\"; } );", "f.conf:3: mailboxes[1].name: \"A b\" is no id" },
	{ "two mailboxes of one name", 3, "mailboxes = ( { name = \"a\"; host = \"h\"; user = \"u\"; password_file = \"p\"; }, { name = \"a\"; host = \"g\"; user = \"u\"; password_file = \"p\"; } );", "f.conf:3: mailboxes[2].name: a second mailbox of this name" },
	{ "one mailbox under two names", 3, "mailboxes = ( { name = \"a\"; host = \"h\"; user = \"u\"; password_file = \"p\"; }, { name = \"b\"; host = \"h\"; user = \"u\"; password_file = \"p\"; } );", "f.conf:3: mailboxes[2]: the same mailbox as \"a\"" },
	{ "an unknown role", 6, "{ address = \"i@school.test\"; name = \"甲\"; roles = [\"intak\"]; },", "f.conf:6: staff[1].roles: \"intak\" is no role of staff; did you mean intake" },
	{ "learner is no role of staff", 6, "{ address = \"i@school.test\"; name = \"甲\"; roles = [\"learner\"]; },", "f.conf:6: staff[1].roles: \"learner\" is no role of staff" },
	{ "nobody in intake", 6, "{ address = \"i@school.test\"; name = \"甲\"; roles = [\"finance\"]; },", "f.conf:5: staff: nobody has the role intake" },
	{ "nobody supervises", 7, "{ address = \"s@school.test\"; name = \"乙\"; roles = [\"intake\"]; }", "f.conf:5: staff: nobody has the role admin_sup" },
	{ "one address for two", 7, "{ address = \"I@school.test\"; name = \"乙\"; roles = [\"admin_sup\"]; }", "f.conf:7: staff[2].address: a second person with this address" },
	{ "the service as staff", 6, "{ address = \"complaints@school.test\"; name = \"甲\"; roles = [\"intake\"]; },", "f.conf:6: staff[1].address: the service address itself" },
	{ "a handler without department", 6, "{ address = \"i@school.test\"; name = \"甲\"; roles = [\"intake\", \"handler\"]; },", "f.conf:6: staff[1].roles: a handler or dept_head without a department" },
	{ "a department that is none", 6, INTAKER "department = \"nope\"; },", "f.conf:6: staff[1].department: there is no department \"nope\"" },
	{ "a deputy who is nobody", 6, INTAKER "deputy = \"x@school.test\"; },", "f.conf:6: staff[1].deputy: not on the list of staff" },
	{ "one's own deputy", 6, INTAKER "deputy = \"i@school.test\"; },", "f.conf:6: staff[1].deputy: nobody stands in for themselves" },
	{ "a day that is none", 6, INTAKER "away_from = \"2026-02-30\"; away_to = \"2026-03-01\"; },", "f.conf:6: staff[1].away_from: \"2026-02-30\" is no day" },
	{ "half an absence", 6, INTAKER "away_from = \"2026-02-03\"; },", "f.conf:6: staff[1].away_from: one end of an absence" },
	{ "an absence backwards", 6, INTAKER "away_from = \"2026-02-03\"; away_to = \"2026-02-02\"; },", "f.conf:6: staff[1].away_to: earlier than away_from" },
	{ "a head who is nobody", 10, "departments = ( { id = \"x\"; label = \"X\"; leader = \"n@school.test\"; } );", "f.conf:10: departments[1].leader: not on the list of staff" },
	{ "a category's department is gone", 10, "departments = ( { id = \"x\"; label = \"X\"; } );", "there is no department \"teaching\"" },
	{ "a category that nobody leads", 10, "categories = ( { id = \"x\"; label = \"X\"; } );", "f.conf:10: categories[1].id: nobody leads this category" },
	{ "a category with two ways", 10, "categories = ( { id = \"x\"; label = \"X\"; to = \"intake\"; department = \"teaching\"; } );", "f.conf:10: categories[1].department: has no effect" },
	{ "two categories of one label", 10, "categories = ( { id = \"x\"; label = \"X\"; to = \"intake\"; }, { id = \"y\"; label = \"X\"; to = \"intake\"; } );", "f.conf:10: categories[2].label: a second category of this label" },
	{ "words for a category that is gone", 10, "categories = ( { id = \"x\"; label = \"X\"; to = \"intake\"; } );", "few_words.tsv: " },
	{ "a form that is staff", 9, "intake: { form_senders = [\"i@school.test\"]; };", "f.conf:9: intake.form_senders: \"i@school.test\" is staff" },
	{ "a words file that is not there", 9, "intake: { words_file = \"nowhere.tsv\"; };", "f.conf:9: intake.words_file: " },
	{ "a calendar that is not there", 10, "hours: { calendar_files = [\"nowhere.tsv\"]; };", "f.conf:10: hours.calendar_files: " },
	{ "a zone that is none", 10, "hours: { zone = \"Asia/Nowhere\"; };", "f.conf:10: hours.zone: " },
	{ "closing before opening", 10, "hours: { open = \"18:00\"; close = \"09:00\"; };", "f.conf:10: hours: " },
	{ "a time that is none", 10, "hours: { open = \"9 o'clock\"; };", "f.conf:10: hours.open: \"9 o'clock\" is no time of day; write it as \"09:00\"" },
	{ "a limit in hours", 10, "limits: { plan = \"3 hours\"; };", "f.conf:10: limits.plan: \"3 hours\" is no limit" },
	{ "a limit of nothing", 10, "limits: { plan = \"0 workdays\"; };", "f.conf:10: limits.plan:" },
	{ "a limit that urgency lengthens", 10, "limits: { plan = \"3 workdays, urgent 4\"; };", "f.conf:10: limits.plan:" },
	{ "a limit with a tail", 10, "limits: { plan = \"3 workdays, urgent 1 or so\"; };", "f.conf:10: limits.plan:" },
	{ "reminders in the wrong order", 10, "limits: { reply_remind = [5, 3]; };", "f.conf:10: limits.reply_remind: the second is not later" },
	{ "an end before the reminder", 10, "limits: { reply_end = 4; };", "f.conf:10: limits.reply_end: not later than the last reminder" },
	{ "a threshold beyond one", 10, "rules: { score_threshold = 1.5; };", "f.conf:10: rules.score_threshold: not a number from 0 to 1" },
	{ "an include that is not there", 10, "@include \"nowhere.conf\"", "f.conf:10: cannot open include file" },
	/* clang-format on */
};

static void
refused(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
		g_autofree char *text = file_with(refusals[i].line, refusals[i].text);
		g_autoptr(GError) error = NULL;
		g_autoptr(Settings) settings = settings_load_text(text, "f.conf", &error);

		check(!settings && error && strstr(error->message, refusals[i].finding), refusals[i].label,
			"got  %s\nwant %s", error ? error->message : "no error", refusals[i].finding);
	}
}

/* Every finding is told, not just the first. */
static void
all_findings(void)
{
	g_autofree char *text = file_with(4, "smtp: { host = 5; senders = 9; hold = 3; };");
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_load_text(text, "f.conf", &error);
	g_auto(GStrv) lines = g_strsplit(error ? error->message : "", "\n", -1);

	check(settings == NULL, "three mistakes in one line: refused", "it loaded");
	check_int("three mistakes in one line: three findings", g_strv_length(lines), 3);
}

static void
accepted(void)
{
	g_autofree char *text = file_with(3, MAILBOX("tls = \"starttls\"; folder = \"已处理\";"));
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_load_text(text, "f.conf", &error);
	g_autofree char *beside = g_canonicalize_filename("p", NULL);
	const MailboxSettings *mailbox;

	if (!check(settings != NULL, "a small file loads", "%s", error ? error->message : ""))
		return;
	mailbox = settings->mailboxes->pdata[0];
	check_int("STARTTLS has IMAP's port", mailbox->server.port, 143);
	check_int("SMTP over TLS has its port", settings->smtp.port, 465);
	check_text("a folder in Chinese", mailbox->folder, "已处理");
	check_text("a relative path starts at the file's folder", mailbox->server.secret.file, beside);
	check_text("the domain is the address's", settings->domain, "school.test");
	check_text("English letters name the institution, too", settings->policy->institution_en,
		"示例培训学校");
	check_int("nine categories by default", settings->policy->categories->len, 9);
	check_int("six departments by default", settings->policy->departments->len, 6);
}

/* The table's defaults are those of the specification, which policy_new() holds. */
static void
defaults(void)
{
	g_autoptr(Settings) settings = settings_builtin();
	g_autoptr(Policy) policy = policy_new();
	const Policy *got = settings->policy;

	check(settings->vocabulary != NULL, "the built-in words sort", "no vocabulary");
	for (int kind = 0; kind < CLOCK_COUNT; kind++) {
		g_autofree char *label =
			g_strdup_printf("the default limit of %s", clock_name((ClockKind)kind));
		const Limit *a = &got->limits[kind], *b = &policy->limits[kind];

		check(a->amount == b->amount && a->unit == b->unit && a->urgent_amount == b->urgent_amount,
			label, "got %d %d %d, want %d %d %d", a->amount, (int)a->unit, a->urgent_amount,
			b->amount, (int)b->unit, b->urgent_amount);
	}
	check(got->score_threshold == policy->score_threshold && got->score_margin == policy->score_margin,
		"the default threshold and margin", "%g %g", got->score_threshold, got->score_margin);
	check_int("the default cost limit", got->cost_limit, policy->cost_limit);
	check_int("the default number of rounds", got->rounds_before_conclusion,
		policy->rounds_before_conclusion);
	check_int("the default number of transfers", got->max_transfers, policy->max_transfers);
	check_int("the default days to reopen", got->reopen_days, policy->reopen_days);
	check_int("the default first reminder", got->reply_remind[0], policy->reply_remind[0]);
	check_int("the default last check", got->track_days[1], policy->track_days[1]);
	check(got->feedback_before == policy->feedback_before, "the default order of feedback", "differs");
}

static void
absence(void)
{
	g_autofree char *text = file_with(6, INTAKER
		"deputy = \"S@school.test\"; away_from = \"2026-02-09\"; away_to = \"2026-02-10\"; },");
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_load_text(text, "f.conf", &error);
	const Person *person;

	if (!check(settings != NULL, "an absence loads", "%s", error ? error->message : ""))
		return;
	person = settings->policy->people->pdata[0];
	check_int("away from the first day's midnight in Shanghai", person->away_from, 1770566400);
	check_int("away until the midnight after the last day", person->away_to, 1770739200);
	check_text("addresses are kept in lower case", person->deputy, "s@school.test");
}

/* What another file holds keeps its own name and line in messages. */
static void
includes(void)
{
	g_autofree char *folder = g_dir_make_tmp("settings-XXXXXX", NULL);
	g_autofree char *main_file = g_build_filename(folder, "f.conf", NULL);
	g_autofree char *staff_file = g_build_filename(folder, "staff.conf", NULL);
	g_autofree char *text = file_with(6, "@include \"staff.conf\"");
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = NULL;

	g_file_set_contents(main_file, text, -1, NULL);
	g_file_set_contents(staff_file,
		"# people\n{ address = \"i@school.test\"; roles = [\"x\"]; id = 010; },\n", -1, NULL);
	settings = settings_load(main_file, &error);
	check(error && strstr(error->message, "staff.conf:2: staff[1].name: missing"),
		"a finding in an included file", "%s", error ? error->message : "none");
	check(error && strstr(error->message, "staff.conf:2: a number with a leading zero"),
		"a strange number in an included file", "%s", error ? error->message : "none");
	g_unlink(main_file);
	g_unlink(staff_file);
	g_rmdir(folder);
}

static void
warnings(void)
{
	/* 2026-07-01 and 2026-11-02, noon in Shanghai */
	static const int64_t july = 1782878400, november = 1793592000;
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_load("etc/complaintd.conf.sample", &error);
	g_autoptr(GPtrArray) in_july = NULL;
	g_autoptr(GPtrArray) in_november = NULL;

	if (!check(settings != NULL, "the sample file loads", "%s", error ? error->message : ""))
		return;
	in_july = settings_warnings(settings, july);
	in_november = settings_warnings(settings, november);
	check_int("the sample lacks only authserv_id in July", in_july->len, 1);
	check_int("from November next year's calendar, too", in_november->len, 2);
	check(in_november->len == 2 && strstr(in_november->pdata[1], "2027"), "and names the year",
		"it does not");
}

static void
generated(void)
{
	g_autofree char *file = NULL;
	g_autofree char *page = NULL;
	g_autofree char *sample = settings_sample();
	g_autofree char *manual = settings_manual();

	g_file_get_contents("etc/complaintd.conf.sample", &file, NULL, NULL);
	g_file_get_contents("etc/complaintd.conf.5", &page, NULL, NULL);
	check(g_strcmp0(sample, file) == 0, "etc/complaintd.conf.sample is what the table prints",
		"write it anew: complaintctl settings sample > etc/complaintd.conf.sample");
	check(page && strstr(page, manual), "etc/complaintd.conf.5 holds what the table prints",
		"replace that part: complaintctl settings manual");
}

int
main(void)
{
	refused();
	all_findings();
	accepted();
	defaults();
	absence();
	includes();
	warnings();
	generated();
	return check_done();
}
