import { addCredential } from '../access/credential.ts';
import { type Role, roles } from '../access/roles.ts';
import { newSecret } from '../access/secret.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { runVerb } from '../ledger/verb.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { accessChanged } from './access-changed.ts';
import { checkedEmployee, checkedLabel } from './account-fields.ts';
import { day } from './invitation.ts';

export interface CreateToken {
  key: string;
  name: string;
  /** of a machine's token; without one it is the viewer's own, and as much as they are */
  role?: Role | null;
  /** as whom of the department a machine acts */
  employeeId?: string | null;
  readOnly?: boolean | null;
  days?: number | null;
}

/** A token and its secret: null when the verb had been done before. */
export interface MadeToken {
  id: string;
  secret: string | null;
}

export const tokenDays = { default: 90, most: 365 };

/** Makes an API token: one's own, with the role and employee of one's account, or a machine's with a role of its own. Shown once. */
export async function createToken(ctx: Context, input: CreateToken): Promise<MadeToken> {
  let secret: string | null = null;
  const call = { verb: 'createToken', key: input.key, input, result: { newIn: 'credential' } };
  const id = await runVerb(ctx, call, async (tx, tokenId) => {
    ctx.access.ensureFields('createToken', given(input));
    const name = checkedLabel(input.name, 'input.name');
    const owner = input.role ? await machine(tx, ctx, input, input.role) : person(ctx, input);
    const now = ctx.clock.now();
    const expiresAt = await expiry(tx, ctx, input.days ?? tokenDays.default);
    const readOnly = input.readOnly ?? false;
    const made = newSecret();
    const by = ctx.viewer.principal;
    await addCredential(
      tx,
      made,
      { id: tokenId, kind: 'token', ...owner, name, readOnly, expiresAt, createdBy: by },
      now,
    );
    await accessChanged(tx, ctx, {
      ...{ action: 'createToken', subject: 'Credential', subjectId: tokenId },
      details: { role: owner.role, readOnly, own: owner.accountId !== null },
    });
    secret = made;
  });
  return { id, secret };
}

function given(input: CreateToken): string[] {
  return (['role', 'employeeId'] as const).filter((name) => input[name] !== undefined && input[name] !== null);
}

interface Owner {
  accountId: string | null;
  role: Role | null;
  employeeId: string | null;
}

function person(ctx: Context, { employeeId }: CreateToken): Owner {
  const { accountId } = ctx.viewer;
  if (employeeId) throw Refusal.badInput('input.employeeId', 'nothing without a role: your own token acts as yourself');
  if (accountId === null) throw Refusal.badInput('input.role', 'a role: you have no account whose token it could be');
  ctx.access.ensureValues('createToken', { accountId, kind: 'token' }, 'input.role');
  return { accountId, role: null, employeeId: null };
}

async function machine(tx: Transaction, ctx: Context, input: CreateToken, role: Role): Promise<Owner> {
  ctx.access.ensureValues('createToken', { accountId: null, kind: 'token' }, 'input.role');
  if (role === 'screen') {
    const expected = `one of ${roles.filter((name) => name !== 'screen').join(', ')}: screens are paired`;
    throw Refusal.badInput('input.role', expected);
  }
  const employeeId = await checkedEmployee(tx, input.employeeId, 'input.employeeId');
  return { accountId: null, role, employeeId };
}

/** A token made with a token ends with it: else a lost one would live on in what it has made. */
async function expiry(tx: Transaction, ctx: Context, days: number): Promise<Date> {
  if (!Number.isInteger(days) || days < 1 || days > tokenDays.most) {
    throw Refusal.badInput('input.days', `a whole number from 1 to ${tokenDays.most}`, { got: days });
  }
  const wanted = new Date(ctx.clock.now().getTime() + days * day);
  if (ctx.viewer.kind !== 'token') return wanted;
  const [parent] = await tx.query<{ expires_at: Date | null }>(
    sql`/* token-of-token */ select expires_at from credential where id = ${ctx.viewer.credentialId}`,
  );
  return parent?.expires_at && parent.expires_at < wanted ? parent.expires_at : wanted;
}
