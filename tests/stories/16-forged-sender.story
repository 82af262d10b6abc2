# Whoever is not proven gets no say and no echo (spec §18, §20: scenarios 16 and 26; promises P19, P24, P26).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test>
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。
  | 数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
  not 李小雨
  not 13812341203
  not 照本宣科
  in no thread
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
state assigned

# A forged From with a command, and the number to be had from any copy: nothing is done, nothing goes back.
at 2026-11-23 11:00
mail from 教学丙 <teaching@school.test>
  subject Re: [C20261123-0001S] 新派单
  | #办结 已处理完毕
letter M27 to intake@school.test
state assigned

# A stranger with the number gets nothing; intake hears of it.
at 2026-11-23 11:30
mail from 陌生人 <other@mail.test> proven
  subject Re: [C20261123-0001S] 新派单
  | 请告诉我处理到哪一步了
letter M27 to intake@school.test
state assigned

# Somebody else answers with the learner's own letter.
at 2026-11-23 12:00
answer M01 of learner@mail.test by other@mail.test proven
  | 我不投诉了
letter M27 to intake@school.test
state assigned
