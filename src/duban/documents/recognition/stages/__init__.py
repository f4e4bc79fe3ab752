"""Stage plans: 动员部署阶段（2026年3月1日至31日）, in prose and in tables, merged by name."""
