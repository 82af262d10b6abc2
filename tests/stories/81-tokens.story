# A reply address serves one person, case and purpose until it expires (P25): forged, leaked and expired ones do nothing,
# and intake sees them.

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 一件事
  | 我想说一件事。
letter M01 to learner@mail.test
letter M04t to intake@school.test
state triage

# Made up.
mail from 前台甲 <intake@school.test> proven
  header Delivered-To: complaints+abcdefghijklmnopqrstuvwxyz234567@school.test
  subject Re: [C20261123-0001S] 请核对
  | #不予受理 不属于投诉范围
letter M27 to intake@school.test
  says 外泄
letter M23 to intake@school.test
  says ✗
state triage

# Leaked in a quote: the supervisor answers with intake's letter, and with the number; the server vouches for him.
answer M04t of intake@school.test by supervision@school.test proven
  | #不予受理 不属于投诉范围
letter M27 to intake@school.test
letter M23 to supervision@school.test
  says ✗
state triage

# A stranger with it gets nothing at all.
answer M04t of intake@school.test by other@mail.test proven
  | #不予受理 不属于投诉范围
letter M27 to intake@school.test
state triage

# Whose it is may.
answer M04t by intake@school.test proven
  | #不予受理 不属于投诉范围
letter M23 to intake@school.test
letter M03 to learner@mail.test
state dismissed

# After 400 days it is over, for whomever.
at 2028-01-04 10:00
answer M04t by intake@school.test proven
  | #备注 还有一句话
letter M27 to intake@school.test
  says 已过期
letter M23 to intake@school.test
  says ✗
state dismissed
