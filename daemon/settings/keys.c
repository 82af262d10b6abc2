#include "daemon/settings/keys.h"

#include "daemon/settings/settings.h"

#include <stddef.h>

static const char *const tls_words[] = {
	[TLS_IMPLICIT] = "tls", [TLS_STARTTLS] = "starttls", [TLS_NONE] = "none", NULL
};
static const char *const auth_words[] = {
	[AUTH_PLAIN] = "password", [AUTH_LOGIN] = "login", [AUTH_XOAUTH2] = "xoauth2", NULL
};
static const char *const feedback_words[] = { "parallel", "before", NULL };
static const char *const report_words[] = { "lines", "daily", "weekly", "monthly", "quarterly", "none",
	NULL };
static const char *const language_words[] = { [STAFF_CHINESE] = "zh", [STAFF_ENGLISH] = "en", NULL };
static const char *const route_words[] = { "department", "head", "supervision", "intake", NULL };

/* One key a paragraph, its two sentences last. */
/* clang-format off */

/* `record` holds the ServerSettings in its member `server`. */
#define SERVER_KEYS(record, server, address, login) \
	{ .name = "host", .type = KEY_HOST, .offset = offsetof(record, server.host), \
	  .required = true, .sample = address, \
	  .english = "Name of the server; its certificate must bear this name.", \
	  .local = "服务器名称，须与证书一致。" }, \
	{ .name = "port", .type = KEY_INTEGER, .offset = offsetof(record, server.port), \
	  .fallback = "0", .least = 0, .most = 65535, \
	  .english = "Port; 0 takes the usual one for the kind of connection.", \
	  .local = "端口；0 表示按加密方式取默认端口。" }, \
	{ .name = "tls", .type = KEY_CHOICE, .offset = offsetof(record, server.tls), \
	  .fallback = "\"tls\"", .choices = tls_words, \
	  .english = "Encryption from the first byte (tls), after STARTTLS (starttls), or none: " \
		     "to this machine only.", \
	  .local = "加密方式：tls、starttls；none 只允许用于本机。" }, \
	{ .name = "ca_file", .type = KEY_PATH, .offset = offsetof(record, server.ca_file), \
	  .english = "Certificates (PEM) to trust instead of the system's.", \
	  .local = "自备的 CA 证书文件；不设则用系统证书。" }, \
	{ .name = "user", .type = KEY_TEXT, .offset = offsetof(record, server.user), \
	  .sample = login, \
	  .english = "Login name, mostly the whole mail address.", \
	  .local = "登录名，一般是完整的邮箱地址。" }, \
	{ .name = "auth", .type = KEY_CHOICE, .offset = offsetof(record, server.auth), \
	  .fallback = "\"password\"", .choices = auth_words, \
	  .english = "How to log in: password (the strongest of PLAIN and LOGIN), login, or " \
		     "xoauth2 (the secret is a bearer token).", \
	  .local = "登录方式：password、login 或 xoauth2（此时密钥为访问令牌）。" }

#define SECRET_KEYS(record, secret, prefix, file_sample, what, what_local) \
	{ .name = prefix "_file", .type = KEY_PATH, .offset = offsetof(record, secret.file), \
	  .sample = file_sample, \
	  .english = what ": first line of a file that only the service can read (mode 0600).", \
	  .local = what_local "：取自文件首行，文件权限须为 0600。" }, \
	{ .name = prefix "_command", .type = KEY_TEXT, .offset = offsetof(record, secret.command), \
	  .english = what ": first line that a command prints within 10 seconds, instead of the " \
		     "file.", \
	  .local = what_local "：取自命令输出的首行（10 秒内），与文件二选一。" }, \
	{ .name = prefix "_credential", .type = KEY_TEXT, \
	  .offset = offsetof(record, secret.credential), \
	  .english = what ": name of a systemd credential (LoadCredential=), instead of the file.", \
	  .local = what_local "：systemd 凭据名（LoadCredential=），与文件二选一。" }

static const KeyRow identity_keys[] = {
	{ .name = "institution", .type = KEY_TEXT, .offset = offsetof(Policy, institution),
	  .required = true, .sample = "\"示例培训学校\"",
	  .english = "Name of the institution as letters show it.",
	  .local = "信中使用的机构名称。" },
	{ .name = "institution_en", .type = KEY_TEXT, .offset = offsetof(Policy, institution_en),
	  .fallback = "\"\"", .sample = "\"Example Training School\"",
	  .english = "The same in English, for learners who write English.",
	  .local = "英文名称，用于英文来信的答复。" },
	{ 0 },
};

