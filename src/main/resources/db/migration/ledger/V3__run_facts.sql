-- What a run's own changelog says of it.
alter table workflow_run add column if not exists evals_only boolean default false not null;
alter table workflow_run add column if not exists append_only boolean default false not null;

-- The command that last had it downloaded again by force, so that its resumption does not begin anew.
alter table artifact add column if not exists forced_by bigint;

-- Repositories and workflows by the names they were asked for: one known before and gone now is no wrong command.
create table if not exists known_name (
    kind ${text} not null,
    name ${text} not null,
    primary key (kind, name)
);

-- Who holds the state, where several machines share a database; the lock itself is the database's.
create table if not exists state_holder (
    id    integer primary key,
    holder ${text} not null
);
