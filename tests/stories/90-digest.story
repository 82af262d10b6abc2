# The morning's digests: each to whom it concerns, once, with numbered lines that can be answered (spec §15).

with digests
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。
  | 数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
mail from 王大力 <parent@mail.test> proven
  subject 投诉教学
  | 我是高二3班的王大力。老师讲课质量差，讲错题，照本宣科。
letter M01 to parent@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

# Nobody has signed for either within four hours.
at 2026-11-23 17:00
letter M06 to teaching.head@school.test

at 2026-11-24 09:10
letter M21 to teaching@school.test
  says 今日待办2件
  says 1. C20261123-0001
  says 2. C20261123-0002
  says 1 #联系 电话 …
  says 今天18:00
  says 李**
  not 李小雨
  not 13812341203
  not 照本宣科
letter M21 to supervision@school.test
  says 投诉日报，无逾期
  says 在办　2
  says 教学丙
  says 事件链：
  not 李小雨
  file 在办投诉-2026-11-24.csv
letter M21 to audit@school.test
  not 李**
letter M21 to rep@school.test
  not 李**
letter M21 to director@school.test
  not 李小雨
no letters

# Both lines at once; the second is a wrong number, so nothing is done.
at 2026-11-24 09:20
answer M21 by teaching@school.test proven
  | 1 #联系 电话 已听学员说明情况
  | 7 #联系 电话 已与家长通话
letter M23 to teaching@school.test
  says ✗
  says 没有看出是哪一件
state assigned

# Without the server's word low-risk commands run on the token, address and role.
at 2026-11-24 09:30
answer M21 by teaching@school.test
  | 1 #联系 电话 已听学员说明情况
  | 2 #联系 电话 已与家长通话
letter M23 to teaching@school.test
  says ✓
  says C20261123-0001
  says C20261123-0002
  says 调查中，下一时限11月26日(周四)18:00
state investigating
clock CONTACT met 2026-11-24 09:30
fate command

# The same mail by another way is no second order.
again another
fate duplicate
no letters

# Somebody else's digest answers nothing.
at 2026-11-24 09:40
answer M21 of teaching@school.test by market@school.test proven
  | 1 #联系 电话 冒充
letter M04t to intake@school.test
no letters

# The next day: what was done has left the list; whom nothing concerns gets nothing.
at 2026-11-25 09:10
letter M06 to teaching@school.test
letter M21 to intake@school.test
  says 受理
letter M21 to teaching@school.test
  says 提出方案
letter M21 to supervision@school.test
letter M21 to audit@school.test
letter M21 to rep@school.test
letter M21 to director@school.test
no letters
