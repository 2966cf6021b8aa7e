import { roles } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';

/** Everybody may know who they are and what they may do. */
export const viewerRules: NounRules = {
  subject: 'Viewer',
  parts: ['ViewerAbility'],
  rules: [{ who: roles, may: ['read'] }],
};

/** The schema itself, and questions nobody has written into our pages: for those whose work it is to ask. Integrations bring tokens. */
export const schemaRules: NounRules = {
  subject: 'Schema',
  rules: [
    {
      who: ['director', 'deputy', 'head_of_sales', 'analyst', 'administrator', 'integration'],
      may: ['introspect', 'askFreely'],
    },
  ],
};
