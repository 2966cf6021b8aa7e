const ROOM = 16;

/** Ольга Смирнова → Ольга С.: the team knows its people. */
export function shortName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  const last = rest.at(-1);
  return last ? `${first} ${[...last][0]}.` : first;
}

/** A name as it fits a line on the wall: in full, or shortened rather than cut off in the middle. */
export function wallName(name: string): string {
  return name.length > ROOM ? shortName(name) : name;
}
