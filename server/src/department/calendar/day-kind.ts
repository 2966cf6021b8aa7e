/** What a day is for whoever works in the department: `short` is an hour shorter, on `holiday` nobody works (week-ends included). */
export type DayKind = 'working' | 'short' | 'holiday';

/** What a country says of a day; `eve`: an hour shorter where it is worked at all; null: the working week decides. */
export type CountryDay = DayKind | 'eve' | null;
