# The words do not decide: intake is asked, and its word is taken (spec §20, scenario 5; T03, T04).
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 我要投诉
  | 我对你们的安排很不满意，请尽快处理。
letter M01 to learner@mail.test
  says 受理小组会看完您的来信
  not 教学部
letter M04t to intake@school.test
  says #受理 教学质量
  says #不予受理
  says 11月24日(周二)18:00前
state triage
clock TRIAGE due 2026-11-24 18:00

at 2026-11-23 11:00
answer M04t by intake@school.test proven
  | #受理 课程安排
letter M23 to intake@school.test
  says ✓
letter M04 to affairs@school.test
letter M02 to learner@mail.test
  says 班级
state assigned
clock TRIAGE met 2026-11-23 11:00
clock CONTACT due 2026-11-24 18:00
