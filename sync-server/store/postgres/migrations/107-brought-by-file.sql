-- Work that came as a file (S12): the person of the office who brought it. null: over the network.
alter table operations add column brought_by text;
