/*
 * Commands by mail (spec §19): which lines of a staff member's new text are commands, and which verb each
 * one names. One table of verbs yields the reader, the help mail and the manual page. What a verb's words
 * mean for a case is workflow/'s business; whether the sender may use it, too.
 *
 *   command = hash verb [ separator arguments ]        one a line
 *   hash    = "#" / "＃"
 *   separator = space / U+3000 / ":" / "：" / other punctuation; none at all where nothing else can be meant
 * Only lines of the top block count: before the first line that is neither command nor blank. "回复" (reply)
 * and "方案" (plan) may go on over the following lines: up to "#结束", the next command, or the end.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
	VERB_UNKNOWN,
	VERB_TAKE,      /* 接单 */
	VERB_RETURN,    /* 退单 */
	VERB_ASSIGN,    /* 转派 */
	VERB_DISPATCH,  /* 派单 */
	VERB_ACCEPT,    /* 受理 */
	VERB_DISMISS,   /* 不予受理 */
	VERB_CONTACT,   /* 联系 */
	VERB_LOG,       /* 记录 */
	VERB_EVIDENCE,  /* 证据 */
	VERB_NOTE,      /* 备注 */
	VERB_REPLY,     /* 回复 */
	VERB_ASK,       /* 补充 */
	VERB_PLAN,      /* 方案 */
	VERB_AGREED,    /* 已同意 */
	VERB_DONE,      /* 完成 */
	VERB_RESOLVE,   /* 办结 */
	VERB_EXTEND,    /* 延期 */
	VERB_APPROVE,   /* 同意 */
	VERB_REJECT,    /* 驳回 */
	VERB_ABSTAIN,   /* 弃权 */
	VERB_SUPERVISE, /* 督办 */
	VERB_QUERY,     /* 质询 */
	VERB_CONCLUDE,  /* 终止协商 */
	VERB_MERGE,     /* 并案 */
	VERB_SPLIT,     /* 拆分 */
	VERB_LINK,      /* 关联 */
	VERB_CLASS,     /* 改类 */
	VERB_URGENT,    /* 紧急 */
	VERB_RECUSE,    /* 回避 */
	VERB_TRACK,     /* 跟踪 */
	VERB_CAUSE,     /* 原因 */
	VERB_IMPROVE,   /* 改进 */
	VERB_CLOSE,     /* 结案 */
	VERB_REOPEN,    /* 重开 */
	VERB_INTAKE,    /* 代收 */
	VERB_WITHDRAW,  /* 撤诉 */
	VERB_EMERGENCY, /* 应急 */
	VERB_STATUS,    /* 查询 */
	VERB_WHY,       /* 期限 */
	VERB_LIST,      /* 明细 */
	VERB_HELP,      /* 帮助 */
	VERB_AWAY,      /* 代理 */
	VERB_COUNT,
} Verb;

typedef struct {
	Verb verb;
	char *word;      /* NFKC folded, without '#' */
	char *arguments; /* the rest as typed, trimmed; later lines joined by '\n'; "" when none */
	int line;        /* 1-based line of the new text */
	int item;        /* leading digest line number ("2 #联系 …"), 0 when none */
} Command;

/* What one verb is called and takes; indexed by Verb, [VERB_UNKNOWN] is empty. */
typedef struct {
	const char *canonical;       /* "联系" */
	const char *const *synonyms; /* NULL-terminated, Chinese and English */
	const char *english;         /* "contact" */
	const char *arguments;       /* for the help: "方式 要点" */
	const char *meaning;         /* one Chinese sentence for the help mail and the manual page */
	bool many_lines;             /* arguments go on over the following lines */
} VerbRow;

extern const VerbRow command_verbs[VERB_COUNT];

/* Commands of the top block of `text`, in order. Returns a new array of Command *, empty when the text
 * begins with prose. An unknown verb is in it as VERB_UNKNOWN. At most 50 are read. */
GPtrArray *command_list(const char *text);
/* What stands under those commands: points into `text`, at its end when there is nothing. */
const char *command_prose(const char *text);

/* The verb that `word` names: canonical, synonym, English, or a unique prefix of >= 2 characters. */
Verb command_verb(const char *word);

/* Up to three nearest canonical verbs for a word that names none, nearest first. New array of const char *.
 */
GPtrArray *command_suggestions(const char *word);

Command *command_new(Verb verb, const char *word, const char *arguments, int line);
void command_free(Command *command);
