-- One difference of a device's scope is kept a day (S29): whether there is one already is asked before each.
create index scope_differences_by_device on scope_differences (org, device, scope, at);
