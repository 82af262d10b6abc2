#include "parser/quote/announced.h"

#include "parser/text/line.h"

#include <string.h>

#define SAID_BYTES 300 /* of a line that announces */
#define BEHIND_LINES 4 /* of a greeting may stand below it */
#define BEHIND_BYTES 40

/* clang-format off */
/* Wherever they stand. */
static const char *const words[] = { "inline", "in-line", "in line below", "in red", "in blue", "in green", "in bold", "answers below", "comments below", "replies below", "responses below", "answers in the text", "红字", "红色字", "标红", "用红色", "蓝字", "蓝色字", "逐条回复", "逐条答复", "逐一回复", "原文中回", "原文里回", "在原邮件中", "在原文", "回复见下", "答复见下", "回复在下面", "写在下面原", "下面红", "下文红", "下方红", "以下红", "下面的红", "红色部分是我", "红色部分为我", "蓝色部分是我", "蓝色部分为我" };

/* In one line, and nothing but a greeting below it: what was written, and where or how. */
static const char *const things[] = { "answer", "comment", "repl", "respon", "remark", "feedback", "antwort",
	"kommentar", "anmerkung", "réponse", "remarque", "commentaire", "respuesta", "comentario", "rispost", "comment",
	"respost", "antwoord", "opmerking", "svar", "odpowied", "ответ", "комментари", "回答", "回复", "答复", "意见",
	"批注", "回覆", "答覆", "コメント", "답변" };
static const char *const places[] = { "below", "inline", "in-line", "in red", "in blue", "in green", "in bold",
	"in caps", "in capitals", "in colour", "in color", "highlighted", "unten", "in rot", "in blau", "in grün", "im text",
	"ci-dessous", "en rouge", "en bleu", "en vert", "en gras", "dans le texte", "abajo", "en rojo", "en azul",
	"en verde", "sotto", "in rosso", "in blu", "nel testo", "abaixo", "em vermelho", "em azul", "hieronder",
	"in het rood", "nedan", "i rött", "poniżej", "na czerwono", "ниже", "красным", "синим", "红", "蓝", "文中", "原文",
	"邮件中", "邮件里", "写在下", "写在后面", "标在", "批在", "寫在下", "紅", "藍", "赤字", "青字", "下記", "아래" };
/* clang-format on */

/* Is there nothing in `text` but a few short lines, as below a greeting? */
static bool
is_greeting(Line text)
{
	size_t lines = 0;

	while (text.length) {
		const char *end = memchr(text.start, '\n', text.length);
		Line line = { text.start, end ? (size_t)(end - text.start) : text.length };

		text = line_skip(text, line.length + 1);
		if (line_is_blank(line))
			continue;
		if (line.length > BEHIND_BYTES || ++lines > BEHIND_LINES)
			return false;
	}
	return true;
}

bool
quote_announces_answers(const char *text)
{
	Line rest = { text, strlen(text) };

	if (line_contains_any(rest, words, G_N_ELEMENTS(words)))
		return true;
	while (rest.length) {
		const char *end = memchr(rest.start, '\n', rest.length);
		Line line = { rest.start, end ? (size_t)(end - rest.start) : rest.length };

		rest = line_skip(rest, line.length + 1);
		line = line_trim(line);
		/* "My answers:" announces the next line. */
		if (line.length && line.length < SAID_BYTES && !line_ends(line, ":") &&
			!line_ends(line, "：") && line_contains_any(line, things, G_N_ELEMENTS(things)) &&
			line_contains_any(line, places, G_N_ELEMENTS(places)))
			return is_greeting(rest);
	}
	return false;
}

static bool
same_word(Line a, Line b)
{
	return a.length == b.length && a.length && !g_ascii_strncasecmp(a.start, b.start, a.length);
}

/* Is `word` the name, or one of its words? */
static bool
is_of_name(Line word, Line name)
{
	word = line_trim(word);
	if (same_word(word, name))
		return true;
	while (name.length) {
		const char *blank = memchr(name.start, ' ', name.length);
		Line first = { name.start, blank ? (size_t)(blank - name.start) : name.length };

		if (first.length > 1 && same_word(word, first))
			return true;
		name = line_skip(name, first.length + 1);
	}
	return false;
}

/* "[Zoe] I agree", "【李明】同意": does `line` begin with the name in brackets, and go on? */
static bool
begins_with_name(Line line, Line name)
{
	enum {
		NAME_BYTES = 60
	};
	static const struct {
		const char *open, *close;
	} brackets[] = { { "[", "]" }, { "【", "】" }, { "［", "］" } };

	line = line_trim(line);
	for (size_t i = 0; i < G_N_ELEMENTS(brackets); i++) {
		Line word = line_skip(line, line_starts(line, brackets[i].open));
		const char *close;

		if (word.length == line.length)
			continue;
		word.length = MIN(word.length, NAME_BYTES);
		close = line_find(word, brackets[i].close);
		if (!close)
			return false;
		word.length = (size_t)(close - word.start);
		return is_of_name(word, name) && close + strlen(brackets[i].close) < line.start + line.length;
	}
	return false;
}

bool
quote_names_answers(const Line *lines, size_t count, const char *author)
{
	Line name = author ? line_trim((Line){ author, strlen(author) }) : (Line){ "", 0 };
	size_t named = 0;

	/* A letter may begin with the name of whom it is for: one such line is none. */
	for (size_t i = 0; name.length && i < count && named < 2; i++)
		named += begins_with_name(lines[i], name);
	return named == 2;
}
