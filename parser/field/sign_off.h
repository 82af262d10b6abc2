/*
 * Who signs a text: "张三 敬上", "高三1班 张三", "李明妈妈", a name under "Best regards,". Only the last
 * lines are read.
 */
#pragma once

#include "parser/field/finding.h"

void finding_read_sign_off(Finding *finding, const Line *lines, size_t count);
