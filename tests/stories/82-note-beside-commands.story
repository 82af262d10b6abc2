# Prose under the commands is an internal note: kept with the case, never sent to the learner (spec §19).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

answer M04 by teaching@school.test proven
  | #联系 电话 已了解情况
  |
  | 家长情绪比较激动，下次请主任一起打。
letter M23 to teaching@school.test
event contact
event note
state investigating
