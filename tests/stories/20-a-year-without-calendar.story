# A limit into a year without calendar is provisional and says so; when the calendar comes it is counted anew, and
# who was promised the old time is told (spec §20, scenario 20; §9).
calendar etc/calendars/cn-2025.tsv
at 2026-02-13 16:00
use parts/assigned.part
clock CONTACT due 2026-02-16 18:00

# The calendar of 2026 arrives: Saturday the 14th is a working day, then come the holidays.
at 2026-02-13 17:00
calendar etc/calendars/cn-2026.tsv
letters M19 to teaching@school.test intake@school.test
letter M19 to learner@mail.test
  says 2月16日(周一)18:00
  says 2月14日(周六)18:00
  says 节假日安排已经公布
clock CONTACT due 2026-02-14 18:00
