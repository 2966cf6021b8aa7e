import { Button } from '@mantine/core';
import { formatNumber } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';

interface Props {
  shown: number;
  total: number;
  more: (() => void) | undefined;
  loading: boolean;
}

/** The way to the rest of a long list, saying how long it is. */
export function MoreButton({ shown, total, more, loading }: Props) {
  const language = useLanguage();
  if (!more) return null;
  return (
    <div className="more">
      <Button variant="default" onClick={more} loading={loading}>
        {m.show_more()}
      </Button>
      <span>{m.shown_of({ shown: formatNumber(shown, language, 0), total: formatNumber(total, language, 0) })}</span>
    </div>
  );
}
