-- The epoch is the moment of the last restore (Unix seconds; 1: none yet) and not a count of them: a backup that is restored
-- twice would count to the same number twice, and devices that filled up in between would not notice the second time.
alter table organisations alter column epoch type bigint;