static const KeyRow service_keys[] = {
	{ .name = "address", .type = KEY_ADDRESS, .offset = offsetof(Settings, address),
	  .required = true, .sample = "\"complaints@school.test\"",
	  .english = "The service address: learners write to it, every letter comes from it. The "
		     "mail server must deliver address+anything to the same mailbox.",
	  .local = "投诉受理邮箱；邮件服务器须支持“地址+后缀”投递到同一邮箱。" },
	{ .name = "display_name", .type = KEY_TEXT, .offset = offsetof(Settings, display_name),
	  .fallback = "\"投诉受理\"",
	  .english = "Name beside the address in From.",
	  .local = "发件人显示名称。" },
	SECRET_KEYS(Settings, token_secret, "token_secret", "\"token.secret\"",
		"Key that signs reply addresses (at least 16 characters)",
		"回信地址签名密钥（不少于 16 个字符）"),
	SECRET_KEYS(Settings, token_secret_old, "token_secret_old", NULL,
		"The signing key before, still accepted after a change", "更换前的旧签名密钥，仍然有效"),
	{ .name = "authserv_id", .type = KEY_TEXT, .offset = offsetof(Settings, authserv_id),
	  .english = "The authserv-id that your own mail server writes into "
		     "Authentication-Results; without it nobody counts as authenticated and risky "
		     "commands ask for a confirmation code.",
	  .local = "本方邮件服务器写入 Authentication-Results 的标识；不设则所有发件人视为未认证。" },
	{ .name = "code_minutes", .type = KEY_INTEGER, .offset = offsetof(Settings, code_minutes),
	  .fallback = "120", .least = 5, .most = 1440,
	  .english = "How long such a confirmation code is good.",
	  .local = "确认码有效的分钟数。" },
	{ .name = "database", .type = KEY_PATH, .offset = offsetof(Settings, database),
	  .fallback = "\"/var/lib/complaintd/complaintd.db\"",
	  .english = "The database: one file is the whole truth.",
	  .local = "数据库文件，所有数据都在其中。" },
	{ .name = "letters_directory", .type = KEY_PATH,
	  .offset = offsetof(Settings, letters_directory),
	  .english = "Folder with your own letters (zh-CN/ and en/); a letter that it lacks is "
		     "the built-in one.",
	  .local = "自定义信函模板目录；缺少的信函用内置模板。" },
	{ 0 },
};

static const KeyRow mailbox_keys[] = {
	{ .name = "name", .type = KEY_NAME, .offset = offsetof(MailboxSettings, name),
	  .required = true,
	  .english = "Names the place in the mailbox up to which mail was taken in; never change "
		     "it.",
	  .local = "邮箱代号，启用后不要更改。" },
	SERVER_KEYS(MailboxSettings, server, NULL, NULL),
	SECRET_KEYS(MailboxSettings, server.secret, "password", NULL, "Password or token", "密码或令牌"),
	{ .name = "folder", .type = KEY_TEXT, .offset = offsetof(MailboxSettings, folder),
	  .fallback = "\"INBOX\"",
	  .english = "Mailbox folder, as people see its name.",
	  .local = "邮箱文件夹名称。" },
	{ .name = "poll_seconds", .type = KEY_INTEGER,
	  .offset = offsetof(MailboxSettings, poll_seconds), .fallback = "60", .least = 5,
	  .most = 3600,
	  .english = "How often to look where the server has no IDLE.",
	  .local = "服务器不支持 IDLE 时的轮询间隔（秒）。" },
	{ .name = "from_beginning", .type = KEY_BOOL,
	  .offset = offsetof(MailboxSettings, from_beginning), .fallback = "false",
	  .english = "Take in also the mail that was there before the first start.",
	  .local = "是否收取首次启动之前已有的邮件。" },
	{ 0 },
};

