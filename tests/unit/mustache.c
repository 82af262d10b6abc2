/* Every rule of the Mustache core specification by cases of our own, then what strangers may try. */
#include "templates/mustache.h"
#include "tests/unit/check.h"

#include <string.h>

/* The one set of values that all rows share. */
static Value *
sample_values(void)
{
	Value *values = value_record();
	Value *school = value_record(), *head = value_record(), *rooms = value_list(),
	      *empty = value_record();
	Value *grid = value_list();

	value_set_text(values, "name", "李雷");
	value_set_text(values, "other", "B");
	value_set_text(values, "nothing", "");
	value_set_text(values, "angle", "<b> & \"q\"");
	value_set_text(values, "tag", "{{name}}");
	value_set_text(values, "lines", "<\n->");
	value_set(values, "yes", value_bool(true));
	value_set(values, "no", value_bool(false));
	value_set_text(head, "name", "韩梅梅");
	value_set_text(head, "mail", "han@school.test");
	value_set(school, "head", head);
	value_set_text(school, "town", "Y");
	value_set(values, "school", school);
	value_set(values, "empty", value_list());
	for (int i = 1; i <= 3; i++) {
		Value *room = value_record(), *row = value_list();
		char number[2] = { (char)('0' + i), '\0' };

		value_set_text(room, "number", number);
		if (i == 2)
			value_set_text(room, "name", "lab");
		value_add(rooms, room);
		value_add(row, value_text(number));
		value_add(row, value_text("x"));
		value_add(grid, row);
	}
	value_set(values, "rooms", rooms);
	value_set(values, "grid", grid);
	value_set(empty, "inner", value_record());
	value_set(values, "shell", empty);
	return values;
}

static char *
escape_html(const char *text)
{
	return g_markup_escape_text(text, -1);
}

static const struct {
	const char *name, *source;
} partials[] = {
	{ "plain", "from partial" },
	{ "asks", "*{{name}}*" },
	{ "node", "{{name}}<{{#child}}{{>node}}{{/child}}>" },
	{ "loop", "{{>loop}}" },
	{ "twice", "{{>twice}}{{>twice}}" },
	{ "block", "|\n{{{lines}}}\n|\n" },
	{ "two", ">\n>" },
	{ "outer", "[\n  {{>two}}\n]\n" },
	{ "sections", "{{#yes}}\nin\n{{/yes}}\nout\n" },
	{ "delimited", "{{=| |=}}|name|" },
};

/* `data`: name → Template, those of partials[] that were asked for already. */
static const Template *
find_partial(const char *name, gpointer data)
{
	Template *template = g_hash_table_lookup(data, name);

	for (size_t i = 0; !template && i < G_N_ELEMENTS(partials); i++)
		if (g_str_equal(partials[i].name, name)) {
			template = template_parse(partials[i].source, NULL);
			g_hash_table_insert(data, g_strdup(name), template);
		}
	return template;
}

