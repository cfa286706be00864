-- What the last notice told, or would have told had there been anything to say; and a failure of which nobody could be
-- told. One row.
create table if not exists notice (
    measurements bigint not null,
    losses bigint not null,
    untold varchar
);