static const KeyRow smtp_keys[] = {
	SERVER_KEYS(Settings, smtp, "\"mail.school.test\"", "\"complaints@school.test\""),
	SECRET_KEYS(Settings, smtp.secret, "password", "\"mail.secret\"", "Password or token", "密码或令牌"),
	{ .name = "senders", .type = KEY_INTEGER, .offset = offsetof(Settings, senders),
	  .fallback = "2", .least = 1, .most = 8,
	  .english = "Connections that send at the same time.",
	  .local = "同时发信的连接数。" },
	{ .name = "hold", .type = KEY_BOOL, .offset = offsetof(Settings, hold), .fallback = "true",
	  .english = "A fresh installation keeps its letters until `complaintctl outbox release`.",
	  .local = "新装后信件先扣留，用 complaintctl outbox release 放行。" },
	{ .name = "budget_address_hour", .type = KEY_INTEGER,
	  .offset = offsetof(Settings, budget_address_hour), .fallback = "5", .least = 1,
	  .most = 1000,
	  .english = "Letters to one learner's address in an hour; the excess waits.",
	  .local = "每小时发往同一地址的上限，超出的等待。" },
	{ .name = "budget_address_day", .type = KEY_INTEGER,
	  .offset = offsetof(Settings, budget_address_day), .fallback = "20", .least = 1,
	  .most = 10000,
	  .english = "Letters to one address in a day.",
	  .local = "每天发往同一地址的上限。" },
	{ .name = "budget_hour", .type = KEY_INTEGER, .offset = offsetof(Settings, budget_hour),
	  .fallback = "200", .least = 1, .most = 100000,
	  .english = "All letters in an hour.",
	  .local = "每小时发信总数上限。" },
	{ 0 },
};

static const KeyRow intake_keys[] = {
	{ .name = "max_mail_bytes", .type = KEY_BIG, .offset = offsetof(Settings, max_mail_bytes),
	  .fallback = "26214400", .least = 65536, .most = 104857600,
	  .english = "Of a longer mail only the beginning is kept, and people are told so.",
	  .local = "单封邮件保存上限（字节），超出部分不保存并注明。" },
	{ .name = "enclosed_bytes", .type = KEY_BIG, .offset = offsetof(Settings, enclosed_bytes),
	  .fallback = "8388608", .least = 0, .most = 26214400,
	  .english = "Pictures and documents of a complaint are handed on to whoever works on it, up to "
		     "so many bytes a letter; 0: never.",
	  .local = "随信转给经办人的附件总字节数上限（图片、文档等）；0 为不转。" },
	{ .name = "form_senders", .type = KEY_ADDRESSES,
	  .offset = offsetof(Settings, form_senders), .fallback = "[]",
	  .english = "Addresses of web forms: the learner's address is in Reply-To or in the text.",
	  .local = "网站表单等自动发信地址；学员地址取自 Reply-To 或正文。" },
	{ .name = "words_file", .type = KEY_PATH, .offset = offsetof(Settings, words_file),
	  .sample = "\"categories.tsv\"",
	  .english = "Weighted words that tell the categories apart; unset: the built-in ones.",
	  .local = "分类词表文件；不设则用内置词表。" },
	{ 0 },
};

static const KeyRow hours_keys[] = {
	{ .name = "zone", .type = KEY_TEXT, .offset = offsetof(Settings, zone),
	  .fallback = "\"Asia/Shanghai\"",
	  .english = "Time zone of every date in letters and limits (IANA name).",
	  .local = "时区（IANA 名称）。" },
	{ .name = "open", .type = KEY_MINUTE, .offset = offsetof(Settings, open_minutes),
	  .fallback = "\"09:00\"",
	  .english = "Start of a working day.",
	  .local = "上班时间。" },
	{ .name = "close", .type = KEY_MINUTE, .offset = offsetof(Settings, close_minutes),
	  .fallback = "\"18:00\"",
	  .english = "Close of business: limits in working days end at this hour.",
	  .local = "下班时间，以工作日计的期限到此截止。" },
	{ .name = "calendar_files", .type = KEY_PATHS,
	  .offset = offsetof(Settings, calendar_files), .fallback = "[]",
	  .sample = "[\"calendars/cn-2025.tsv\", \"calendars/cn-2026.tsv\"]",
	  .english = "Holidays and moved working days, one file a year; a later file's rows win "
		     "over an earlier one's.",
	  .local = "节假日与调休表，每年一个文件；后面的文件优先。" },
	{ 0 },
};

#define LIMIT_KEY(key, kind, value, what, what_local) \
	{ .name = key, .type = KEY_LIMIT, .offset = offsetof(Policy, limits[kind]), \
	  .fallback = value, \
	  .english = what, \
	  .local = what_local }

