import type { Posting } from '../../records/define-record.ts';
import type { ActivityRow } from './activity.fields.ts';

const measureOf = {
  call_in: 'calls_in',
  call_out: 'calls_out',
  meeting: 'meetings',
  email: 'emails',
  message: 'messages',
  presentation: 'presentations',
} as const;

/** An activity counts once, at its instant, for who did it and for its client. Taken back: nothing. */
export function projectActivity({ endedAt, kind, at, talkSeconds, contactChannelId, stamps }: ActivityRow): Posting[] {
  if (endedAt !== null) return [];
  const dimensions = { ...stamps.employee, ...stamps.client, contact_channel_id: contactChannelId };
  return [{ at, dimensions, amounts: { [measureOf[kind]]: 1, ...(talkSeconds && { talk_time: talkSeconds }) } }];
}
