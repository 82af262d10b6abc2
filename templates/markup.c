#include "templates/blocks.h"

#include <string.h>

#define MAX_LINE_CHARACTERS 200

/* How each block is signed in a source, marked afterwards, and looks in the text part. No sign begins with
 * another one. */
static const struct {
	const char *sign; /* at the start of a template line */
	char mark;        /* what stands for it in marked text */
	int cells;        /* at most */
	bool joins;       /* over blank lines too */
	BlockKind family; /* joins these, too; BLOCK_PARAGRAPH: its own kind alone */
	const char *first, *middle,
		*next; /* before the first cell, between the cells, before further lines */
} blocks[BLOCK_COUNT] = {
	[BLOCK_PARAGRAPH] = { NULL, '\0', 1, false, 0, "", "", "" },
	[BLOCK_BANNER] = { "= ", '\x01', 2, true, 0, "", " · ", "" },
	[BLOCK_HEADING] = { "# ", '\x02', 1, false, 0, "■ ", "", "  " },
	[BLOCK_CALLOUT] = { "! ", '\x03', 1, false, 0, "▌", "", "▌" },
	[BLOCK_ITEM] = { "- ", '\x04', 1, true, 0, "- ", "", "  " },
	[BLOCK_ROW] = { "| ", '\x05', 2, true, 0, "", "：", "  " },
	[BLOCK_QUOTE] = { "> ", '\x06', 1, false, 0, "> ", "", "> " },
	[BLOCK_ACTION] = { "=> ", '\x0e', 2, true, 0, "", "", "" },
	[BLOCK_SMALL] = { "~ ", '\x0f', 1, false, 0, "", "", "" },
	[BLOCK_RULE] = { "---", '\x10', 1, true, 0, "· · · · ·", "", "" },
	[BLOCK_SECTION] = { "## ", '\x11', 2, false, 0, "■ ", "　", "  " },
	[BLOCK_TILE] = { "* ", '\x12', 4, true, BLOCK_TILE, "· ", "　", "  " },
	[BLOCK_TILE_GOOD] = { "*+ ", '\x13', 4, true, BLOCK_TILE, "· ", "　", "  " },
	[BLOCK_TILE_BAD] = { "*! ", '\x14', 4, true, BLOCK_TILE, "· ", "　", "  " },
	[BLOCK_ENTRY] = { "& ", '\x15', 6, true, BLOCK_ENTRY, "- ", "　", "  " },
	[BLOCK_ENTRY_BAD] = { "&! ", '\x16', 6, true, BLOCK_ENTRY, "- ", "　", "  " },
	[BLOCK_HEADER] = { "|# ", '\x17', 6, true, BLOCK_LINE, "", "　", "  " },
	[BLOCK_LINE] = { "|| ", '\x18', 6, true, BLOCK_LINE, "", "　", "  " },
	[BLOCK_BAR] = { "% ", '\x19', 3, true, BLOCK_BAR, "", "　", "  " },
	[BLOCK_BAR_BAD] = { "%! ", '\x1a', 3, true, BLOCK_BAR, "", "　", "  " },
	[BLOCK_PICTURE] = { "@ ", '\x1b', 3, false, 0, "", "", "  " },
};

/* ---- loading ---- */
static void
mark_line(GString *out, const char *line, size_t length)
{
	BlockKind kind = BLOCK_PARAGRAPH;
	const char *end = line + length;

	for (int i = 1; i < BLOCK_COUNT; i++)
		if (length >= strlen(blocks[i].sign) &&
			!strncmp(line, blocks[i].sign, strlen(blocks[i].sign)))
			kind = (BlockKind)i;
	if (kind == BLOCK_PARAGRAPH) {
		g_string_append_len(out, line, (gssize)length);
		return;
	}
	g_string_append_c(out, blocks[kind].mark);
	for (const char *c = line + strlen(blocks[kind].sign); c < end; c++)
		if (blocks[kind].cells > 1 && *c == '|')
			g_string_append_c(out, CELL);
		else if ((kind == BLOCK_ACTION || blocks[kind].family == BLOCK_ENTRY) && end - c >= 3 &&
			 !memcmp(c, "…", 3)) {
			g_string_append_c(out, HOLE);
			c += 2;
		} else
			g_string_append_c(out, *c);
}

static bool
is_control(char c)
{
	return (unsigned char)c < ' ' && c != '\n' && c != '\r' && c != '\t';
}