static const KeyRow limit_keys[] = {
	LIMIT_KEY("ack", CLOCK_ACK, "\"15 minutes, urgent 15\"", "Received → acknowledgement handed over, at any hour.",
		"收到来信至发出受理回执。"),
	LIMIT_KEY("triage", CLOCK_TRIAGE, "\"1 workday\"", "Doubtful mail → accepted or dismissed by intake.",
		"待核对来信的处理。"),
	LIMIT_KEY("assign", CLOCK_ASSIGN, "\"1 workday\"",
		"Accepted → assigned, where the category alone does not decide.", "受理至派单。"),
	LIMIT_KEY("contact", CLOCK_CONTACT, "\"1 workday\"", "Assigned → first contact with the learner.",
		"派单至首次联系学员。"),
	LIMIT_KEY("plan", CLOCK_PLAN, "\"3 workdays, urgent 1\"", "Assigned → plan offered.",
		"派单至提出方案。"),
	LIMIT_KEY("review", CLOCK_REVIEW, "\"1 workday\"", "Plan or result → votes of the supervision group.",
		"监督小组审核。"),
	LIMIT_KEY("feedback", CLOCK_FEEDBACK, "\"2 workdays\"",
		"Handled → intake, supervision and learner told.", "办结至三方反馈。"),
	LIMIT_KEY("query", CLOCK_QUERY, "\"2 workdays\"", "Question of the supervision group → answer.",
		"监督小组质询至答复。"),
	LIMIT_KEY("total", CLOCK_TOTAL, "\"15 workdays, urgent 5\"", "Accepted → handled.",
		"受理至办结总时限。"),
	{ .name = "total_complex", .type = KEY_INTEGER, .offset = offsetof(Policy, total_complex),
	  .fallback = "30", .least = 1, .most = 250,
	  .english = "Working days of the same for a complex case: one whose investigation was extended "
		     "(延期); half of them when it is urgent.",
	  .local = "复杂案件（调查阶段经“#延期”）的总时限（工作日），紧急件减半。" },
	{ .name = "reply_remind", .type = KEY_PAIR, .offset = offsetof(Policy, reply_remind),
	  .fallback = "[3, 5]", .least = 1, .most = 250,
	  .english = "Working days after which a learner is reminded of an offered plan.",
	  .local = "方案发出后第几个工作日提醒学员答复。" },
	{ .name = "reply_end", .type = KEY_INTEGER, .offset = offsetof(Policy, reply_end),
	  .fallback = "10", .least = 1, .most = 250,
	  .english = "Working days after which intake telephones instead.",
	  .local = "超过几个工作日未答复转人工联系。" },
	{ .name = "confirm_remind", .type = KEY_PAIR, .offset = offsetof(Policy, confirm_remind),
	  .fallback = "[3, 7]", .least = 1, .most = 250,
	  .english = "Working days after which a learner is reminded of the satisfaction question.",
	  .local = "满意度询问后第几个工作日提醒。" },
	{ .name = "confirm_end", .type = KEY_INTEGER, .offset = offsetof(Policy, confirm_end),
	  .fallback = "10", .least = 1, .most = 250,
	  .english = "Working days after which the answer counts as not given (never as satisfied).",
	  .local = "超过几个工作日记为“未评价”。" },
	{ .name = "track_days", .type = KEY_PAIR, .offset = offsetof(Policy, track_days),
	  .fallback = "[7, 30]", .least = 1, .most = 366,
	  .english = "Calendar days after which the remedy's effect is checked.",
	  .local = "效果跟踪：第几天回访。" },
	{ 0 },
};

