-- Completed runs whose artifacts are still to be listed, each as GitHub served it (gzip).
create table if not exists run_to_list (
    run_id bigint primary key,
    served bytea not null
);

-- Of each listing of runs: when the newest run was created that it brought when it was last read to its end.
create table if not exists listed_until (
    listing ${text} primary key,
    newest  timestamp with time zone not null
);

-- Answers by which GitHub is asked whether anything has changed (gzip).
create table if not exists served_answer (
    address ${text} primary key,
    etag    ${text} not null,
    link    ${text},
    body    bytea not null,
    kept_at timestamp with time zone not null
);

-- Under which name GitHub knows it now.
alter table known_name add column if not exists present ${text};
