import type { Me } from '../access/me.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { type Reach, rightsOf } from './rights.ts';

/** What one may see and do, in plain words, straight from the policy that decides it. */
export function Rights({ me }: { me: Me }) {
  const language = useLanguage();
  const { sees, does } = rightsOf(me);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return (
    <section className="desk-section" aria-labelledby="rights">
      <h2 id="rights">{m.rights_title()}</h2>
      <div className="rights">
        <div className="panel">
          <h3>{m.rights_see()}</h3>
          <ul>
            {sees.map(({ subject, reach, part }) => (
              <li key={subject}>
                {subject}{' '}
                <span className="quiet">{[reachWords(reach), part && m.rights_part()].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ul>
        </div>
        <div className="panel">
          <h3>{m.rights_do()}</h3>
          {does.length === 0 && <p className="quiet">{m.rights_nothing()}</p>}
          <ul>
            {does.map(({ subject, verbs, reach }) => (
              <li key={subject}>
                {subject}: <span className="quiet">{list.format(verbs) + inBrackets(reachWords(reach))}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

function reachWords(reach: Reach): string {
  switch (reach) {
    case 'all':
      return '';
    case 'own':
      return m.rights_some();
    case 'department':
      return m.rights_department();
  }
}

function inBrackets(words: string): string {
  return words && ` (${words})`;
}