static const KeyRow rule_keys[] = {
	{ .name = "score_threshold", .type = KEY_REAL, .offset = offsetof(Policy, score_threshold),
	  .fallback = "0.60", .least = 0, .most = 1,
	  .english = "A category with a lower score goes to intake.",
	  .local = "得分低于此值的转受理小组核对。" },
	{ .name = "score_margin", .type = KEY_REAL, .offset = offsetof(Policy, score_margin),
	  .fallback = "0.15", .least = 0, .most = 1,
	  .english = "So does one that leads the second best by less.",
	  .local = "与第二名差距小于此值的也转受理小组核对。" },
	{ .name = "cost_limit", .type = KEY_BIG, .offset = offsetof(Policy, cost_limit),
	  .fallback = "1000", .least = 0, .most = 1e12,
	  .english = "Yuan; a dearer plan needs the chief of supervision too.",
	  .local = "方案费用（元）超过此值须行政主管审核。" },
	{ .name = "feedback", .type = KEY_EITHER, .offset = offsetof(Policy, feedback_before),
	  .fallback = "\"parallel\"", .choices = feedback_words,
	  .english = "Does the learner hear of the result at once (parallel), or after the votes "
		     "(before)?",
	  .local = "结果反馈：parallel 同时告知学员，before 审核后再告知。" },
	{ .name = "rounds_supervised", .type = KEY_INTEGER,
	  .offset = offsetof(Policy, rounds_supervised), .fallback = "3", .least = 1, .most = 20,
	  .english = "Round of negotiation from which the chief of supervision is told of each refusal.",
	  .local = "从第几轮协商起告知行政主管。" },
	{ .name = "rounds_decided", .type = KEY_INTEGER,
	  .offset = offsetof(Policy, rounds_decided), .fallback = "5", .least = 1, .most = 20,
	  .english = "Round from which the whole supervision group votes on each plan.",
	  .local = "从第几轮协商起每份方案由监督小组共同审定。" },
	{ .name = "rounds_before_conclusion", .type = KEY_INTEGER,
	  .offset = offsetof(Policy, rounds_before_conclusion), .fallback = "3", .least = 1,
	  .most = 20,
	  .english = "Rounds of negotiation before it may be ended without agreement.",
	  .local = "协商几轮后方可终止协商。" },
	{ .name = "max_transfers", .type = KEY_INTEGER, .offset = offsetof(Policy, max_transfers),
	  .fallback = "2", .least = 0, .most = 20,
	  .english = "Transfers before only the chief of supervision may transfer.",
	  .local = "转派次数上限，之后只能由行政主管转派。" },
	{ .name = "reopen_days", .type = KEY_INTEGER, .offset = offsetof(Policy, reopen_days),
	  .fallback = "30", .least = 0, .most = 3650,
	  .english = "Days in which new facts reopen a closed case; later they open a new, linked "
		     "one.",
	  .local = "结案后几天内有新情况可重开。" },
	{ .name = "quiet_hours", .type = KEY_INTEGER, .offset = offsetof(Policy, quiet_hours),
	  .fallback = "4", .least = 0, .most = 48,
	  .english = "Hours between two automatic letters to one learner about one case; acknowledgement, "
		     "result and relayed words come at once; 0: all do.",
	  .local = "发给同一学员关于同一投诉的两封自动邮件至少相隔几小时；回执、结果和转达不受限；0 为不限。" },
	{ .name = "data_days", .type = KEY_INTEGER, .offset = offsetof(Policy, data_days),
	  .fallback = "15", .least = 1, .most = 250,
	  .english = "Working days in which a learner's request about personal data is answered.",
	  .local = "个人信息请求几个工作日内答复。" },
	{ .name = "duplicate_days", .type = KEY_INTEGER, .offset = offsetof(Policy, duplicate_days),
	  .fallback = "14", .least = 0, .most = 366,
	  .english = "Days in which a second complaint of the same learner, or of nearly the same "
		     "words, is shown to intake as one to merge; 0: never.",
	  .local = "几天内同一学员再次投诉或内容几乎相同的，提示受理小组并案；0 为不提示。" },
	{ .name = "systemic_days", .type = KEY_INTEGER, .offset = offsetof(Policy, systemic_days),
	  .fallback = "90", .least = 0, .most = 3650,
	  .english = "Days over which complaints alike in category and class, person or site are counted.",
	  .local = "统计同类投诉（同类别且同班级、同一人员或同一校区）的天数。" },
	{ .name = "systemic_cases", .type = KEY_INTEGER, .offset = offsetof(Policy, systemic_cases),
	  .fallback = "3", .least = 2, .most = 1000,
	  .english = "That many of them alert the chief of supervision.",
	  .local = "同类投诉达到几件时提醒行政主管。" },
	{ .name = "improve_days", .type = KEY_INTEGER, .offset = offsetof(Policy, improve_days),
	  .fallback = "30", .least = 1, .most = 366,
	  .english = "Days after which an improvement is due that was written down without a date.",
	  .local = "改进措施没有写日期的，几天后到期。" },
	{ .name = "improve_remind", .type = KEY_INTEGER, .offset = offsetof(Policy, improve_remind),
	  .fallback = "3", .least = 0, .most = 366,
	  .english = "So many days before an improvement is due it comes back to its owner's list and to the daily "
		     "digest, and stays there until it is done.",
	  .local = "改进措施到期前几天起，列入责任人的今日待办和日报，直到完成。" },
	{ .name = "joint_days", .type = KEY_INTEGER, .offset = offsetof(Policy, joint_days),
	  .fallback = "3", .least = 0, .most = 366,
	  .english = "Days over which the complaining learners of one class are counted.",
	  .local = "统计同班多名学员投诉的天数。" },
	{ .name = "joint_learners", .type = KEY_INTEGER, .offset = offsetof(Policy, joint_learners),
	  .fallback = "5", .least = 2, .most = 1000,
	  .english = "That many of one class make each of their complaints urgent.",
	  .local = "同班达到几名学员时列为紧急。" },
	{ 0 },
};

