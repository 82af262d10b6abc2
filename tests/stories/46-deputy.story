# Absence (spec §2, §19): by command, with dates; clocks keep running, the deputy gets and may do what the absent one
# would.

at 2026-11-23 09:30
mail from 教学丙 <teaching@school.test> proven
  subject 出差
  | #代理 教学乙 11月24日 至 11月26日
letter M23 to teaching@school.test
  says ✓

# Not yet away.
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
state assigned
clock CONTACT due 2026-11-24 18:00

# Away: the reminder goes to the deputy, who may act on it; the clock has not moved.
at 2026-11-24 15:00
letter M06 to teaching.head@school.test
letter M06 to teaching.head@school.test
answer M06 by teaching.head@school.test proven
  | #联系 电话 已了解情况
letter M23 to teaching.head@school.test
state investigating
clock CONTACT met 2026-11-24 15:00

# Without proof a deputy is named by code only: whoever stands in may do what the other may.
at 2026-11-25 10:00
letter M06 to teaching.head@school.test
mail from 教务丁 <affairs@school.test>
  subject 出差
  | #代理 市场戊 11月26日 11月27日
letter M23c to affairs@school.test
answer M23c by affairs@school.test
  | {code}
letter M23 to affairs@school.test
  says ✓

# Nobody is his own deputy, and a past day is none.
mail from 教务丁 <affairs@school.test> proven
  subject 出差
  | #代理 教务丁 11月26日 11月27日
letter M23 to affairs@school.test
  says 没有这个人
