# A mere thank-you to a closed case changes nothing (spec §20, scenario 21; T27); a question how it stands is answered.
at 2026-01-05 10:00
use parts/closed.part
at 2026-02-06 10:00
answer M16 by learner@mail.test proven
  | 谢谢老师！
no letters
state closed
answer M16 by learner@mail.test proven
  | 进度
letter M26 to learner@mail.test
  says 已结案
state closed
