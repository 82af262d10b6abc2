# The learner asks how it stands: answered, with the next deadline and whom the case waits for, and no name of
# anybody (spec §7 T31, §20 scenario 25).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

at 2026-11-23 11:00
answer M01 by learner@mail.test proven
  | 进度
letter M26 to learner@mail.test
  says 11月24日(周二)18:00
  says 教学部
  not 13812341203
  not 教学丙
  not teaching@school.test
state assigned

# The number alone, from the recorded address, is enough for that: it goes to no other.
at 2026-11-23 15:30
letter M06 to teaching.head@school.test
mail from 李小雨 <learner@mail.test>
  subject [C20261123-0001S] 进度
  | 进度
letter M26 to learner@mail.test
