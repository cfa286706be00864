-- The same record was published by an earlier run: machines whose workspace was not cleaned picked up its files.
alter table measurement add column if not exists repeated boolean default false not null;
