import { Refusal } from '../lib/refusal.ts';
import type { Access } from './access.ts';
import type { Viewer } from './viewer.ts';

/** A question written in our own pages, as their build lists it. */
export interface TrustedDocument {
  name: string;
  text: string;
  /** a wall asks it */
  wall: boolean;
}

/**
 * The questions our own pages ask. Whoever signs in by a page asks these, and a screen only those of walls; others are for tokens and for
 * whoever's work it is to ask.
 */
export class TrustedDocuments {
  readonly #wall: ReadonlyMap<string, boolean>;

  constructor(documents: readonly TrustedDocument[]) {
    this.#wall = new Map(documents.map(({ text, wall }) => [text.trim(), wall]));
  }

  /** Whether a document is nobody's of ours, so that it runs apart from them. Refuses what this viewer may not ask. */
  isFree(text: string, viewer: Viewer, access: Access): boolean {
    const wall = this.#wall.get(text.trim());
    if (wall || (wall === false && viewer.kind !== 'screen')) return false;
    if (viewer.kind === 'token' || viewer.kind === 'local') return true;
    if (viewer.kind !== 'screen' && access.can('askFreely', 'Schema')) return true;
    const message =
      'query: not one of the questions of this version of our pages, and others need a token or the right to ask freely';
    throw new Refusal('FORBIDDEN', message, { refusal: 'UNKNOWN_DOCUMENT', field: 'query' });
  }
}
