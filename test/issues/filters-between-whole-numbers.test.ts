import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const client = await world.client();
  for (const score of [5, 6, 7]) {
    const input = { key: `${score}`, clientId: client.id, score };
    await world.ask(`mutation ($input: AddNpsAnswerInput!) { addNpsAnswer(input: $input) { id } }`, { input });
  }
});
afterAll(() => world.close());

test.each([
  [{ from: 5.5 }, [6, 7]],
  [{ to: 6.5 }, [5, 6]],
  [{ from: 6, to: 7 }, [6]],
  [{ from: -1e300, to: 1e300 }, [5, 6, 7]],
  [{ from: 5e-324, to: 5.000001 }, [5]],
])('whole numbers within %j', async (score, expected) => {
  const question = `query ($score: NumberRange) { npsAnswers(where: { score: $score }) { nodes { score } } }`;
  const { npsAnswers } = await world.ask<{ npsAnswers: { nodes: { score: number }[] } }>(question, { score });
  expect(npsAnswers.nodes.map((answer) => answer.score).toSorted()).toEqual(expected);
});