static const KeyRow department_keys[] = {
	{ .name = "id", .type = KEY_NAME, .offset = offsetof(Department, id), .required = true,
	  .english = "Stable name; the events of years ago hold it.",
	  .local = "固定代号，不要更改。" },
	{ .name = "label", .type = KEY_TEXT, .offset = offsetof(Department, label),
	  .required = true,
	  .english = "Name that people see.",
	  .local = "显示名称。" },
	{ .name = "label_en", .type = KEY_TEXT, .offset = offsetof(Department, label_en),
	  .fallback = "\"\"",
	  .english = "The same in English.",
	  .local = "英文名称。" },
	{ .name = "leader", .type = KEY_ADDRESS, .offset = offsetof(Department, leader),
	  .english = "Address of its head; unset: the first dept_head of the department.",
	  .local = "负责人邮箱；不设则取该部门第一位 dept_head。" },
	{ 0 },
};

static const KeyRow category_keys[] = {
	{ .name = "id", .type = KEY_NAME, .offset = offsetof(Category, id), .required = true,
	  .english = "Stable name; the words of words_file and the events hold it.",
	  .local = "固定代号，词表和历史记录都引用它。" },
	{ .name = "label", .type = KEY_TEXT, .offset = offsetof(Category, label), .required = true,
	  .english = "Name that people see.",
	  .local = "显示名称。" },
	{ .name = "label_en", .type = KEY_TEXT, .offset = offsetof(Category, label_en),
	  .fallback = "\"\"",
	  .english = "The same in English.",
	  .local = "英文名称。" },
	{ .name = "to", .type = KEY_ROUTE, .offset = 0, .fallback = "\"department\"",
	  .choices = route_words,
	  .english = "Who gets its cases: a handler of the department, its head, the chief of "
		     "supervision, or whom intake names.",
	  .local = "派给谁：部门处理人、部门负责人、行政主管，或由受理小组决定。" },
	{ .name = "department", .type = KEY_NAME, .offset = offsetof(Category, department),
	  .english = "Lead department (for to = \"department\" and \"head\").",
	  .local = "主办部门代号。" },
	{ .name = "copied", .type = KEY_NAME, .offset = offsetof(Category, copied),
	  .english = "Department that gets a copy.",
	  .local = "抄送部门代号。" },
	{ 0 },
};

static const KeyRow report_keys[] = {
	{ .name = "digest_at", .type = KEY_MINUTE, .offset = offsetof(Settings, digest_at),
	  .fallback = "\"09:00\"",
	  .english = "When the daily digests and lists go out, on working days.",
	  .local = "日报与当日清单的发送时间（工作日）。" },
	{ .name = "report_at", .type = KEY_MINUTE, .offset = offsetof(Settings, report_at),
	  .fallback = "\"09:30\"",
	  .english = "When the weekly, monthly and quarterly reports go out, on the first working day "
		     "after their time.",
	  .local = "周报、月报、季报的发送时间（期满后的第一个工作日）。" },
	{ .name = "rows", .type = KEY_INTEGER, .offset = offsetof(Settings, digest_rows),
	  .fallback = "12", .least = 3, .most = 100,
	  .english = "Rows of each list in a letter; the attached table has all.",
	  .local = "邮件里每个清单的行数，附件里有全部。" },
	{ .name = "charts", .type = KEY_BOOL, .offset = offsetof(Settings, charts),
	  .fallback = "true",
	  .english = "Charts in the reports; their numbers stand in the words as well. They need a font "
		     "with Chinese characters.",
	  .local = "报表中附趋势图（需要中文字体）；同样的数字文字里也有。" },
	{ 0 },
};