static const struct {
	const char *label, *source, *want;
} rows[] = {
	{ "an empty template gives nothing", "", "" },
	{ "text stays as it is", "a } { b {} {c\n", "a } { b {} {c\n" },
	/* comments */
	{ "a comment inside a line leaves no trace", "12{{! gone }}34", "1234" },
	{ "a comment spans lines", "12{{!\n gone\n}}34", "1234" },
	{ "a standalone comment takes its line", "a\n{{! gone }}\nb\n", "a\nb\n" },
	{ "an indented standalone comment takes its line", "a\n \t{{! gone }} \nb\n", "a\nb\n" },
	{ "a standalone comment takes a CRLF", "a\r\n{{! gone }}\r\nb", "a\r\nb" },
	{ "a standalone comment may begin the template", "  {{! gone }}\nb", "b" },
	{ "a standalone comment may end the template", "a\n  {{! gone }}", "a\n" },
	{ "a standalone comment of many lines", "a\n{{!\ngone\n}}\nb", "a\nb" },
	{ "an indented comment of many lines", "a\n  {{!\n  gone\n  }}\nb", "a\nb" },
	{ "a comment beside text is not standalone", "a  {{! gone }}\nb", "a  \nb" },
	{ "blanks around a comment stay", "12 {{! gone }} 34", "12  34" },
	{ "a comment may look like a name", "{{!name}}{{! name }}x", "x" },
	/* variables */
	{ "a variable is replaced", "Hello {{name}}!", "Hello 李雷!" },
	{ "a variable is not read again", "{{tag}}", "{{name}}" },
	{ "a variable is escaped", "{{angle}}", "&lt;b&gt; &amp; &quot;q&quot;" },
	{ "three braces do not escape", "{{{angle}}}", "<b> & \"q\"" },
	{ "an ampersand does not escape", "{{&angle}}", "<b> & \"q\"" },
	{ "an unknown name is empty", "[{{stranger}}{{{stranger}}}{{&stranger}}]", "[]" },
	{ "an empty text is empty", "[{{nothing}}]", "[]" },
	{ "a list or a record prints nothing", "[{{rooms}}{{school}}]", "[]" },
	{ "blanks inside tags do not matter", "{{ name }}{{{ name }}}{{& name }}", "李雷李雷李雷" },
	{ "a line break inside a tag does not matter", "{{\nname\n}}", "李雷" },
	{ "blanks around a variable stay", "| {{name}} |{{{name}}} |\t{{&name}} |",
		"| 李雷 |李雷 |\t李雷 |" },
	{ "a variable alone on its line is not standalone", "  {{name}}\n  {{{name}}}\n{{&name}}\n",
		"  李雷\n  李雷\n李雷\n" },
	{ "a dotted name goes inside", "{{school.head.name}}", "韩梅梅" },
	{ "a raw dotted name goes inside", "{{{school.head.mail}}}{{&school.town}}", "han@school.testY" },
	{ "a dotted name goes as deep as it says",
		"{{#school}}{{#head}}{{school.head.name}}{{/head}}{{/school}}", "韩梅梅" },
	{ "a broken chain is empty", "[{{school.stranger.name}}]", "[]" },
	{ "a broken chain does not look outside", "[{{school.name}}]", "[]" },
	{ "a text has no members", "[{{name.name}}]", "[]" },
	{ "the first part is found outside, the rest is not",
		"{{#shell}}{{#inner}}{{school.head.name}}[{{inner.name}}]{{/inner}}{{/shell}}", "韩梅梅[]" },
	{ "a nearer record hides a farther one", "{{#school}}{{#head}}{{name}}{{/head}}{{name}}{{/school}}",
		"韩梅梅李雷" },
	{ "a dot is the value itself", "{{#name}}{{.}}{{/name}}", "李雷" },
	{ "a dot is escaped", "{{#angle}}{{.}}{{/angle}}", "&lt;b&gt; &amp; &quot;q&quot;" },
	{ "a raw dot is not", "{{#angle}}{{{.}}}{{&.}}{{/angle}}", "<b> & \"q\"<b> & \"q\"" },
	/* sections */
	{ "a true section stays", "[{{#yes}}in{{/yes}}]", "[in]" },
	{ "a false section goes", "[{{#no}}in{{/no}}]", "[]" },
	{ "an unknown section goes", "[{{#stranger}}in{{/stranger}}]", "[]" },
	{ "an empty text's section goes", "[{{#nothing}}in{{/nothing}}]", "[]" },
	{ "an empty list's section goes", "[{{#empty}}in{{/empty}}]", "[]" },
	{ "a record's section sees its members", "{{#school}}{{town}}{{name}}{{/school}}", "Y李雷" },
	{ "a list's section comes once for each", "{{#rooms}}<{{number}}>{{/rooms}}", "<1><2><3>" },
	{ "an item's member hides ours for that item alone", "{{#rooms}}{{name}},{{/rooms}}",
		"李雷,lab,李雷," },
	{ "a list of texts by dots", "{{#grid}}({{#.}}{{.}}{{/.}}){{/grid}}", "(1x)(2x)(3x)" },
	{ "a section in itself", "{{#yes}}a{{#yes}}b{{/yes}}c{{/yes}}", "abc" },
	{ "a list in itself", "{{#rooms}}{{#rooms}}{{number}}{{/rooms}};{{/rooms}}", "123;123;123;" },
	{ "a false section hides what is in it", "{{#no}}{{#yes}}a{{/yes}}{{name}}{{/no}}b", "b" },
	{ "two sections after each other", "{{#yes}}a{{/yes}}{{#yes}}b{{/yes}}", "ab" },
	{ "a dotted section", "{{#school.head}}{{mail}}{{/school.head}}", "han@school.test" },
	{ "a dotted section that is not there", "[{{#school.no.yes}}in{{/school.no.yes}}]", "[]" },
	{ "blanks inside section tags", "{{# yes }}in{{/ yes }}", "in" },
	{ "blanks around sections stay", " | {{#yes}}\t|\t{{/yes}} | \n", " | \t|\t | \n" },
	{ "a section inside a line keeps its line break", " {{#yes}}a{{/yes}}\n {{#yes}}b{{/yes}}\n",
		" a\n b\n" },
	{ "standalone section lines go", "a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n" },
	{ "indented standalone section lines go", "a\n  {{#yes}}\nb\n\t{{/yes}} \nc", "a\nb\nc" },
	{ "standalone lines with CRLF go", "a\r\n{{#yes}}\r\n{{/yes}}\r\nb", "a\r\nb" },
	{ "a standalone section may begin the template", "  {{#yes}}\na{{/yes}}\nb", "a\nb" },
	{ "a standalone section may end the template", "{{#yes}}a\n  {{/yes}}", "a\n" },
	{ "standalone lines inside a list go for each", "{{#rooms}}\n- {{number}}\n{{/rooms}}\n.",
		"- 1\n- 2\n- 3\n." },
	{ "two tags on one line are not standalone", "{{#yes}}{{/yes}}\nx", "\nx" },
	{ "open and close on one line are not standalone", "  {{#yes}} {{/yes}}\nx", "   \nx" },
	/* inverted sections */
	{ "an inverted true section goes", "[{{^yes}}in{{/yes}}]", "[]" },
	{ "an inverted false section stays", "[{{^no}}in{{/no}}]", "[in]" },
	{ "an inverted unknown section stays", "[{{^stranger}}in{{/stranger}}]", "[in]" },
	{ "an inverted empty text stays", "[{{^nothing}}in{{/nothing}}]", "[in]" },
	{ "an inverted empty list stays", "[{{^empty}}in{{/empty}}]", "[in]" },
	{ "an inverted list goes", "[{{^rooms}}in{{/rooms}}]", "[]" },
	{ "an inverted record goes", "[{{^school}}in{{/school}}]", "[]" },
	{ "inverted in itself", "{{^no}}a{{^no}}b{{/no}}c{{/no}}", "abc" },
	{ "inverted in itself, true", "a{{^yes}}b{{^yes}}c{{/yes}}d{{/yes}}e", "ae" },
	{ "an inverted dotted name", "[{{^school.none}}in{{/school.none}}{{^school.town}}no{{/school.town}}]",
		"[in]" },
	{ "an inverted section keeps our values", "{{^no}}{{name}}{{/no}}", "李雷" },
	{ "standalone inverted lines go", "a\n {{^no}}\nb\n{{/no}} \nc\n", "a\nb\nc\n" },
	{ "standalone inverted lines with CRLF go", "a\r\n{{^no}}\r\n{{/no}}\r\nb", "a\r\nb" },
	{ "blanks inside inverted tags", "{{^ no }}in{{/ no }}", "in" },
	/* partials */
	{ "a partial comes in", "[{{>plain}}]", "[from partial]" },
	{ "a partial that is not there is empty", "[{{>stranger}}]", "[]" },
	{ "a partial sees our values", "{{>asks}}", "*李雷*" },
	{ "a partial sees the section's values", "{{#school}}{{#head}}{{>asks}}{{/head}}{{/school}}",
		"*韩梅梅*" },
	{ "a partial may ask for itself", "{{#rooms}}{{>node}}{{/rooms}}", "李雷<>lab<>李雷<>" },
	{ "a partial inside a line keeps the blanks", "| {{>plain}} |", "| from partial |" },
	{ "a partial inside a line is not indented", "  {{name}}  {{>two}}\n", "  李雷  >\n>\n" },
	{ "a standalone partial loses its line break", "a\n{{>two}}\nb", "a\n>\n>b" },
	{ "a standalone partial is indented", "a\n  {{>two}}\nb\n", "a\n  >\n  >b\n" },
	{ "a standalone partial with CRLF", "|\r\n{{>two}}\r\n|", "|\r\n>\n>|" },
	{ "a standalone partial may begin the template", "  {{>two}}\n>", "  >\n  >>" },
	{ "a standalone partial may end the template", ">\n  {{>two}}", ">\n  >\n  >" },
	{ "a value's lines are not indented", "\\\n {{>block}}\n/\n", "\\\n |\n <\n->\n |\n/\n" },
	{ "a partial in a partial adds its indentation", "  {{>outer}}\n", "  [\n    >\n    >  ]\n" },
	{ "standalone lines of a partial are not indented", "  {{>sections}}\n", "  in\n  out\n" },
	{ "blanks inside a partial's tag", "{{> plain }}", "from partial" },
	{ "delimiters go into no partial", "{{=[ ]=}}[>asks]", "*李雷*" },
	{ "delimiters come out of no partial", "{{>delimited}}{{name}}|name|", "李雷李雷|name|" },
	/* delimiters */
	{ "delimiters change", "{{=<% %>=}}<%name%>{{name}}", "李雷{{name}}" },
	{ "delimiters may be of signs that mean something elsewhere", "({{=[ ]=}}[name])", "(李雷)" },
	{ "delimiters change back", "{{=| |=}}|name||={{ }}=|{{name}}|name|", "李雷李雷|name|" },
	{ "delimiters hold inside sections", "{{=| |=}}|#yes|{{name}}|name||/yes|", "{{name}}李雷" },
	{ "delimiters changed inside a section hold after it", "{{#yes}}{{=| |=}}|/yes||name|", "李雷" },
	{ "delimiters apart by many blanks", "{{=   @   @   =}}@name@", "李雷" },
	{ "blanks around a delimiter tag stay", "| {{=@ @=}} |", "|  |" },
	{ "a delimiter tag beside text is not standalone", " | {{=@ @=}}\n", " | \n" },
	{ "a standalone delimiter tag takes its line", "a\n  {{=@ @=}} \nb", "a\nb" },
	{ "a standalone delimiter tag takes a CRLF", "|\r\n{{= @ @ =}}\r\n|", "|\r\n|" },
	{ "a delimiter tag may begin and end the template", "  {{=@ @=}}", "" },
	{ "a delimiter tag may begin the template", "  {{=@ @=}}\n=", "=" },
	{ "raw braces after a change of delimiters", "{{=<% %>=}}<%{angle}%><%&angle%>",
		"<b> & \"q\"<b> & \"q\"" },
	{ "inverted after a change of delimiters", "{{=| |=}}|^no|in|/no|", "in" },
};

