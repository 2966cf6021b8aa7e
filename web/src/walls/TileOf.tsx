import type { TileDefinition } from './board.ts';
import { FigureTile } from './FigureTile.tsx';
import { FunnelTile } from './FunnelTile.tsx';
import { HonoursTile } from './HonoursTile.tsx';
import { OpenTicketsTile } from './OpenTicketsTile.tsx';
import { PaceTile } from './PaceTile.tsx';
import { PlanGroupsTile } from './PlanGroupsTile.tsx';
import { PlanPeopleTile } from './PlanPeopleTile.tsx';
import { PlanTile } from './PlanTile.tsx';
import { RankingTile } from './RankingTile.tsx';
import { ScoreTile } from './ScoreTile.tsx';
import { TicketWeeksTile } from './TicketWeeksTile.tsx';
import { WinsTile } from './WinsTile.tsx';
import { WorkTile } from './WorkTile.tsx';

/** The tile that a board asks for. */
export function TileOf({ tile }: { tile: TileDefinition }) {
  switch (tile.kind) {
    case 'pace':
      return <PaceTile definition={tile} />;
    case 'figure':
      return <FigureTile definition={tile} />;
    case 'ranking':
      return <RankingTile definition={tile} />;
    case 'funnel':
      return <FunnelTile definition={tile} />;
    case 'wins':
      return <WinsTile definition={tile} />;
    case 'plan':
      return <PlanTile definition={tile} />;
    case 'planPeople':
      return <PlanPeopleTile definition={tile} />;
    case 'planGroups':
      return <PlanGroupsTile definition={tile} />;
    case 'work':
      return <WorkTile definition={tile} />;
    case 'score':
      return <ScoreTile definition={tile} />;
    case 'openTickets':
      return <OpenTicketsTile definition={tile} />;
    case 'ticketWeeks':
      return <TicketWeeksTile definition={tile} />;
    case 'honours':
      return <HonoursTile definition={tile} />;
  }
}
