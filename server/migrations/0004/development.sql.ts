import { record } from './record.sql.ts';

const people =
  'employee_id bigint not null references employee, team_id bigint references team, department_id bigint references department';

/**
 * Words as they are looked for: without case, ending and stop words. PostgreSQL's own parser knows letters by the locale of the database, and
 * sees none in Russian where that is C; ICU knows them everywhere. What is longer than PostgreSQL keeps a word (a link, an encoded picture) is
 * found by its letters only.
 */
const stems = `
create function stems_of(words text) returns table (stem text, place bigint) language sql immutable strict as $$
  select coalesce(l[1], w), place from (
    select w, place, ts_lexize('russian_stem', w) as l
    from regexp_split_to_table(lower(words collate "und-x-icu"), '[^[:alnum:]]+' collate "und-x-icu") with ordinality as t (w, place)
    where w <> ''
  ) t where l is null or l <> '{}'
$$;
create function found_by(words text, weight text) returns tsvector language sql immutable strict as $$
  select coalesce(string_agg(format('''%s'':%s%s', stem, least(place, 16000), weight), ' '), '')::tsvector from stems_of(words)
  where octet_length(stem) <= 2046
$$;
create function asked_for(words text) returns tsquery language sql immutable strict as $$
  select coalesce(string_agg(format('''%s''', stem), ' & '), '')::tsquery from stems_of(words)
$$;`;

/** Recognition, careers, training, and what to say. */
export const development = `${stems}
${record('award', `${people}, kind text not null, title text not null, reason text, at timestamptz not null, given_by_id bigint references employee`)}
create index award_of on award (employee_id, at);
${record('thanks', `${people}, words text not null, at timestamptz not null, given_by_id bigint references employee, check (given_by_id <> employee_id)`)}
create index thanks_of on thanks (employee_id, at);
${record('status_level', 'name text not null, rank bigint not null, requirements text')}
create unique index status_level_rank on status_level (rank) where ended_at is null;
${record(
  'career_step',
  `${people}, level_id bigint references status_level, position_id bigint references position, day date not null, note text,
  check (level_id is not null or position_id is not null)`,
)}
create index career_step_of on career_step (employee_id, day);
${record(
  'course',
  `title text not null, kind text not null, description text, url text, hours numeric check (hours >= 0), provider text`,
)}
${record(
  'course_assignment',
  `${people}, course_id bigint not null references course, mentor_id bigint references employee, assigned_at timestamptz not null,
  due_on date, started_at timestamptz, finished_at timestamptz, score bigint check (score between 0 and 100), check (mentor_id <> employee_id)`,
)}
create index course_assignment_of on course_assignment (employee_id, finished_at);
create unique index course_assignment_once on course_assignment (course_id, employee_id) where finished_at is null and ended_at is null;
${record(
  'script',
  `title text not null, words text not null, stage_id bigint references stage, line_id bigint references product_line, tags text[] not null default '{}',
  found tsvector not null generated always as (found_by(title, 'A') || found_by(words, 'B')) stored`,
)}
create index script_found on script using gin (found);
${record(
  'objection',
  `title text not null, words text not null, stage_id bigint references stage, line_id bigint references product_line, tags text[] not null default '{}',
  found tsvector not null generated always as (found_by(title, 'A') || found_by(words, 'B')) stored`,
)}
create index objection_found on objection using gin (found);
`;
