import fc from 'fast-check';
import { type DocumentNode, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { Access } from '../../server/src/access/access.ts';
import { ensureMayAsk, touchedBy } from '../../server/src/access/document-rights.ts';
import { guestViewer } from '../../server/src/access/viewer.ts';
import { asksByClient } from '../../server/src/kpi/by-client.ts';
import { type Caller, scopeOf } from '../../server/src/live/scope.ts';
import { policy } from '../../server/src/policy.ts';
import { buildVoronkaSchema } from '../../server/src/schema.ts';
import { type Eyes, posts } from './oracle.ts';
import { type Asked, anyDocument } from './scope-documents.ts';
import { mayAsk, whatIsSeen } from './scope-sight.ts';

const schema = buildVoronkaSchema();
const [employees, departments] = [
  ['1', '2', null],
  ['10', '20', null],
];

const anybody: fc.Arbitrary<Eyes> = fc.record({
  role: fc.constantFrom(...posts),
  employee: fc.constantFrom(...employees),
  department: fc.constantFrom(...departments),
  account: fc.constantFrom('100', '200', null),
  readOnly: fc.boolean(),
});

/** Somebody as the server knows them: with a name, an account, an address, none of which may matter. */
function caller(eyes: Eyes, nonce: number): Caller {
  const { employee: employeeId, department: departmentId, account: accountId, ...rest } = eyes;
  const standing = { ...rest, employeeId, departmentId, accountId };
  const credentialId = String(nonce);
  const viewer = {
    ...guestViewer(`10.0.0.${nonce}`),
    ...standing,
    kind: 'token' as const,
    credentialId,
    name: `№ ${nonce}`,
    principal: `token:${nonce}`,
  };
  return { viewer, access: new Access(policy, standing), locale: 'ru' };
}

function touchedIn(document: DocumentNode) {
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === 'OperationDefinition',
  );
  if (!operation) throw new Error('no operation');
  return touchedBy(schema, document, operation);
}

/** The key of the topic, or null when it may not be asked. */
function keyOf(eyes: Eyes, { text, args }: Asked, nonce: number): string | null {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const touched = touchedIn(document);
  const who = caller(eyes, nonce);
  try {
    ensureMayAsk(who.access, touched);
  } catch {
    return null;
  }
  return scopeOf(who, touched, asksByClient(args), false).key;
}

const cases = fc.record({ one: anybody, other: anybody, asked: anyDocument });

describe('two people share a topic', () => {
  test('if and only if they see the same rows of everything it touches', () => {
    let [shared, apart, refused] = [0, 0, 0];
    fc.assert(
      fc.property(cases, ({ one, other, asked }) => {
        const [key, otherKey] = [keyOf(one, asked, 1), keyOf(other, asked, 2)];
        expect([key !== null, otherKey !== null]).toEqual([mayAsk(one, asked), mayAsk(other, asked)]);
        if (key === null || otherKey === null) return void (refused += 1);
        const same = whatIsSeen(one, asked) === whatIsSeen(other, asked);
        expect(key === otherKey).toBe(same);
        if (same) shared += 1;
        else apart += 1;
      }),
      { numRuns: 4_000 },
    );
    console.log(`${shared} pairs share a topic, ${apart} do not, ${refused} with somebody who may not ask`);
    expect(Math.min(shared, apart, refused)).toBeGreaterThan(300);
  });

  test('whoever they are: the key holds no name, account, credential or address', () => {
    fc.assert(
      fc.property(anybody, anyDocument, (eyes, asked) => {
        expect(keyOf({ ...eyes, account: '100' }, asked, 1)).toBe(keyOf({ ...eyes, account: '200' }, asked, 77));
      }),
    );
  });

  test('what a topic is executed with holds neither', () => {
    fc.assert(
      fc.property(anybody, anyDocument, (eyes, { text, args }) => {
        const { viewer } = scopeOf(caller(eyes, 5), touchedIn(parse(text)), asksByClient(args), false);
        expect(viewer).toMatchObject({ name: '', accountId: null, credentialId: null, from: null });
        expect(JSON.stringify(viewer)).not.toMatch(/№ 5|token:5|10\.0\.0\.5/);
      }),
    );
  });
});
