# A learner who never answers is 未评价, never "satisfied" (spec §20, scenario 9; T21).
at 2026-11-23 10:00
use parts/confirming.part

at 2026-11-26 09:00
letter M15 to learner@mail.test
  says 不会当作满意
at 2026-12-02 09:00
letter M15 to learner@mail.test
at 2026-12-07 17:59
no letters
state confirming
at 2026-12-07 18:00
letter M16a to learner@mail.test
  says 未评价
state tracking
field satisfaction silent
