/** Where "now" comes from. Tests move it; nothing else in the server asks the machine for the time of business. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