char *
markup_mark(const char *source)
{
	GString *out = g_string_new(NULL);
	g_autofree char *clean = g_strdup(source);
	const char *line = clean;

	for (char *c = clean; *c; c++)
		if (is_control(*c))
			*c = ' ';
	while (*line) {
		const char *newline = strchrnul(line, '\n');

		mark_line(out, line, (size_t)(newline - line));
		if (!*newline)
			break;
		g_string_append_c(out, '\n');
		line = newline + 1;
	}
	return g_string_free(out, FALSE);
}

/* ---- values ---- */
char *
markup_value(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *out = g_string_sized_new(strlen(valid));

	for (char *c = valid; *c; c = g_utf8_next_char(c)) {
		gunichar point = g_utf8_get_char(c);

		GUnicodeType type = g_unichar_type(point);

		if (point == '\n' || type == G_UNICODE_LINE_SEPARATOR ||
			type == G_UNICODE_PARAGRAPH_SEPARATOR)
			g_string_append_c(out, BREAK);
		else if (point == '\t')
			g_string_append_c(out, ' ');
		else if (point == 0x200d || (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT))
			g_string_append_unichar(out, point); /* U+200D joins emoji and hides nothing */
	}
	return g_string_free(out, FALSE);
}

char *
markup_line(const char *marked, gssize length)
{
	g_autofree char *line = length < 0 ? g_strdup(marked) : g_strndup(marked, (gsize)length);
	GString *out = g_string_new(NULL);
	glong count = 0;

	for (char *c = line; *c; c = g_utf8_next_char(c)) {
		bool blank = (unsigned char)*c <= ' ';

		if (blank && (!out->len || out->str[out->len - 1] == ' '))
			continue;
		if (++count > MAX_LINE_CHARACTERS) {
			g_string_append(out, "…");
			break;
		}
		g_string_append_unichar(out, blank ? ' ' : g_utf8_get_char(c));
	}
	return g_strchomp(g_string_free(out, FALSE));
}

/* ---- blocks ---- */
static void
block_clear(Block *block)
{
	for (int i = 0; i < BLOCK_CELLS; i++)
		g_free(block->cells[i]);
}

void
markup_free(Markup *markup)
{
	if (!markup)
		return;
	g_array_unref(markup->blocks);
	g_free(markup);
}

/* A cell without outer blanks, and without marks that a partial brought into the middle of a line. */
static char *
cell_of(const char *begin, const char *end)
{
	GString *cell = g_string_new(NULL);

	while (begin < end && (*begin == ' ' || *begin == BREAK))
		begin++;
	while (end > begin && (end[-1] == ' ' || end[-1] == BREAK || end[-1] == '\r'))
		end--;
	for (; begin < end; begin++)
		if ((unsigned char)*begin >= ' ' || *begin == BREAK || *begin == HOLE)
			g_string_append_c(cell, *begin);
	return g_string_free(cell, FALSE);
}

/* A block is left out when what it is there to say is missing. */
static bool
block_is_empty(const Block *block)
{
	switch ((int)(blocks[block->kind].family ? blocks[block->kind].family : block->kind)) {
	case BLOCK_RULE:
		return false;
	case BLOCK_ROW:
	case BLOCK_PICTURE:
		return !*block->cells[1];
	default:
		return !*block->cells[0];
	}
}

static void
read_cells(Block *block, const char *at, const char *end)
{
	int most = blocks[block->kind].cells;

	while (block->count < most) {
		const char *cell = memchr(at, CELL, (size_t)(end - at));

		block->cells[block->count++] = cell_of(at, cell ? cell : end);
		if (!cell)
			break;
		at = cell + 1;
	}
	/* "| a | b |": what follows the last sign is no cell. */
	if (block->count > 1 && !*block->cells[block->count - 1] && at == end)
		block->count--;
	/* A table's template has room for more columns than one table may need. */
	while (blocks[block->kind].family == BLOCK_LINE && block->count > 1 &&
		!*block->cells[block->count - 1])
		g_clear_pointer(&block->cells[--block->count], g_free);
	for (int i = 0; i < BLOCK_CELLS; i++)
		if (!block->cells[i])
			block->cells[i] = g_strdup("");
}

static bool
is_kin(BlockKind a, BlockKind b)
{
	return a == b || (blocks[a].family && blocks[a].family == blocks[b].family);
}

