# Refused because a word names nothing that there is: a verb, a category, a department, a person, a case; or because
# nobody is left to whom the case could go.
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 一件事
  | 我是高三1班的李小雨，我想说说市场戊和主管壬。
letter M01 to learner@mail.test
letter M04t to intake@school.test
state triage

# A slip of the pen: the nearest words are named, and the mail comes back mended, to copy.
answer M04t by intake@school.test proven
  | #接受 教学质量
letter M23 to intake@school.test
  says 没有这条指令
answer M04t by intake@school.test proven
  | #受理 食堂
letter M23 to intake@school.test
  says 没有这个类别
answer M04t by intake@school.test proven
  | #并案 C20261101-0001A
letter M23 to intake@school.test
  says 没有这个编号
answer M04t by intake@school.test proven
  | #受理 其他
letter M23 to intake@school.test
state accepted
answer M04t by intake@school.test proven
  | #派单 食堂
letter M23 to intake@school.test
  says 没有这个部门
answer M04t by intake@school.test proven
  | #派单 教学部 赵老师
letter M23 to intake@school.test
  says 没有这个人

# The only one of the department is named in the complaint, and so is the supervisor who would stand in.
answer M04t by intake@school.test proven
  | #派单 市场部
letter M23 to intake@school.test
  says 目前没有可以经办的人
state accepted
answer M04t by intake@school.test proven
  | #派单 教务部
letter M23 to intake@school.test
letter M04 to affairs@school.test
state assigned
