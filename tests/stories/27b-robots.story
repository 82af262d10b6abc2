# Autoresponders that bear no mark of a machine: whatever they say, we fall silent after two letters (P17).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

# One that answers with nothing but our own words.
answer M01 by learner@mail.test proven
  |
letter M26 to learner@mail.test
at 2026-11-23 10:01
answer M26 by learner@mail.test proven
  |
at 2026-11-23 14:01
letter M06 to teaching.head@school.test
letter M26 to learner@mail.test
answer M26 by learner@mail.test proven
  |
at 2026-11-24 09:01
answer M26 by learner@mail.test proven
  | 进度
no letters

# One that says that it will read later: relayed to who has the case, never answered.
answer M26 by learner@mail.test proven
  | 您好，我现在不在，回来后尽快回复您。
letter M27 to teaching@school.test

# A handler's that says so to whatever we write.
answer M27 by teaching@school.test
  | 我正在休假，11月30日回来，急事请打电话。
no letters
state assigned

# A new day, a new question.
at 2026-11-24 14:30
letter M06 to teaching@school.test
answer M26 by learner@mail.test proven
  | 进度
letter M26 to learner@mail.test
