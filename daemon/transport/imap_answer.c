#include "daemon/transport/imap_answer.h"

#include <string.h>

enum {
	WORDS_MAX = 200, /* of a server's text in an error */
};

static const char *const status_words[IMAP_STATUS_COUNT] = {
	[IMAP_STATUS_OK] = "OK",
	[IMAP_STATUS_NO] = "NO",
	[IMAP_STATUS_BAD] = "BAD",
	[IMAP_STATUS_BYE] = "BYE",
	[IMAP_STATUS_PREAUTH] = "PREAUTH",
};

/* Takes the word and the blank behind it; the word may end the text. */
static bool
take_word(ImapAnswer *answer, const char *word)
{
	size_t length = strlen(word);

	if (answer->length < length || g_ascii_strncasecmp(answer->text, word, length) != 0)
		return false;
	if (answer->length > length && answer->text[length] != ' ')
		return false;
	length += answer->length > length;
	answer->text += length;
	answer->length -= length;
	return true;
}

static bool
take_number(ImapAnswer *answer, uint32_t *out)
{
	uint64_t number = 0;
	size_t i = 0;

	while (i < answer->length && g_ascii_isdigit(answer->text[i])) {
		number = number * 10 + (uint64_t)(answer->text[i++] - '0');
		if (number > UINT32_MAX)
			return false;
	}
	if (i == 0 || (i < answer->length && answer->text[i] != ' ' && answer->text[i] != ']'))
		return false;
	*out = (uint32_t)number;
	answer->text += i;
	answer->length -= i;
	if (answer->length && answer->text[0] == ' ') {
		answer->text++;
		answer->length--;
	}
	return true;
}

static bool
take_status(ImapAnswer *answer)
{
	for (int i = 0; i < IMAP_STATUS_COUNT; i++)
		if (take_word(answer, status_words[i])) {
			answer->status = (ImapStatus)i;
			return true;
		}
	return false;
}

/* "[" code [ " " what belongs to it ] "]" at the beginning of a status text. */
static void
read_code(ImapAnswer *answer)
{
	ImapAnswer inside = *answer;
	const char *end;

	if (answer->length == 0 || answer->text[0] != '[')
		return;
	end = memchr(answer->text, ']', answer->length);
	if (!end)
		return;
	inside.text++;
	inside.length = (size_t)(end - inside.text);
	if (take_word(&inside, "UIDVALIDITY") && take_number(&inside, &answer->code_number)) {
		answer->code = IMAP_CODE_UIDVALIDITY;
	} else if (take_word(&inside, "UIDNEXT") && take_number(&inside, &answer->code_number)) {
		answer->code = IMAP_CODE_UIDNEXT;
	} else if (take_word(&inside, "CAPABILITY")) {
		answer->code = IMAP_CODE_CAPABILITY;
		answer->text = inside.text;
		answer->length = inside.length;
	}
}

static ImapAnswer
read_untagged(ImapAnswer answer)
{
	static const struct {
		const char *word;
		ImapAnswerKind kind;
		bool numbered;
	} words[] = {
		{ "CAPABILITY", IMAP_ANSWER_CAPABILITY, false },
		{ "SEARCH", IMAP_ANSWER_SEARCH, false },
		{ "EXISTS", IMAP_ANSWER_EXISTS, true },
		{ "EXPUNGE", IMAP_ANSWER_EXPUNGE, true },
		{ "FETCH", IMAP_ANSWER_FETCH, true },
	};
	bool numbered;

	if (take_status(&answer)) {
		answer.kind = IMAP_ANSWER_STATUS;
		read_code(&answer);
		return answer;
	}
	numbered = take_number(&answer, &answer.number);
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (numbered == words[i].numbered && take_word(&answer, words[i].word)) {
			answer.kind = words[i].kind;
			break;
		}
	return answer;
}

ImapAnswer
imap_answer_read(const char *line, size_t length)
{
	ImapAnswer answer = { .kind = IMAP_ANSWER_OTHER, .text = line, .length = length };

	if (take_word(&answer, "*"))
		return read_untagged(answer);
	if (take_word(&answer, "+")) {
		answer.kind = IMAP_ANSWER_CONTINUE;
		return answer;
	}
	if (length < 2 || line[0] != 'c')
		return answer;
	answer.text++;
	answer.length--;
	if (take_number(&answer, &answer.tag) && take_status(&answer)) {
		answer.kind = IMAP_ANSWER_TAGGED;
		read_code(&answer);
	}
	return answer;
}

bool
imap_answer_numbers(const ImapAnswer *answer, GArray *out_numbers)
{
	ImapAnswer rest = *answer;
	uint32_t number;

	while (rest.length) {
		if (rest.text[0] == ' ') {
			rest.text++;
			rest.length--;
			continue;
		}
		/* "(MODSEQ 12)" may stand at the end. */
		if (rest.text[0] == '(')
			return true;
		if (!take_number(&rest, &number))
			return false;
		g_array_append_val(out_numbers, number);
	}
	return true;
}

char *
imap_answer_words(const char *text, size_t length)
{
	g_autofree char *start = g_strndup(text, MIN(length, WORDS_MAX));
	char *words = g_utf8_make_valid(start, -1);

	for (char *at = words; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 127)
			*at = ' ';
	return g_strstrip(words);
}
