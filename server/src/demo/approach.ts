import { type CampaignKey, campaignOn } from './campaigns.ts';
import type { SourceKey } from './catalogue.ts';
import type { PersonKey } from './people.ts';
import { Random } from './random.ts';
import type { DemoWorld } from './world.ts';

/** How a client came to a deal: what brought it, and when somebody first spoke with it about it. */
export interface Approach {
  campaign: CampaignKey | null;
  contactAt: Date;
  /** the enquiry it came as; null: it rang up, or was rung up */
  enquiry: Enquiry | null;
}

/** When an enquiry came, was answered and found worth a deal. */
export interface Enquiry {
  arrivedAt: Date;
  answeredAt: Date;
  qualifiedAt: Date;
}

/** These come as enquiries; whoever buys again, and whom we call ourselves, does not. */
const asks = (source: SourceKey): boolean => source !== 'repeat' && source !== 'call';
const share = { enquiries: 0.62, atNight: 0.14 } as const;

interface Opened {
  name: string;
  by: PersonKey;
  at: Date;
  source: SourceKey;
  position: number;
}

/** What came before a deal; a sequence of chances of its own, so that its fate stays the same. */
export function approachOf(world: DemoWorld, { name, at, source, position }: Opened): Approach {
  const random = new Random(world.seed, 'approach', name);
  const campaign = campaignOn(random, source, world, position);
  const before = new Date(at.getTime() - random.whole(60, 540) * 1000);
  if (!asks(source) || position < 0.3 || !random.chance(share.enquiries))
    return { campaign, contactAt: before, enquiry: null };
  const enquiry = enquiryBefore(world, random, position);
  return { campaign, contactAt: enquiry.answeredAt, enquiry };
}

/** An enquiry that became a deal at a position. */
function enquiryBefore({ office }: DemoWorld, random: Random, position: number): Enquiry {
  const arrived = Math.max(position - 0.03 - random.skewed(0.9) * 0.5, 0.001);
  const atNight = arrived > 1 && random.chance(share.atNight);
  const from = atNight ? Math.floor(arrived) : arrived;
  const answered = Math.min(from + answerTime(random), from + (position - from) * 0.5);
  const qualified = answered + (position - answered) * random.between(0.2, 0.95);
  return {
    arrivedAt: atNight ? hoursBefore(office.instant(from), random.between(0.4, 12)) : office.instant(from),
    answeredAt: office.instant(answered),
    qualifiedAt: office.instant(qualified),
  };
}

/** How long an answer takes, in working days: some twenty minutes, now and then hours. */
export function answerTime(random: Random): number {
  const minutes = 3 + random.skewed(0.75) * 19;
  return (random.chance(0.06) ? minutes * random.between(4, 9) : minutes) / 560;
}

export function hoursBefore(at: Date, hours: number): Date {
  return new Date(at.getTime() - Math.round(hours * 3600) * 1000);
}
