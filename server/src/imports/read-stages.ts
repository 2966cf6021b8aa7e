import type { Known } from './known.ts';
import type { DealMake } from './mapping-makes.ts';
import type { NounIndex } from './noun-index.ts';
import { instantReader, labelOf, type ReadContext } from './read-value.ts';
import type { Row } from './row.ts';
import type { ToldDeal } from './told-deal.ts';

/** When and where a deal began, and its way from there. */
export type Begun = Pick<ToldDeal, 'openedAt' | 'openingStage' | 'moves'>;

interface Entered {
  stage: Known;
  at: Date;
  label: string;
}

/**
 * Reads a deal's way through its pipeline: from the date columns of its stages where the mapping names them, else straight into the
 * stage its status tells. `stageNow` is where the status says it stands (or stood when it closed).
 */
export function stagesReader(make: DealMake, at: string, index: NounIndex, about: ReadContext) {
  const opened =
    make.openedAt && instantReader(make.openedAt, `${at}.openedAt`, { required: !make.stages, past: true }, about);
  const dated = (make.stages ?? []).map(({ stage, at: value }, i) => ({
    stage,
    label: labelOf(value),
    read: instantReader(value, `${at}.stages[${i}].at`, { required: false, past: true }, about),
  }));

  return (row: Row, pipeline: Known, stageNow: string | undefined, closedAt: Date | null): Begun | null => {
    const stages = index.stagesOf(pipeline);
    const named = (name: string): Known | null => stageNamed(row, pipeline, stages, name);
    const entered = enteredStages(row, dated, stages, named);
    const openedAt = opened?.(row) ?? entered[0]?.at ?? null;
    if (!openedAt)
      return row.refused ? null : row.refuse('', '', 'has no date: neither of its opening nor of any stage');
    const first = entered[0];
    const openingStage = make.openingStage
      ? named(make.openingStage)
      : first
        ? first.at.getTime() === openedAt.getTime()
          ? first.stage
          : (stages[0] ?? null)
        : stageNow
          ? named(stageNow)
          : (stages[0] ?? null);
    if (!openingStage) return row.refused ? null : row.refuse('', '', `pipeline "${pipeline.name}" has no stages`);
    checkOrder(row, make, openedAt, entered, closedAt);
    const moves = movesFrom(openingStage, entered);
    const last = moves.at(-1)?.stage ?? openingStage;
    if (make.stages && stageNow !== undefined && named(stageNow) !== last && !row.refused) {
      row.refuse('', '', `the status says stage "${stageNow}", its dates end with "${last.name}"`);
    }
    return row.refused ? null : { openedAt, openingStage, moves };
  };
}

interface DatedStage {
  stage: string;
  label: string;
  read: (row: Row) => Date | null;
}

/** The stages that have a date, in the order they were entered; on one day in the order of the pipeline. */
function enteredStages(
  row: Row,
  dated: readonly DatedStage[],
  stages: readonly Known[],
  named: (name: string) => Known | null,
): Entered[] {
  const entered = dated.flatMap(({ stage, label, read }): Entered[] => {
    const at = read(row);
    const known = at && named(stage);
    return known ? [{ stage: known, at, label }] : [];
  });
  return entered.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || stages.indexOf(a.stage) - stages.indexOf(b.stage),
  );
}

/** A move is into another stage: entering the one it stands in is none. */
function movesFrom(opening: Known, entered: readonly Entered[]): Begun['moves'] {
  const moves: Begun['moves'] = [];
  let standing = opening;
  for (const { stage, at } of entered) {
    if (stage !== standing) moves.push({ stage, at });
    standing = stage;
  }
  return moves;
}

/** Nothing happens to a deal before its opening or after its closing. */
function checkOrder(
  row: Row,
  make: DealMake,
  openedAt: Date,
  entered: readonly Entered[],
  closedAt: Date | null,
): void {
  for (const { at, label } of entered) {
    if (at < openedAt) row.refuse(label, dayText(at), `lies before the opening (${dayText(openedAt)})`);
    if (closedAt && at > closedAt) row.refuse(label, dayText(at), `lies after the closing (${dayText(closedAt)})`);
  }
  if (closedAt && closedAt < openedAt && make.closedAt) {
    row.refuse(labelOf(make.closedAt), dayText(closedAt), `lies before the opening (${dayText(openedAt)})`);
  }
}

function stageNamed(row: Row, pipeline: Known, stages: readonly Known[], name: string): Known | null {
  const found = stageIn(pipeline, stages, name);
  const accepted = stages.map((stage) => stage.name).join(', ');
  return found ?? row.refuse('', name, `is no stage of pipeline "${pipeline.name}"; it has ${accepted || 'none'}`);
}

function dayText(date: Date): string {
  return date.toISOString().replace(/T00:00:00\.000Z$/, '');
}

/** The stage that a name of the files means: they go on calling it by the name it was made with, whatever it is called here. */
export function stageIn(pipeline: Known, stages: readonly Known[], name: string): Known | null {
  const externalId = `${pipeline.externalId ?? pipeline.name} / ${name}`;
  return stages.find((stage) => stage.externalId === externalId) ?? stages.find((stage) => stage.name === name) ?? null;
}
