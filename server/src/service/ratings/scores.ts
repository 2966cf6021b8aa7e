import type { Amounts } from '../../ledger/measures.ts';

/** What a rating of 1 to 5 counts (CSAT). */
export function ratingAmounts(score: number): Amounts {
  return { ratings: 1, rating_sum: score, ...(score >= 4 && { high_ratings: 1 }) };
}

/** What an answer of 0 to 10 to "would you recommend us" counts (NPS): 9 and 10 promote, 0 to 6 warn others off. */
export function npsAmounts(score: number): Amounts {
  return { nps_answers: 1, ...(score >= 9 && { promoters: 1 }), ...(score <= 6 && { detractors: 1 }) };
}
