#include "parser/body/html.h"
#include "tests/unit/check.h"

#include <glib.h>
#include <string.h>

static const struct {
	const char *label;
	const char *html;
	const char *text;
} rows[] = {
	{ "text", "hello", "hello" },
	{ "blanks collapse", " a \n\t b ", "a b" },
	{ "a line end inside Chinese is no blank", "投\n诉 A\nB", "投诉 A B" },
	{ "inline elements glue", "a<b>b</b><span>c</span>", "abc" },
	{ "paragraphs", "<p>a</p><p>b</p>", "a\n\nb" },
	{ "Word's paragraphs", "<p class=MsoNormal>a</p><p class=MsoNormal>b</p>", "a\nb" },
	{ "boxes", "<div>a</div><div><div>b</div></div>c", "a\nb\nc" },
	{ "line breaks", "a<br>b<br/>c<br><br><br><br>d", "a\nb\nc\n\nd" },
	{ "references", "&lt;&amp;&gt;&nbsp;&copy;&#20013;&#x6587;&euro;&#128;", "<&> ©中文€€" },
	{ "references without semicolon, unknown, broken", "a&amp b &nosuch; &#; &#xFFFFFFFF; & c",
		"a& b &nosuch; &#; \xef\xbf\xbd & c" },
	{ "zero-width characters", "a\xe2\x80\x8b&#8203;b&shy;c", "abc" },
	{ "a table", "<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>e", "a | b\nc | d\ne" },
	{ "a table of paragraphs", "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a | b" },
	{ "an empty cell in the middle", "<table><tr><td>a<td><td>c</table>", "a |  | c" },
	{ "empty cells at the ends", "<table><tr><td><td>b<td></table>", "b" },
	{ "a cell of two lines", "<table><tr><td>a<br>b<td>c</table>", "a\nb\nc" },
	{ "a layout table",
		"<table><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td></tr></table>",
		"a\nb" },
	{ "lists", "x<ul><li>a</li><li>b</ul>y", "x\n- a\n- b\ny" },
	{ "a numbered list inside a list", "<ul><li>a<ol start=3><li>b<li>c</ol><li>d</ul>",
		"- a\n  3. b\n  4. c\n- d" },
	{ "an item that begins with a paragraph", "<ul><li><p>a</p></li></ul>", "- a" },
	{ "quotes", "a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e", "a\n> b\n> c\n> > d\ne" },
	{ "a link", "<a href=\"http://x.test/?a&amp;b\">here</a>.", "here <http://x.test/?a&b>." },
	{ "a link that says its address", "<a href='http://x.test'>http://x.test</a>", "http://x.test" },
	{ "a mail link", "<a href='mailto:a@x.test?subject=y'>write</a>", "write <a@x.test>" },
	{ "a link that goes nowhere", "<a href='#top'>up</a><a href='javascript:x()'>y</a>", "upy" },
	{ "a picture", "<img alt='a &lt; b' src=x><img src=y><img alt=''>", "[a < b]" },
	{ "preformatted", "<pre>a\n  b\tc\n\n\n d</pre>e", "a\n  b    c\n\n d\ne" },
	{ "a rule", "a<hr>b", "a\n________________________________\nb" },
	{ "script, style, title, head",
		"<head><title>t</title><style>s</style></head>a<script>if(a<b)x=\"</p>\"</script>b", "ab" },
	{ "comments", "a<!-- <b>x</b> -->b<!---->c", "abc" },
	{ "a comment that never closes", "a<!-- x > b <!-- y > c", "a b c" },
	{ "Outlook's conditions", "<!--[if mso]>x<![endif]--><![if !mso]>y<![endif]><o:p>&nbsp;</o:p>z",
		"y z" },
	{ "hidden by style", "a<div style=\"DISPLAY : none\">x<div>y</div>z</div>b", "ab" },
	{ "hidden by attribute", "a<p hidden>x<p>b", "a\n\nb" },
	{ "hidden void elements hide nothing", "a<input style='display:none'>b<br style='display:none'>c",
		"ab\nc" },
	{ "all hidden", "<div style='display:none'>a", "a" },
	{ "brackets in text", "1 < 2 > 0 <3 </ x", "1 < 2 > 0 <3 </ x" },
	{ "a bracket in an attribute", "<a title=\"a>b\">c</a>", "c" },
	{ "an unclosed quote", "<a title=\"x>c</a> d", "c d" },
	{ "an unclosed tag", "a<b", "a" },
	{ "a tag inside a tag", "<div <p>a", "a" },
	{ "end tags alone", "</div></table></ul></blockquote>a", "a" },
	{ "unknown elements", "<foo:bar a=b>x</foo:bar>", "x" },
	{ "nothing", "", "" },
};

int
main(void)
{
	bool truncated = true;
	g_autofree char *cut = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = html_to_text(rows[i].html, strlen(rows[i].html), 1000, &truncated);

		check_text(rows[i].label, got, rows[i].text);
		check(!truncated, rows[i].label, "truncated");
	}
	cut = html_to_text("中文中文", 12, 7, &truncated);
	check(truncated && g_utf8_validate(cut, -1, NULL) && strlen(cut) <= 7, "a limit", "got %s", cut);
	return check_done();
}
