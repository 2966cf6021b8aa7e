import { Refusal } from './refusal.ts';

/** Ids are the decimal text of bigint keys; anything else is refused with the field named, before SQL sees it. */
export function checkedId(id: string, field: string): string {
  if (!/^[1-9]\d{0,18}$/.test(id) || BigInt(id) > 9_223_372_036_854_775_807n) {
    throw Refusal.badInput(field, 'an id (a positive whole number as text)', { got: id.slice(0, 40) });
  }
  return id;
}
