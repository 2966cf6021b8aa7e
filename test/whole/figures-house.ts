import {
  type Happening,
  happening,
  instantOf,
  numberOf,
  type Place,
  type Raw,
  type Row,
  type Standing,
  stampOf,
  when,
  workingSeconds,
} from './figures-rows.ts';

const standing = (rows: readonly Row[]) => rows.filter(({ ended_at: ended }) => ended === null);

/** Client service, what clients say, and money spent and allowed. */
export function houseOf(raw: Raw): Happening[] {
  return [
    ...standing(raw.ticket).flatMap(ticket),
    ...standing(raw.rating).flatMap(rating),
    ...standing(raw.nps_answer).flatMap((row) => recommendation(row, numberOf(row, 'score'))),
    ...standing(raw.survey_answer)
      .filter((row) => row['nps_score'] !== null)
      .flatMap((row) => recommendation(row, numberOf(row, 'nps_score'))),
    ...standing(raw.spend).flatMap((row) => spent(row, instantOf(row, 'at'), true)),
    ...standing(raw.expense).flatMap((row) => spent(row, instantOf(row, 'starts_at'), row['acquisition'] === true)),
    ...standing(raw.budget_item).map((row) =>
      happening('allowedMoney', instantOf(row, 'starts_at'), stampOf(row, 'budget'), numberOf(row, 'amount')),
    ),
  ];
}

function ticket(row: Row): Happening[] {
  const came = instantOf(row, 'arrived_at');
  const kind = row['kind'] === 'complaint' ? 'ticketComplained' : 'ticketAsked';
  const happened = [happening(kind, came, stampOf(row, 'arrived'))];
  const [answered, due] = [when(row, 'answered_at'), when(row, 'answer_due_at')];
  if (answered !== null) {
    happened.push(happening('answerGiven', answered, stampOf(row, 'answered')));
    happened.push(happening('answerSeconds', answered, stampOf(row, 'answered'), workingSeconds(came, answered)));
  }
  if (due !== null && (answered === null || answered > due))
    happened.push(happening('answerMissed', due, stampOf(row, 'late')));
  return [...happened, ...resolutions(row, came)];
}

/** Resolved, taken up again, resolved again: taking it up takes back what the resolution before counted, for whom it counted. */
function resolutions(row: Row, came: number): Happening[] {
  const happened: Happening[] = [];
  let last: { place: Place; seconds: number } | null = null;
  for (const [i, turn] of (row['history'] as Row[]).entries()) {
    const at = instantOf(turn, 'at');
    const sign = turn['kind'] === 'resolved' ? 1 : -1;
    if (sign === 1) last = { place: stampOf(row, `turn${i}`), seconds: Math.round((at - came) / 1000) };
    if (last === null) continue;
    happened.push(happening('ticketResolved', at, last.place, sign));
    happened.push(happening('ticketSeconds', at, last.place, sign * last.seconds));
  }
  return happened;
}

function rating(row: Row): Happening[] {
  const [at, score, place] = [instantOf(row, 'at'), numberOf(row, 'score'), stampOf(row, 'given')];
  return [
    happening('ratingGiven', at, place),
    happening('ratingSum', at, place, score),
    happening('ratingHigh', at, place, score === 4 || score === 5 ? 1 : 0),
  ];
}

function recommendation(row: Row, score: number): Happening[] {
  const [at, place] = [instantOf(row, 'at'), stampOf(row, 'given')];
  return [
    happening('recommendAnswer', at, place),
    happening('promoteAnswer', at, place, score > 8 ? 1 : 0),
    happening('detractAnswer', at, place, score < 7 ? 1 : 0),
  ];
}

function spent(row: Row, at: number, toWin: boolean): Happening[] {
  const [amount, place] = [numberOf(row, 'amount'), stampOf(row, 'spent')];
  return [
    happening('spentMoney', at, place, amount),
    ...(toWin ? [happening('spentToWinMoney', at, place, amount)] : []),
  ];
}

/** The courses that were assigned, and those finished, before an instant. */
export function coursesAt(raw: Raw, before: number): Standing[] {
  return standing(raw.course_assignment).flatMap((row) => {
    const place: Place = Object.fromEntries(
      ['employee_id', 'team_id', 'department_id'].map((column) => [column, row[column] as string | null]),
    );
    const finished = when(row, 'finished_at');
    return [
      ...(instantOf(row, 'assigned_at') < before ? [{ what: 'assigned', many: 1, place } as const] : []),
      ...(finished !== null && finished < before ? [{ what: 'finished', many: 1, place } as const] : []),
    ];
  });
}