static const KeyRow staff_keys[] = {
	{ .name = "address", .type = KEY_ADDRESS, .offset = offsetof(Person, address),
	  .required = true,
	  .english = "Mail address from which the person writes commands.",
	  .local = "工作邮箱，指令须由此地址发出。" },
	{ .name = "name", .type = KEY_TEXT, .offset = offsetof(Person, name), .required = true,
	  .english = "Name.",
	  .local = "姓名。" },
	{ .name = "roles", .type = KEY_ROLES, .offset = offsetof(Person, roles), .required = true,
	  .english = "Any of intake, handler, dept_head, admin_sup, finance, learner_rep, manager.",
	  .local = "角色：受理、处理、部门负责人、行政主管、财务、学员代表、管理层，可兼任。" },
	{ .name = "department", .type = KEY_NAME, .offset = offsetof(Person, department),
	  .english = "Department; handlers and heads need one.",
	  .local = "所属部门代号；处理人和负责人必填。" },
	{ .name = "deputy", .type = KEY_ADDRESS, .offset = offsetof(Person, deputy),
	  .english = "Who stands in while away; must be on this list.",
	  .local = "代理人邮箱，须在本名单中。" },
	{ .name = "away_from", .type = KEY_DAY, .offset = offsetof(Person, away_from),
	  .english = "First day away, \"2026-02-09\".",
	  .local = "外出首日。" },
	{ .name = "away_to", .type = KEY_DAY, .offset = offsetof(Person, away_to),
	  .english = "Last day away.",
	  .local = "外出末日。" },
	{ .name = "reports", .type = KEY_WORDS, .offset = offsetof(Person, reports),
	  .choices = report_words,
	  .english = "Digests and reports by mail; unset: by the roles.",
	  .local = "要收的日报与报表；不设则按角色。" },
	{ .name = "empty_reports", .type = KEY_BOOL, .offset = offsetof(Person, empty_reports),
	  .fallback = "false",
	  .english = "Those that have nothing to tell, too.",
	  .local = "没有内容时也要收。" },
	{ .name = "language", .type = KEY_CHOICE, .offset = offsetof(Person, language),
	  .fallback = "\"zh\"", .choices = language_words,
	  .english = "Language of digests and reports.",
	  .local = "日报与报表的语言。" },
	{ 0 },
};

