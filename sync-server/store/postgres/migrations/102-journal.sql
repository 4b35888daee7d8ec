-- How the office reads the journal: from the newest on, one device's, one person's, one thing's, or only what went wrong.
create index operations_by_arrival on operations (org, position);
create index operations_by_target on operations (org, target_kind, target_id, position);
create index operations_amiss on operations (org, verdict_kind, position) where verdict_kind <> 'accepted';
