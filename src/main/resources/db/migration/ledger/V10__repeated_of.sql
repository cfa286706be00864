-- The run that published a repeated record first. Measurements are made anew by each merge.
alter table measurement add column if not exists repeated_of bigint;
