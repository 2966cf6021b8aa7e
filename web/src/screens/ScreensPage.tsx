import '../desk/rows.css';
import './screens.css';
import { useState } from 'react';
import { useQuery } from '../api/use-query.ts';
import { DeskPage } from '../desk/DeskPage.tsx';
import { BoardsDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { PairScreen } from './PairScreen.tsx';
import { ScreenList } from './ScreenList.tsx';

/** The walls of the office: what hangs where, and how another one gets there. */
export function ScreensPage() {
  useLanguage();
  return (
    <DeskPage title={m.screens_title()} lead={m.screens_lead()} need="screens">
      {() => <Screens />}
    </DeskPage>
  );
}

function Screens() {
  const boards = useQuery(BoardsDocument, {}).data?.boards ?? [];
  /** Goes up with every new screen: the list then asks anew. */
  const [paired, setPaired] = useState(0);
  return (
    <>
      <PairScreen boards={boards} onPaired={() => setPaired((count) => count + 1)} />
      <ScreenList boards={boards} paired={paired} />
    </>
  );
}