const SectionRow settings_sections[] = {
	{ .name = "identity", .record = RECORD_POLICY, .keys = identity_keys,
	  .english = "Who we are.",
	  .local = "机构" },
	{ .name = "service", .record = RECORD_SETTINGS, .keys = service_keys,
	  .english = "The service address, its signing key, its files.",
	  .local = "受理邮箱与数据" },
	{ .name = "mailboxes", .record = RECORD_MAILBOX, .list = true, .keys = mailbox_keys,
	  .english = "Mailboxes that complaints are fetched from (IMAP).",
	  .local = "收信邮箱",
	  .sample =
		"\t{\n"
		"\t\tname = \"complaints\";\n"
		"\t\thost = \"mail.school.test\";\n"
		"\t\tuser = \"complaints@school.test\";\n"
		"\t\tpassword_file = \"mail.secret\";\n"
		"\t}\n" },
	{ .name = "smtp", .record = RECORD_SETTINGS, .keys = smtp_keys,
	  .english = "The server that letters go out through, and how many.",
	  .local = "发信" },
	{ .name = "intake", .record = RECORD_SETTINGS, .keys = intake_keys,
	  .english = "How incoming mail is taken in and sorted.",
	  .local = "收件与分类" },
	{ .name = "hours", .record = RECORD_SETTINGS, .keys = hours_keys,
	  .english = "Working hours and holidays.",
	  .local = "工作时间与节假日" },
	{ .name = "limits", .record = RECORD_POLICY, .keys = limit_keys,
	  .english = "Time limits: \"15 minutes\", \"2 workdays\", \"7 days\", each with \", "
		     "urgent N\" for urgent cases (unset: half).",
	  .local = "时限；urgent 为紧急件时限，不写则减半" },
	{ .name = "rules", .record = RECORD_POLICY, .keys = rule_keys,
	  .english = "Rules of handling.",
	  .local = "办理规则" },
	{ .name = "reports", .record = RECORD_SETTINGS, .keys = report_keys,
	  .english = "Digests and reports by mail.",
	  .local = "日报与报表" },
	{ .name = "departments", .record = RECORD_DEPARTMENT, .list = true, .builtin = true,
	  .keys = department_keys,
	  .english = "Departments. Without this section these stand.",
	  .local = "部门；不设则用以下默认值",
	  .sample =
		"\t{ id = \"teaching\"; label = \"教学部\"; label_en = \"Teaching\"; },\n"
		"\t{ id = \"academic_affairs\"; label = \"教务部\"; label_en = \"Academic Affairs\"; },\n"
		"\t{ id = \"marketing\"; label = \"市场部\"; label_en = \"Marketing\"; },\n"
		"\t{ id = \"finance\"; label = \"财务部\"; label_en = \"Finance\"; },\n"
		"\t{ id = \"customer_service\"; label = \"客服部\"; label_en = \"Customer Service\"; },\n"
		"\t{ id = \"administration\"; label = \"行政部\"; label_en = \"Administration\"; }\n" },
	{ .name = "categories", .record = RECORD_CATEGORY, .list = true, .builtin = true,
	  .keys = category_keys,
	  .sample =
		"\t{ id = \"teaching\"; label = \"教学质量\"; label_en = \"Teaching quality\";\n"
		"\t  department = \"teaching\"; },\n"
		"\t{ id = \"schedule\"; label = \"课程安排\"; label_en = \"Course schedule\";\n"
		"\t  department = \"academic_affairs\"; },\n"
		"\t{ id = \"learner_admin\"; label = \"学员管理\"; label_en = \"Learner administration\";\n"
		"\t  department = \"academic_affairs\"; },\n"
		"\t{ id = \"marketing\"; label = \"招生宣传\"; label_en = \"Advertising and enrolment\";\n"
		"\t  department = \"marketing\"; },\n"
		"\t{ id = \"fees\"; label = \"退费/费用\"; label_en = \"Fees and refunds\";\n"
		"\t  department = \"finance\"; copied = \"academic_affairs\"; },\n"
		"\t{ id = \"service\"; label = \"服务态度\"; label_en = \"Service\"; to = \"head\";\n"
		"\t  department = \"customer_service\"; },\n"
		"\t{ id = \"facilities\"; label = \"环境设施\"; label_en = \"Facilities\";\n"
		"\t  department = \"administration\"; },\n"
		"\t{ id = \"privacy_safety\"; label = \"个人信息/安全\"; label_en = \"Personal data and safety\";\n"
		"\t  to = \"supervision\"; },\n"
		"\t{ id = \"other\"; label = \"其他\"; label_en = \"Other\"; to = \"intake\"; }\n",
	  .english = "Categories of complaints. Without this section these stand.",
	  .local = "投诉类别；不设则用以下默认值" },
	{ .name = "staff", .record = RECORD_PERSON, .list = true, .keys = staff_keys,
	  .sample =
		"\t{ address = \"intake@school.test\"; name = \"前台甲\"; roles = [\"intake\"]; },\n"
		"\t{ address = \"teaching.head@school.test\"; name = \"教学乙\"; roles = [\"dept_head\"];\n"
		"\t  department = \"teaching\"; },\n"
		"\t{ address = \"teaching@school.test\"; name = \"教学丙\"; roles = [\"handler\"];\n"
		"\t  department = \"teaching\"; deputy = \"teaching.head@school.test\"; },\n"
		"\t{ address = \"affairs@school.test\"; name = \"教务丁\"; roles = [\"handler\", \"dept_head\"];\n"
		"\t  department = \"academic_affairs\"; },\n"
		"\t{ address = \"market@school.test\"; name = \"市场戊\"; roles = [\"handler\", \"dept_head\"];\n"
		"\t  department = \"marketing\"; },\n"
		"\t{ address = \"accounts@school.test\"; name = \"财务己\"; roles = [\"handler\", \"dept_head\"];\n"
		"\t  department = \"finance\"; },\n"
		"\t{ address = \"service@school.test\"; name = \"客服庚\"; roles = [\"handler\", \"dept_head\"];\n"
		"\t  department = \"customer_service\"; },\n"
		"\t{ address = \"office@school.test\"; name = \"行政辛\"; roles = [\"handler\", \"dept_head\"];\n"
		"\t  department = \"administration\"; },\n"
		"\t{ address = \"supervision@school.test\"; name = \"主管壬\"; roles = [\"admin_sup\"]; },\n"
		"\t{ address = \"audit@school.test\"; name = \"财务癸\"; roles = [\"finance\"]; },\n"
		"\t{ address = \"rep@school.test\"; name = \"代表子\"; roles = [\"learner_rep\"]; },\n"
		"\t{ address = \"director@school.test\"; name = \"校长丑\"; roles = [\"manager\"]; }\n",
	  .english = "Everybody who works on complaints. The entries may be kept apart: a line "
		     "@include \"staff.conf\" between the brackets.",
	  .local = "人员名单；可另存文件后用 @include 引入" },
	{ 0 },
};
