-- where workers find the artifacts of their part: see ledger.Part
create index artifact_part on artifact (state, mod(abs(artifact_id), 1024));

-- requests left to an account, as Bucket4j keeps them
create table request_budget (
    account bigint primary key,
    state   bytea
);

create table request_window (
    account  bigint primary key,
    capacity bigint                   not null,
    until    timestamp with time zone not null,
    named    boolean                  not null
);