static const struct {
	const char *label, *source, *error;
} bad[] = {
	{ "a tag that is not closed is named with its line", "a\n\n{{name",
		"line 3: a tag is not closed, \"}}\" is missing" },
	{ "a raw tag needs its third brace", "{{{name}}", "line 1: a tag is not closed, \"}}}\" is missing" },
	{ "a section that is never closed", "a\n{{#yes}}\n\n", "line 2: section \"yes\" is never closed" },
	{ "a section that was never open", "{{/yes}}", "line 1: \"yes\" is closed and was not open" },
	{ "sections that cross", "{{#yes}}\n{{^no}}\n{{/yes}}",
		"line 3: \"yes\" is closed inside \"no\" of line 2" },
	{ "lines inside comments count", "{{!\n\n}}\n{{x", "line 4: a tag is not closed, \"}}\" is missing" },
	{ "a tag without a name", "{{ }}", "line 1: \"\" is no name" },
	{ "a name with a blank", "{{a b}}", "line 1: \"a b\" is no name" },
	{ "a name that ends in a dot", "{{a.}}", "line 1: \"a.\" is no name" },
	{ "a name with two dots", "{{a..b}}", "line 1: \"a..b\" is no name" },
	{ "one delimiter is too few", "{{=| =}}", "line 1: delimiters are two words of at most 16 bytes" },
	{ "three delimiters are too many", "{{=a b c=}}",
		"line 1: delimiters are two words of at most 16 bytes" },
	{ "a delimiter without end is refused", "{{=aaaaaaaaaaaaaaaaaaaa b=}}",
		"line 1: delimiters are two words of at most 16 bytes" },
	{ "an unfinished delimiter tag", "{{=a b}}", "line 1: a tag is not closed, \"=}}\" is missing" },
};

