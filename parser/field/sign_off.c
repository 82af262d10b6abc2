#include "parser/field/sign_off.h"

#include "parser/field/person_name.h"

#include <string.h>

#define TAIL_LINES 8 /* at the end of a text may sign it */

/* Takes the dashes and polite words around a name in a sign-off. */
static Line
bare_signature(Line line)
{
	static const char *const before[] = { "——", "—", "--", "-", "学员", "学生", "家长", "投诉人",
		"一名学员", "您的学员", "from ", "by " };
	static const char *const after[] = { "敬上", "谨上", "上", "敬启", "手书", "谨启", "呈上", "拜上",
		"。", "." };
	bool changed = true;

	while (changed) {
		changed = false;
		line = line_trim(line);
		for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
			if (line_starts(line, before[i]) && line.length > strlen(before[i])) {
				line = line_skip(line, strlen(before[i]));
				line = line_trim(line_skip(line, colon_length(line.start, line.length)));
				changed = true;
			}
		for (size_t i = 0; i < G_N_ELEMENTS(after); i++)
			if (line_ends(line, after[i]) && line.length > strlen(after[i])) {
				line.length -= strlen(after[i]);
				changed = true;
			}
	}
	return line_trim(line);
}

/* "李明妈妈": the child's name, and a minor. */
static bool
read_kin_signature(Finding *finding, Line line)
{
	size_t kin = kin_at_end(line);
	Line child = { line.start, line.length - kin };

	if (!kin)
		return false;
	child = name_at_end(child);
	finding_add_text(finding, "minor", "yes", "sign-off");
	if (child.length)
		finding_add(finding, "name", child, "sign-off");
	return true;
}

static bool
is_closing(Line line)
{
	static const char *const words[] = { "best regards", "kind regards", "regards", "warm regards",
		"sincerely", "yours sincerely", "yours faithfully", "yours truly", "thanks", "thank you",
		"many thanks", "best", "cheers", "respectfully", "best wishes", "敬礼", "此致", "祝好",
		"谢谢" };

	while (line.length && strchr(",.! ", line.start[line.length - 1]))
		line.length--;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (line_is(line, words[i]))
			return true;
	return false;
}

/* The last lines of a text, from the last one up: dates, numbers and polite words are passed over. */
void
finding_read_sign_off(Finding *finding, const Line *lines, size_t count)
{
	int seen = 0;

	for (size_t i = count; i-- > 0 && seen < TAIL_LINES && !finding_has(finding, "name");) {
		Line line = line_trim(lines[i]), name;
		bool dashed = line_starts(line, "-") || line_starts(line, "—");
		size_t up = i;

		if (!line.length)
			continue;
		seen++;
		if (line_characters(line) > 30)
			break;
		name = bare_signature(line);
		if (read_kin_signature(finding, name))
			break;
		/* "高三1班 张三", "张三 13800000000" */
		for (Line word = name; word.length;) {
			const char *blank = memchr(word.start, ' ', word.length);
			Line one = { word.start, blank ? (size_t)(blank - word.start) : word.length };

			if (name_is_chinese(one))
				finding_add(finding, "name", one, "sign-off");
			word = line_trim(line_skip(word, one.length));
		}
		if (finding_has(finding, "name"))
			break;
		name = name_at_end(name);
		if (name.length && seen <= 3) {
			finding_add(finding, "name", name, "sign-off");
			break;
		}
		while (up > 0 && line_is_blank(lines[up - 1]))
			up--;
		name = bare_signature(line);
		if (name_is_latin(name) && !is_closing(name) &&
			(dashed || (up > 0 && is_closing(line_trim(lines[up - 1])))))
			finding_add(finding, "name", name, "sign-off");
	}
}
