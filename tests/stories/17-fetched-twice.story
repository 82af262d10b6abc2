# The same mail fetched twice is one case, one answer, one command (spec §20 scenario 17; P6, P7).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
again
fate duplicate
again by another way
fate duplicate
no letters
cases 1

# A mail without a subject has nothing but its Message-ID.
mail from 王小明 <ming@mail.test> proven
  subject
  | 数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to ming@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
again by another way
fate duplicate
cases 2

# A command that comes twice is carried out once, and intake sees the second.
answer M04 by teaching@school.test proven
  | #联系 电话 已了解情况
letter M23 to teaching@school.test
again by another way
letter M27 to intake@school.test
  says 没有再次执行
fate duplicate
state investigating
