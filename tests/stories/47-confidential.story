# 保密 hides the person from all but intake and admin_sup: in text, subject, files (spec §4).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 姓名：李小雨
  | 电话：13812341203
  | 班级：高三1班
  | 保密：是
  | 投诉内容：我是李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
  says 保密
letter M04 to teaching@school.test
  not 李小雨
  not 小雨
  not 13812341203
  not learner@mail.test
  says 照本宣科
letter M04 to teaching.head@school.test
  not 李小雨
  not 13812341203
state assigned

# A message of the learner's reaches the handler without the name it is signed with.
answer M01 by learner@mail.test proven
  | 老师还是老样子。
  | 李小雨 13812341203
letter M27 to teaching@school.test
  says 老样子
  not 李小雨
  not 13812341203
