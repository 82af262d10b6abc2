/*
 * Writes every letter in every way it is sent, with made-up values, into a folder: LANGUAGE-ID-VARIANT.txt
 * and .html, for people to look at.
 *
 *     ninja -C build letters-preview          into build/letters
 */
#include "daemon/letters/letters.h"
#include "tests/unit/letter_samples.h"

#include <stdio.h>

static bool
write_part(
	const char *folder, const LetterSample *sample, const char *kind, const char *head, const char *text)
{
	g_autofree char *path = g_strdup_printf("%s/%s-%s%s%s.%s", folder, sample->language, sample->id,
		*sample->variant ? "-" : "", sample->variant, kind);
	g_autofree char *all = g_strconcat(head, text, NULL);
	g_autoptr(GError) error = NULL;

	if (!g_file_set_contents(path, all, -1, &error))
		fprintf(stderr, "%s\n", error->message);
	return !error;
}

int
main(int count, char **arguments)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(LetterSet) set = letter_set_new(letters_builtin, NULL, &error);

	if (count != 2 || !set) {
		fprintf(stderr, "%s\n", set ? "usage: preview FOLDER" : error->message);
		return 1;
	}
	g_mkdir_with_parents(arguments[1], 0777);
	for (const LetterSample *sample = letter_samples; sample->id; sample++) {
		g_autoptr(Value) values = letter_sample_values(sample);
		g_autoptr(LetterText) letter =
			letter_render(set, sample->id, sample->language, values, &error);
		g_autofree char *head = NULL;

		if (!letter) {
			fprintf(stderr, "%s\n", error->message);
			return 1;
		}
		head = g_strdup_printf("Subject: %s\n\n", letter->subject);
		if (!write_part(arguments[1], sample, "txt", head, letter->text) ||
			!write_part(arguments[1], sample, "html", "", letter->html))
			return 1;
	}
	return 0;
}
