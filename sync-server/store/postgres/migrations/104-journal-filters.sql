-- The office's filters by person and by device, and the numbers whose content a device lost (S21), which the list of
-- devices asks for each of them.
create index operations_by_actor on operations (org, actor, position);
create index operations_by_device on operations (org, device, position);
create index operations_lost on operations (org, device, seq) where verdict_kind = 'lost';
