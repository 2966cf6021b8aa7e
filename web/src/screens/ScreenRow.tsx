import { useState } from 'react';
import { useVerb } from '../api/use-verb.ts';
import { Confirm } from '../desk/Confirm.tsx';
import { When } from '../desk/When.tsx';
import { RevokeScreenDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { AmendScreen } from './AmendScreen.tsx';
import { BoardPicture } from './BoardPicture.tsx';
import { type ScreenAction, ScreenActions } from './ScreenActions.tsx';
import type { BoardChoice, Screen } from './screen.ts';

interface Props {
  screen: Screen;
  boards: readonly BoardChoice[];
  onChanged(): void;
}

/** One screen: where it hangs, what it shows, and what can be done about it. */
export function ScreenRow({ screen, boards, onChanged }: Props) {
  const language = useLanguage();
  const [dialog, setDialog] = useState<ScreenAction>();
  const revoke = useVerb(RevokeScreenDocument);
  const { id, name, board, lastUsedAt, lastUsedFrom, revokedAt } = screen;
  const title = boards.find((each) => each.id === board)?.title[language] ?? board;
  const close = () => setDialog(undefined);
  const takeAway = async () => {
    if (!(await revoke.run({ credentialId: id }))) return;
    close();
    onChanged();
  };
  return (
    <tr data-over={revokedAt !== null || undefined}>
      <td>
        <span className="rows-name">{name}</span>
      </td>
      <td>
        <span className="screen-board">
          <BoardPicture id={board ?? ''} />
          {title}
        </span>
      </td>
      <td data-label={revokedAt === null ? m.column_last_seen() : undefined}>
        {revokedAt === null ? (
          <span>
            {lastUsedAt ? <When at={lastUsedAt} /> : m.never()}
            {lastUsedFrom && <span className="rows-under"> · {lastUsedFrom}</span>}
          </span>
        ) : (
          <span>
            {m.screen_over()} <When at={revokedAt} />
          </span>
        )}
      </td>
      <td>
        {revokedAt === null && <ScreenActions name={name ?? ''} onChoose={setDialog} />}
        {dialog === 'amend' && (
          <AmendScreen
            screen={screen}
            boards={boards}
            onClose={close}
            onDone={() => {
              close();
              onChanged();
            }}
          />
        )}
        {dialog === 'revoke' && (
          <Confirm
            title={m.screen_revoke_title({ name: name ?? '' })}
            action={m.screen_revoke()}
            busy={revoke.busy}
            failure={revoke.failure}
            onConfirm={() => void takeAway()}
            onClose={close}
          >
            <p>{m.screen_revoke_text()}</p>
          </Confirm>
        )}
      </td>
    </tr>
  );
}
