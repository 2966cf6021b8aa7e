import { IconAlertTriangle, IconLink, IconLinkPlus } from '@tabler/icons-react';
import { thingName } from '../access/policy-words.ts';
import { exactMoment, logMoment } from '../i18n/moments.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { actionName } from './action-words.ts';
import { detailWords } from './details.ts';
import type { AuditEntry } from './entry.ts';

/** One line of the log. An alert has its word and its sign; the link says whether the entry is sealed into the chain. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const language = useLanguage();
  const { at, actor, action, subject, subjectId, from, details, chained, alert } = entry;
  const what = subject === null ? undefined : thingName(subject);
  const facts = detailWords(details);
  const sealed = chained ? m.audit_chained() : m.audit_not_chained();
  return (
    <tr data-alert={alert || undefined}>
      <td className="rows-nowrap">
        <span className="audit-when">
          <span className="audit-chain" role="img" aria-label={sealed} title={sealed}>
            {chained ? <IconLink /> : <IconLinkPlus />}
          </span>
          <time dateTime={at} title={exactMoment(at, language)}>
            {logMoment(at, language)}
          </time>
        </span>
      </td>
      <td>
        <span className="rows-name">{actor}</span>
      </td>
      <td>
        <span>
          <span className="rows-tags">
            {actionName(action)}
            {alert && (
              <span className="tag" data-tone="attention">
                <IconAlertTriangle aria-hidden="true" />
                {m.audit_alert()}
              </span>
            )}
          </span>
          {(what || facts) && (
            <span className="rows-under">
              {[what && (subjectId ? `${what} № ${subjectId}` : what), facts].filter(Boolean).join(' · ')}
            </span>
          )}
        </span>
      </td>
      <td className="rows-under">{from ?? ''}</td>
    </tr>
  );
}
