import { useEffect, useState } from 'react';
import { exactMoment, momentInWords } from '../i18n/moments.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** An instant as people say it; the exact one on hover. It ages while one looks. */
export function When({ at }: { at: string }) {
  const language = useLanguage();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={exactMoment(at, language)}>
      {momentInWords(Date.parse(at), now, language)}
    </time>
  );
}
