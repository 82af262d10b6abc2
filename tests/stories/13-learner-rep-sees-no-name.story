# The learner representative's mails hold no name, telephone or address, and no file; mails to the supervision group
# carry no name in the subject (spec §8, §11, §20 scenario 13).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：李小雨对教学质量不满
  | 我是高三1班的李小雨，电话13812341203，微信 xiaoyu@chat.test。小雨的数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
answer M04 by teaching@school.test proven
  | #联系 电话 已与李小雨沟通
letter M23 to teaching@school.test
answer M04 by teaching@school.test proven
  | #方案 为李小雨补课两次，上课前打13812341203/王主任/11月27日
letter M23 to teaching@school.test
letter M08 to learner@mail.test
letter M08 to teaching@school.test
letter M08 to intake@school.test
answer M08 by learner@mail.test proven
  | 同意
letter M10 to intake@school.test
letter M10 to teaching@school.test
answer M10 by teaching@school.test proven
  | #完成 1
  | #办结 已为李小雨补课两次，家长13812341203确认
letter M23 to teaching@school.test
letter M12 to intake@school.test
letter M13 to supervision@school.test
  subject without 李小雨
letter M13 to audit@school.test
  subject without 李小雨
letter M13 to rep@school.test
  not 李小雨
  not 小雨
  not 13812341203
  not xiaoyu@chat.test
  not learner@mail.test
letter M14 to learner@mail.test

answer M14 by learner@mail.test proven
  | 不满意。
  | 小雨还是听不懂，请打13812341203
letter M18 to teaching@school.test
letter M18 to teaching.head@school.test
letter M18 to intake@school.test
letter M18 to supervision@school.test
letter M18 to audit@school.test
letter M18 to rep@school.test
  not 李小雨
  not 小雨
  not 13812341203
