-- What the dataset was made from, and its files as they were written: here only until something it is made from changes.
-- One row.
create table if not exists published (
    description varchar not null,
    -- the command that last found it so: any that came later might have changed something without a word
    found_by bigint not null
);
