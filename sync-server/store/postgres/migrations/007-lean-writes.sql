-- Waiting entries of a subject are found by the primary key, so that a submitted order costs one index entry and not two.
drop index outbox_waiting;
alter table outbox drop constraint outbox_pkey;
alter table outbox add primary key (org, topic, subject, key);

-- A large order stays in its row, uncompressed: compressing two kilobytes costs more than writing them.
alter table documents set (toast_tuple_target = 8160);
alter table operations set (toast_tuple_target = 8160);
