# Assigned on a Friday before a moved working day: the contact is due on that Saturday (spec §20, scenario 2).
at 2026-02-13 16:00
use parts/assigned.part
clock CONTACT due 2026-02-14 18:00
