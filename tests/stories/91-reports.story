# Weekly, monthly and quarterly reports on the first working day after; after an outage the newest digest alone.

with digests
at 2026-12-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。
  | 数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

at 2026-12-23 17:00
letter M06 to teaching.head@school.test
at 2026-12-24 08:00
answer M04 by teaching@school.test proven
  | #联系 电话 已听学员说明情况
letter M23 to teaching@school.test

# Three days without the daemon end on a Sunday: nothing goes out before Monday morning, and of the digests
# one to each.
down until 2026-12-27 11:00
no letters
at 2026-12-28 09:10
letter M06 to teaching@school.test
letter M21 to teaching@school.test
letter M21 to supervision@school.test
letter M21 to audit@school.test
letter M21 to rep@school.test
letter M21 to director@school.test
at 2026-12-28 09:35
letter M22 to teaching.head@school.test
  says 教学部投诉周报（12月21日(周一)至12月27日(周日)）
  says 收到投诉　1
letter M22 to supervision@school.test
  says 各部门
letter M22 to director@school.test
no letters
