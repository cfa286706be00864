-- What a run's own changelog says of it.
alter table workflow_run add column evals_only boolean default false not null;
alter table workflow_run add column append_only boolean default false not null;
