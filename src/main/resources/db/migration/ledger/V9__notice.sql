-- What the last notice told, or would have told had there been anything to say: one row.
create table if not exists notice (
    measurements bigint not null,
    losses bigint not null
);
