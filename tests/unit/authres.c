#include "parser/authres.h"
#include "tests/unit/check.h"

static const struct {
	const char *label;
	const char *results[4];
	const char *from;
	bool proves;
} rows[] = {
	{ "dmarc=pass for the From domain", { "mx.school.test; dmarc=pass header.from=mail.test" },
		"a@mail.test", true },
	{ "dmarc=pass for another domain proves nothing",
		{ "mx.school.test; dmarc=pass header.from=evil.test" }, "a@mail.test", false },
	{ "dmarc=pass that names no domain proves nothing", { "mx.school.test; dmarc=pass" }, "a@mail.test",
		false },
	{ "dmarc=fail", { "mx.school.test; dmarc=fail header.from=mail.test" }, "a@mail.test", false },
	{ "dmarc=passport is not pass", { "mx.school.test; dmarc=passport header.from=mail.test" },
		"a@mail.test", false },
	{ "aligned DKIM", { "mx.school.test 1; spf=fail smtp.mailfrom=x.test; dkim=pass header.d=mail.test" },
		"a@mail.test", true },
	{ "DKIM of the organisation signs for a sub-domain",
		{ "mx.school.test; dkim=pass header.d=mail.test" }, "a@cs.mail.test", true },
	{ "DKIM of a top-level name signs for nobody", { "mx.school.test; dkim=pass header.d=test" },
		"a@mail.test", false },
	{ "DKIM of a stranger", { "mx.school.test; dkim=pass header.d=evil.test" }, "a@mail.test", false },
	{ "a name that only ends alike is not aligned", { "mx.school.test; dkim=pass header.d=mail.test" },
		"a@evilmail.test", false },
	{ "spf alone proves nothing", { "mx.school.test; spf=pass smtp.mailfrom=mail.test" }, "a@mail.test",
		false },
	{ "somebody else's results", { "evil.test; dmarc=pass header.from=mail.test" }, "a@mail.test",
		false },
	{ "ours below somebody else's",
		{ "evil.test; dmarc=fail", "mx.school.test; dmarc=pass header.from=mail.test" },
		"a@mail.test", true },
	{ "a forged one of our name below the true one",
		{ "mx.school.test; dmarc=fail header.from=mail.test",
			"mx.school.test; dmarc=pass header.from=mail.test" },
		"a@mail.test", false },
	{ "a comment hides nothing", { "mx.school.test (x; dmarc=pass header.from=mail.test); dmarc=fail" },
		"a@mail.test", false },
	{ "a comment in the middle", { "mx.school.test; dmarc=pass (p=NONE) header.from=mail.test" },
		"a@mail.test", true },
	{ "a quoted string starts no result",
		{ "mx.school.test; dkim=fail reason=\"; dmarc=pass header.from=mail.test\"" }, "a@mail.test",
		false },
	{ "folded and in capitals", { "MX.School.Test;\r\n\tDMARC=PASS\r\n header.from=MAIL.test" },
		"a@mail.test", true },
	{ "no result", { "mx.school.test; none" }, "a@mail.test", false },
	{ "no header", { NULL }, "a@mail.test", false },
	{ "no From", { "mx.school.test; dmarc=pass header.from=mail.test" }, NULL, false },
	{ "a From without domain", { "mx.school.test; dmarc=pass header.from=" }, "a@", false },
};

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(g_free);

		for (int k = 0; rows[i].results[k]; k++)
			g_ptr_array_add(results, g_strdup(rows[i].results[k]));
		check(authres_proves(results, "mx.school.test", rows[i].from) == rows[i].proves,
			rows[i].label, "proves is %d", !rows[i].proves);
	}
	{
		g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(g_free);

		g_ptr_array_add(results, g_strdup("; dmarc=pass header.from=mail.test"));
		check(!authres_proves(results, NULL, "a@mail.test"), "no trusted server: nobody is believed",
			"proved");
		check(!authres_proves(results, "", "a@mail.test"), "an empty name is no trusted server",
			"proved");
	}
	return check_done();
}
