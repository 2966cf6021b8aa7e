import { teamNoun } from '../../department/teams/team.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { defineRecord } from '../../records/define-record.ts';
import { ref } from '../../records/field.ts';

/** Which team keeps the clients another one has won (передача клиента после первой продажи). */
export const handOverRuleNoun = defineRecord({
  name: 'HandOverRule',
  table: 'hand_over_rule',
  many: 'handOverRules',
  one: 'handOverRule',
  description:
    'Which team keeps the clients another one has won: after the first purchase the client moves on (передача клиента после первой продажи).',
  fields: {
    fromTeam: ref(() => teamNoun, { description: 'who wins the client', required: true, filter: true }),
    toTeam: ref(() => teamNoun, { description: 'who keeps it', required: true, filter: true }),
  },
  unique: { hand_over_rule_from: 'fromTeamId' },
  touches: (row) => ({ team_id: row.fromTeamId }),
  complete: async ({ tx, after }) => {
    const { fromTeamId, toTeamId } = after;
    if (fromTeamId === toTeamId) throw Refusal.badInput('input.toTeamId', 'another team than the one that wins');
    const kinds = await tx.query<{ id: string; kind: string | null }>(
      sql`/* kinds-of-teams */ select id, kind from team where id in (${fromTeamId}, ${toTeamId})`,
    );
    const kindOf = new Map(kinds.map(({ id, kind }) => [id, kind]));
    if (kindOf.get(fromTeamId) === 'account_care') throw wrongKind('input.fromTeamId', 'keeps clients and wins none');
    const to = kindOf.get(toTeamId);
    if (to === 'acquisition' || to === 'call_centre') throw wrongKind('input.toTeamId', 'keeps no clients');
  },
});

function wrongKind(field: string, what: string): Refusal {
  return Refusal.refused('TEAM_KIND', `${field}: this team ${what}`, { field });
}
