-- Total throughput as a number, which results are compared by; null: read before it was kept.
alter table result add column if not exists tput double precision;

-- The UTC day of the measurement; null: nobody knows, not even by its neighbours.
alter table measurement add column if not exists measured_on date;

-- What measurements are compared and counted by, once more: a result is wide, and reading all of them takes its time.
alter table measurement add column if not exists run_id bigint;
alter table measurement add column if not exists configuration uuid;
alter table measurement add column if not exists placed boolean;
alter table measurement add column if not exists model ${text};
alter table measurement add column if not exists gpu ${text};
alter table measurement add column if not exists framework ${text};
alter table measurement add column if not exists scenario ${text};
alter table measurement add column if not exists isl integer;
alter table measurement add column if not exists osl integer;
alter table measurement add column if not exists conc integer;
alter table measurement add column if not exists runner ${text};
alter table measurement add column if not exists runner_index integer;
alter table measurement add column if not exists tput double precision;

-- What comparing a measurement with others gave: made anew by each merge.
create table if not exists finding (
    place  bigint not null,
    flag   ${text} not null,
    detail ${text} not null,
    primary key (place, flag)
);

-- What lies beside results: accuracy, job counts, changelogs.
create table if not exists side_record (
    artifact_id bigint not null,
    ordinal     integer not null,
    kind        ${text} not null,
    -- as they stand in the CSV
    cells       ${text} not null,
    primary key (artifact_id, ordinal)
);
create index if not exists side_record_by_kind on side_record (kind, artifact_id, ordinal);
