-- where workers find the artifacts of their part: see ledger.Part
create index artifact_part on artifact (state, mod(abs(artifact_id), 1024));

-- requests left to an account, as Bucket4j keeps them
create table request_budget (
    account bigint primary key,
    state   bytea
);
