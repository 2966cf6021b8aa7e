import type { NounRules } from '../access/rules.ts';

/** Whoever looks after the walls lets screens in. */
export const pairingRules: NounRules = {
  subject: 'Pairing',
  rules: [
    {
      who: ['director', 'deputy', 'head_of_sales', 'administrator'],
      may: ['read', 'approveScreen', 'denyScreen'],
    },
  ],
};
