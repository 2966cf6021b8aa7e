import {
  FiguresDocument,
  type FiguresSubscriptionVariables,
  ServiceFiguresDocument,
  type TypedDocumentString,
  WorkFiguresDocument,
} from '../gql/graphql.ts';
import {
  type Distance,
  type FigureText,
  formatCount,
  formatDuration,
  formatMoney,
  formatRatio,
} from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import type { FigureKpi } from './board.ts';
import type { BoardFacts } from './board-context.ts';

interface FigureValue {
  value: number | null;
  previous?: number | null;
}

/** What every question about single figures answers: those it asks for. */
export interface FigureAnswer {
  kpis: { dataAsOf: string; total: Partial<Record<FigureKpi | 'lateAnswers', FigureValue>> };
}

type Document = TypedDocumentString<FigureAnswer, FiguresSubscriptionVariables>;

/** Which question a figure is part of: tiles about the same period and matter share one subscription. */
const documents: Record<FigureKpi, Document> = {
  revenue: FiguresDocument,
  wonDeals: FiguresDocument,
  winRate: FiguresDocument,
  averageDeal: FiguresDocument,
  contacts: WorkFiguresDocument,
  responseTime: WorkFiguresDocument,
  taskCompletion: WorkFiguresDocument,
  leads: WorkFiguresDocument,
  complaints: ServiceFiguresDocument,
  resolutionTime: ServiceFiguresDocument,
};

/** The live answer that a figure is in. */
export function useFigures(kpi: FigureKpi, variables: FiguresSubscriptionVariables) {
  return useFeed(documents[kpi], variables);
}

/** A figure in its own unit. */
export function writeKpi(
  kpi: FigureKpi,
  value: number | null | undefined,
  { currency, language }: BoardFacts,
  distance: Distance,
): FigureText {
  switch (kpi) {
    case 'revenue':
    case 'averageDeal':
      return formatMoney(value, currency, language, distance);
    case 'wonDeals':
    case 'contacts':
    case 'leads':
    case 'complaints':
      return formatCount(value, language, distance);
    case 'winRate':
    case 'taskCompletion':
      return formatRatio(value, language);
    case 'responseTime':
      return formatDuration(value, language, 'hour');
    case 'resolutionTime':
      return formatDuration(value, language);
  }
}

/** Why a figure is not known. */
export function nothingOf(kpi: FigureKpi): string | undefined {
  switch (kpi) {
    case 'winRate':
      return m.no_closed_deals();
    case 'averageDeal':
      return m.no_won_deals();
    case 'responseTime':
      return m.no_answers();
    case 'taskCompletion':
      return m.no_tasks_due();
    case 'resolutionTime':
      return m.no_resolved();
    case 'revenue':
    case 'wonDeals':
    case 'contacts':
    case 'leads':
    case 'complaints':
      return undefined;
  }
}
