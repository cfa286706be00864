-- The UTC day of each run that gave results, stated or interpolated: made anew by each merge.
create table if not exists run_day (
    run_id bigint primary key,
    measured_on date not null
);
