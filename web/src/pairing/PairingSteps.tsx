import { LANGUAGES } from '../i18n/language.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';

/** What to do, in both languages: nobody can choose one here, and whoever stands before it may know only one. */
export function PairingSteps({ uri }: { uri: string | undefined }) {
  const first = useLanguage();
  const languages = [first, ...LANGUAGES.filter((language) => language !== first)];
  const address = (uri ?? `${window.location.origin}/screens`).replace(/^https?:\/\//, '');
  return languages.map((locale) => (
    <ol className="pairing-steps" lang={locale} key={locale}>
      <li>
        {m.pairing_step_open({}, { locale })} <b>{address}</b>
      </li>
      <li>{m.pairing_step_type({}, { locale })}</li>
      <li>{m.pairing_step_choose({}, { locale })}</li>
    </ol>
  ));
}