static char *
render(const char *source, GError **error)
{
	g_autoptr(Value) values = sample_values();
	g_autoptr(Template) template = template_parse(source, error);
	g_autoptr(GHashTable) parsed =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_free);

	return template ? template_render(template, values, escape_html, find_partial, parsed, error) : NULL;
}

static char *
repeat(const char *text, int times)
{
	GString *all = g_string_new(NULL);

	for (int i = 0; i < times; i++)
		g_string_append(all, text);
	return g_string_free(all, FALSE);
}

static void
check_error(const char *label, const char *source, const char *want)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *got = render(source, &error);

	check_text(label, got ? got : error->message, want);
}

static void
check_limits(void)
{
	g_autofree char *deep = repeat("{{#yes}}", 100000);
	g_autofree char *open = repeat("{{#yes}}", 255), *close = repeat("{{/yes}}", 255);
	g_autofree char *fits = g_strconcat(open, "x", close, NULL);
	g_autofree char *braces = repeat("{", 1 << 20);
	g_autofree char *lines = repeat("\n", 1 << 20), *blanks = repeat(" \t", 1 << 19);
	g_autofree char *blank_tag = g_strconcat(blanks, "{{! x }}", blanks, NULL);
	g_autofree char *huge = repeat("0123456789abcdef", 1 << 18);
	g_autofree char *one_more = g_strconcat(huge, "x", NULL);
	g_autofree char *many = repeat("{{#grid}}", 20), *many_close = repeat("{{/grid}}", 20);
	g_autofree char *product = g_strconcat(many, many_close, NULL);
	g_autofree char *got = NULL;

	check_error("a hundred thousand open sections are refused", deep,
		"line 1: more than 256 sections in each other");
	check_error("255 sections in each other are fine", fits, "x");
	check_error("a partial that asks for itself without end is stopped", "{{>loop}}",
		"sections and partials nest more than 256 levels");
	check_error("a partial that doubles without end is stopped", "{{>twice}}",
		"sections and partials nest more than 256 levels");
	check_error("lists that multiply are stopped", product, "the template takes too many steps");
	check_error("a million braces are one open tag", braces,
		"line 1: a tag is not closed, \"}}}\" is missing");
	got = render(lines, NULL);
	check_text("a million line breaks come back", got, lines);
	check_error("a standalone tag in a megabyte of blanks", blank_tag, "");
	g_clear_pointer(&got, g_free);
	got = render(huge, NULL);
	check(got && strlen(got) == 4u << 20, "four mebibytes are fine", "refused or cut");
	check_error("one byte more is refused", one_more, "the text grows past 4 MiB");
}

static void
check_uses(void)
{
	g_autoptr(Template) template =
		template_parse("{{a}}\n{{#b}}{{{c.d}}}{{^e}}{{.}}{{/e}}{{/b}}\n{{>p}}", NULL);
	g_autoptr(GPtrArray) uses = template_uses(template);
	g_autoptr(GString) told = g_string_new(NULL);

	for (unsigned i = 0; i < uses->len; i++) {
		const TemplateUse *use = g_ptr_array_index(uses, i);

		g_string_append_printf(told, "%s:%d:%d:%s ", use->name, (int)use->kind, use->line,
			use->within ? use->within->name : "-");
	}
	check_text("what a template asks for is told with kind, line and section", told->str,
		"a:0:1:- b:2:2:- c.d:1:2:b e:3:2:b .:0:2:e p:4:3:- ");
}

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *got = render(rows[i].source, &error);

		check_text(rows[i].label, got ? got : error->message, rows[i].want);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		check_error(bad[i].label, bad[i].source, bad[i].error);
	check_limits();
	check_uses();
	return check_done();
}
