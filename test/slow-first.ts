import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, however short its file is: begun last, it would keep one core waiting for the other. */
const slow = [
  ...[
    'access/matrix-verbs',
    'access/matrix-every-verb',
    'access/matrix-fields',
    'access/matrix-records',
    'demo/present',
    'demo/seed',
  ],
  ...[
    'e2e/access-pairing',
    'e2e/look',
    'whole/',
    'access/setup',
    'e2e/access-demo',
    'access/attack',
    'e2e/wall',
    'demo/',
    'e2e/',
  ],
];

/** Begins with what takes longest; everything else as it comes. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = slow.findIndex((name) => moduleId.includes(`/test/${name}`));
      return found < 0 ? slow.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
