import type { Approach } from './approach.ts';
import type { CampaignKey } from './campaigns.ts';
import type { ChannelKey, SegmentKey, SourceKey } from './catalogue.ts';
import type { Client } from './clients.ts';
import type { Basket } from './order.ts';
import type { PersonKey } from './people.ts';

/** What can happen to a deal, in the story's own words: no ids, no database. */
export type Deed =
  | {
      kind: 'opened';
      client: Client;
      source: SourceKey;
      channel: ChannelKey;
      title: string;
      basket: Basket | null;
      expected: Date;
      campaign?: CampaignKey | null;
      /** when somebody first spoke with the client about it; not told: unknown */
      contactAt?: Date;
    }
  | { kind: 'moved'; stage: number }
  | { kind: 'amended'; basket?: Basket; title?: string; expected?: Date }
  | { kind: 'won' }
  | { kind: 'lost'; reason: string }
  | { kind: 'reopened' }
  | { kind: 'reassigned'; to: PersonKey };

/** Something done by somebody at an instant. */
export type Happening = Deed & { at: Date; by: PersonKey };

/** A deal from its opening on, under the name by which it is known outside. */
export interface Tale {
  name: string;
  approach: Approach;
  happenings: Happening[];
}

/** An open deal as far as its future depends on it. */
export interface DealNow {
  owner: PersonKey;
  group: SegmentKey;
  /** its place in the funnel, from 0 */
  stage: number;
  /** null: nobody knows yet what the client will take */
  basket: Basket | null;
  source: SourceKey;
  channel: ChannelKey;
}
