-- What is known of every run, artifact and record, and where each stands.
-- ${text}: text that compares byte by byte, whatever the database's language, so that rows come in one order everywhere.

create table if not exists workflow_run (
    run_id       bigint primary key,
    repository   ${text},
    workflow     ${text},
    run_attempt  integer,
    event        ${text},
    head_branch  ${text},
    head_sha     ${text},
    fork         boolean default false not null,
    status       ${text},
    conclusion   ${text},
    created_at   timestamp with time zone,
    updated_at   timestamp with time zone,
    -- asked for by name (a run, a branch, a workflow that never existed on main): counts as official, for good
    asked_for    boolean default false not null,
    -- the run's attempt and updated_at when its artifacts were listed; null: never
    read_attempt integer,
    read_updated timestamp with time zone
);

create table if not exists artifact (
    -- GitHub's id; negative where no source states one (a folder that somebody unpacked)
    artifact_id    bigint primary key,
    run_id         bigint not null,
    name           ${text} not null,
    kind           ${text} not null,
    size_in_bytes  bigint,
    digest         ${text},
    expires_at     timestamp with time zone,
    expired        boolean default false not null,
    -- where the archive keeps it, relative to its root
    file           ${text} not null,
    state          ${text} not null,
    source         ${text},
    -- the sources that were asked in vain
    tried          ${text},
    loss_accepted  boolean default false not null,
    -- the plan that left it out, see job.DownloadPlan; another plan looks again
    left_out_by    ${text},
    -- version of the reader that parsed it
    reader_version integer,
    not_results    integer default 0 not null
);
create index if not exists artifact_by_state on artifact (state, expires_at, artifact_id);
create index if not exists artifact_by_run on artifact (run_id, artifact_id);
create index if not exists artifact_by_state_and_run on artifact (state, run_id, artifact_id);

create table if not exists result (
    artifact_id       bigint not null,
    -- 0-based over all files of the artifact
    ordinal           integer not null,
    file              ${text} not null,
    record_index      integer not null,
    run_id            bigint not null,
    -- of the published JSON: the same record met again has the same
    identity          uuid not null,
    -- 0: a single artifact, 1: an aggregate; the lower is the better origin of the same record
    origin            integer not null,
    configuration     uuid not null,
    -- has a place among the newest per configuration (its lengths are known, or it has none by nature)
    placed            boolean not null,
    format            ${text} not null,
    runner            ${text},
    runner_index      integer,
    model             ${text} not null,
    gpu               ${text} not null,
    framework         ${text},
    precision         ${text},
    scenario          ${text} not null,
    isl               integer,
    osl               integer,
    conc              integer not null,
    -- configuration and metrics as they stand in the CSV
    cells             ${text} not null,
    flags             ${text} not null,
    -- words the vocabularies do not know yet
    unlisted          ${text} not null,
    -- the key of the script this tool replaces
    script_key        ${text} not null,
    primary key (artifact_id, ordinal)
);
create index if not exists result_by_run on result (run_id);

create table if not exists rejection (
    artifact_id  bigint not null,
    ordinal      integer not null,
    file         ${text},
    record_index integer,
    reason       ${text} not null,
    detail       ${text} not null,
    primary key (artifact_id, ordinal)
);

-- Every distinct measurement once, in the order of the published history: made anew by each merge.
create table if not exists measurement (
    place         bigint primary key,
    artifact_id   bigint not null,
    ordinal       integer not null,
    official      boolean not null,
    -- its place among the newest per configuration; null: a newer one, or an official one, is current
    current_place bigint
);
create index if not exists measurement_current on measurement (current_place);
