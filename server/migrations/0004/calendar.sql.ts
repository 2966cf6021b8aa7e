/**
 * The working time of the department: its hours, its week, and the days it has decided about itself. What the country says of a day stands in
 * the code (src/department/calendar/russian-calendar.ts): a new decree comes with a new build and changes nothing the department has decided.
 */
export const calendar = `
create table calendar_day (
  day date primary key,
  kind text not null check (kind in ('working', 'short', 'holiday')),
  note text check (note <> '')
);
comment on table calendar_day is 'Days on which the department differs from the production calendar of its country';
alter table setting
  add column work_starts time not null default '09:00',
  add column work_ends time not null default '18:00',
  add column working_week smallint[] not null default '{1,2,3,4,5}',
  add constraint setting_hours check (work_starts < work_ends),
  add constraint setting_week check (cardinality(working_week) between 1 and 7 and working_week <@ '{1,2,3,4,5,6,7}');
comment on column setting.working_week is '1 Monday to 7 Sunday';
grant select, insert, update, delete on calendar_day to voronka_app;
`;