static void
add_block(Markup *markup, const char *line, const char *end, bool after_blank)
{
	Block block = { .kind = BLOCK_PARAGRAPH };

	while (line < end && *line == ' ')
		line++;
	for (int i = 1; i < BLOCK_COUNT && line < end; i++)
		if (*line == blocks[i].mark)
			block.kind = (BlockKind)i;
	if (block.kind != BLOCK_PARAGRAPH)
		line++;
	read_cells(&block, line, end);
	if (block_is_empty(&block)) {
		block_clear(&block);
		return;
	}
	if (markup->blocks->len) {
		const Block *before = &g_array_index(markup->blocks, Block, markup->blocks->len - 1);

		block.joined = is_kin(before->kind, block.kind) && (!after_blank || blocks[block.kind].joins);
	}
	g_array_append_val(markup->blocks, block);
}

Markup *
markup_new(const char *marked)
{
	Markup *markup = g_new0(Markup, 1);
	bool after_blank = true;

	markup->blocks = g_array_new(false, false, sizeof(Block));
	g_array_set_clear_func(markup->blocks, (GDestroyNotify)block_clear);
	while (*marked) {
		const char *newline = strchrnul(marked, '\n');
		unsigned before = markup->blocks->len;

		add_block(markup, marked, newline, after_blank);
		after_blank = markup->blocks->len == before;
		marked = *newline ? newline + 1 : newline;
	}
	return markup;
}

/* ---- text part ---- */
static void
append_lines(GString *out, const char *cell, const char *next)
{
	for (; *cell; cell++)
		if (*cell == BREAK) {
			g_string_append_c(out, '\n');
			g_string_append(out, next);
		} else if (*cell == HOLE)
			g_string_append(out, "…");
		else
			g_string_append_c(out, *cell);
}

bool
block_is_short_answer(const Block *action)
{
	return g_utf8_strlen(action->cells[0], -1) <= 4 && *action->cells[0] != '#';
}

static void
append_action_text(GString *out, const Block *block)
{
	if (block_is_short_answer(block)) {
		append_lines(out, block->cells[0], "");
		g_string_append(out, "  ");
		append_lines(out, block->cells[1], "");
		return;
	}
	append_lines(out, block->cells[1], "");
	g_string_append_c(out, '\n');
	append_lines(out, block->cells[0], "");
}

/* Title and what stands at its right in one line, the smaller words below, the typed command last. */
static void
append_entry_text(GString *out, const Block *block)
{
	append_lines(out, block->cells[0], "  ");
	for (int i = 1; i < 4; i++) {
		if (!*block->cells[i])
			continue;
		g_string_append(out, i == 2 ? "\n  → " : i == 1 ? "\n  " : "　");
		append_lines(out, block->cells[i], "  ");
	}
	if (*block->cells[4]) {
		g_string_append(out, "\n  ");
		append_lines(out, block->cells[5], "  ");
		g_string_append(out, *block->cells[5] ? "：" : "");
		append_lines(out, block->cells[4], "  ");
	}
}

static void
append_cells_text(GString *out, const Block *block)
{
	const char *middle = blocks[block->kind].middle, *next = blocks[block->kind].next;

	append_lines(out, block->cells[0], next);
	if (block->kind == BLOCK_ROW && g_str_is_ascii(block->cells[0]))
		middle = ": ";
	for (int i = 1; i < block->count; i++) {
		/* A bar's length is for the eye; its number stands in the words. */
		if (!*block->cells[i] || (blocks[block->kind].family == BLOCK_BAR && i == 2))
			continue;
		g_string_append(out, middle);
		append_lines(out, block->cells[i], next);
	}
}

/* Its first cell is its name, not a word. */
static void
append_picture_text(GString *out, const Block *block)
{
	append_lines(out, block->cells[1], "");
	if (!*block->cells[2])
		return;
	g_string_append(out, "\n  ");
	append_lines(out, block->cells[2], "  ");
}

char *
markup_text(const Markup *markup)
{
	GString *out = g_string_new(NULL);

	for (unsigned i = 0; i < markup->blocks->len; i++) {
		const Block *block = &g_array_index(markup->blocks, Block, i);

		if (i && (!block->joined || (block->kind == BLOCK_ACTION && !block_is_short_answer(block))))
			g_string_append_c(out, '\n');
		g_string_append(out, blocks[block->kind].first);
		if (block->kind == BLOCK_ACTION)
			append_action_text(out, block);
		else if (blocks[block->kind].family == BLOCK_ENTRY)
			append_entry_text(out, block);
		else if (block->kind == BLOCK_PICTURE)
			append_picture_text(out, block);
		else
			append_cells_text(out, block);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}
