#include "parser/command/data_request.h"

#include "tests/unit/check.h"

#include <glib.h>

static const struct {
	const char *label;
	const char *text;
	DataRequest want;
} rows[] = {
	{ "to see it", "我想查询你们保存的个人信息。", DATA_SEE },
	{ "a copy", "请提供我的信息的复制件，谢谢", DATA_SEE },
	{ "in English", "Please send me a copy of my personal data.", DATA_SEE },
	{ "to correct it", "请更正我的资料：电话错了", DATA_CORRECT },
	{ "to erase it", "请删除我的个人信息！", DATA_ERASE },
	{ "in English", "Delete my data.", DATA_ERASE },
	{ "two wishes: the one that takes more", "请查询并删除我的数据", DATA_ERASE },
	{ "with blanks before it", "\n\n  删除我的个人信息", DATA_ERASE },
	{ "a complaint about a leak", "你们泄露了我的个人信息，请删除", DATA_NONE },
	{ "a question", "为什么查询我的个人信息？", DATA_NONE },
	{ "somebody else did", "谁修改了我的资料", DATA_NONE },
	{ "not to erase", "请不要删除我的数据", DATA_NONE },
	{ "no verb", "我的个人信息", DATA_NONE },
	{ "no object", "请删除", DATA_NONE },
	{ "only in the second sentence", "数学课讲得不好。请删除我的个人信息。", DATA_NONE },
	{ "a long sentence is no plain request",
		"昨天我在前台等了两个小时没有人理我后来有一位老师说可以帮我查询我的个人信息但是查了半天也没有"
		"查到到底是什么原因请你们"
		"解释一下",
		DATA_NONE },
	{ "nothing", "", DATA_NONE },
};

int
main(void)
{
	g_autofree char *much = g_strnfill(1000000, ' ');

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check_int(rows[i].label, data_request_in(rows[i].text), rows[i].want);
	check_int("blanks without end", data_request_in(much), DATA_NONE);
	return check_done();
}
