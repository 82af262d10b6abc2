# A learner's mail that staff pass on with #代收: registered for whoever wrote it, and nothing goes out to that person
# before staff confirm the address (spec §3).

at 2026-11-23 10:00
mail from 教学乙 <teaching.head@school.test> proven
  subject 转发：上课的问题
  | #代收
  |
  | ---------- Forwarded message ---------
  | 发件人： 李小雨 <learner@mail.test>
  | 日期： 2026年11月22日周日 20:15
  | 主题： 上课的问题
  | 收件人： 教学乙 <teaching.head@school.test>
  |
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M23d to teaching.head@school.test
  says 您确认以前，什么都不会发给学员
  says learner@mail.test
letter M04 to teaching@school.test
  says 照本宣科
letter M04 to teaching.head@school.test
state assigned
cases 1

# Nobody but the one who was asked may confirm.
answer M23d of teaching.head@school.test by teaching@school.test proven
  | #代收
letter M27 to intake@school.test
letter M23 to teaching@school.test
state assigned

answer M23d by teaching.head@school.test proven
  | #代收
letter M23 to teaching.head@school.test
  says ✓
  says 受理回执
letter M01 to learner@mail.test
  not 李小雨
  not 照本宣科
state assigned

# From then on all goes its usual way.
answer M01 by learner@mail.test proven
  | 进度
letter M26 to learner@mail.test

# There is nothing to pass on.
mail from 前台甲 <intake@school.test> proven
  subject 学员投诉
  | #代收
letter M23 to intake@school.test
  says 没有找到学员的原信
cases 1
