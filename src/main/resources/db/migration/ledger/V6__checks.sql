-- Total throughput as a number, which results are compared by; null: read before it was kept.
alter table result add column tput double precision;

-- The UTC day of the measurement; null: nobody knows, not even by its neighbours.
alter table measurement add column measured_on date;

-- What comparing a measurement with others gave: made anew by each merge.
create table finding (
    place  bigint not null,
    flag   ${text} not null,
    detail ${text} not null,
    primary key (place, flag)
);

-- Accuracy, as eval_results_all or a single eval_* states it: one row a task and score.
create table eval (
    artifact_id  bigint not null,
    ordinal      integer not null,
    run_id       bigint not null,
    -- as they stand in the CSV, see the dataset's table of columns
    cells        ${text} not null,
    primary key (artifact_id, ordinal)
);

-- Jobs of a run by GPU or cluster.
create table run_stat (
    artifact_id bigint not null,
    ordinal     integer not null,
    run_id      bigint not null,
    cells       ${text} not null,
    primary key (artifact_id, ordinal)
);

-- Entries of a run's changelog.
create table changelog_entry (
    artifact_id bigint not null,
    ordinal     integer not null,
    run_id      bigint not null,
    cells       ${text} not null,
    primary key (artifact_id, ordinal)
);
