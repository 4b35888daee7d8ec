-- Visits are let in at a steady pace: `full_at` is when the bucket of this subject will be full again.
delete from visits;
alter table visits drop column count;
alter table visits rename column since to full_at;
