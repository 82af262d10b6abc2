# Learner and handler write to each other through us: neither sees the other's address (spec §8 M27).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
  not learner@mail.test
letter M04 to teaching.head@school.test
  not learner@mail.test

answer M04 by teaching@school.test proven
  | #回复 您好，请问是哪一节课？
  | 方便的话请告诉我们日期。
letter M23 to teaching@school.test
letter M27 to learner@mail.test
  says 是哪一节课
  says 方便的话
  not teaching@school.test
  sender without teaching@school.test

answer M27 by learner@mail.test proven
  | 是上周三的第二节课。
letter M27 to teaching@school.test
  says 上周三
  not learner@mail.test
  sender without learner@mail.test
