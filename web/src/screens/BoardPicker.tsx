import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { BoardPicture } from './BoardPicture.tsx';
import type { BoardChoice } from './screen.ts';

interface Props {
  boards: readonly BoardChoice[];
  value: string;
  onChange(board: string): void;
}

/** Which board a screen shows, each with a small picture of what hangs where on it. */
export function BoardPicker({ boards, value, onChange }: Props) {
  const language = useLanguage();
  return (
    <fieldset className="boards">
      <legend>{m.board_label()}</legend>
      {boards.map(({ id, title }) => (
        <label key={id}>
          <input
            type="radio"
            name="board"
            className="visually-hidden"
            value={id}
            checked={id === value}
            onChange={() => onChange(id)}
          />
          <BoardPicture id={id} />
          <b>{title[language]}</b>
          <span>{meaning(id)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function meaning(id: string): string | undefined {
  switch (id) {
    case 'today':
      return m.board_today_is();
    case 'sales':
      return m.board_sales_is();
    case 'team':
      return m.board_team_is();
    case 'plan':
      return m.board_plan_is();
    case 'activity':
      return m.board_activity_is();
    case 'service':
      return m.board_service_is();
    default:
      return undefined;
  }
}
