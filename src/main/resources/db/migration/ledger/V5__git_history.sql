-- When somebody committed it to the history it was found in: of versions that no id puts in order, the later one is newer.
alter table artifact add column if not exists published_at timestamp with time zone;
