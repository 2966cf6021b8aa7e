import type { BoardDefinition } from './board.ts';

const period = 'THIS_MONTH';

/** How much of the plan is done, by the house, its parts and everybody, against where the plan should stand today. */
export const plan: BoardDefinition = {
  id: 'plan',
  title: 'board_plan',
  tiles: [
    { kind: 'plan', title: 'tile_plan_month', period, place: { wide: [1, 1, 6, 3.5], tall: [1, 1, 12, 3.5] } },
    { kind: 'planPeople', title: 'tile_plan_people', period, place: { wide: [7, 1, 6, 6], tall: [1, 4.5, 12, 6] } },
    {
      kind: 'planGroups',
      title: 'tile_plan_groups',
      period,
      place: { wide: [1, 4.5, 6, 2.5], tall: [1, 10.5, 12, 3] },
    },
  ],
};
