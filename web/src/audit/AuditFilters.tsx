import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { actionName, knownActions } from './action-words.ts';
import type { LogFilter } from './filter.ts';

const TYPING = 400;

/** What to show, in one bar; the address says the same. */
export function AuditFilters({ filter, onChange }: { filter: LogFilter; onChange(next: LogFilter): void }) {
  const language = useLanguage();
  const [actor, setActor] = useState(filter.actor ?? '');
  const actions = knownActions()
    .map((value) => ({ value, label: actionName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  const set = (more: LogFilter) => onChange({ ...filter, ...more });

  useEffect(() => {
    const asked = actor.trim() || undefined;
    if (asked === filter.actor) return;
    const timer = setTimeout(() => onChange({ ...filter, actor: asked }), TYPING);
    return () => clearTimeout(timer);
  }, [actor, filter, onChange]);

  const clear = () => {
    setActor('');
    onChange({});
  };
  return (
    <search className="audit-filters">
      <Select
        className="audit-wide"
        label={m.column_what()}
        placeholder={m.anything()}
        data={actions}
        value={filter.action ?? null}
        onChange={(action) => set({ action: action ?? undefined })}
        clearable
        searchable
        nothingFoundMessage={m.nothing_found()}
        size="sm"
      />
      <TextInput
        className="audit-wide"
        label={m.column_who()}
        placeholder={m.anybody()}
        type="search"
        value={actor}
        onChange={({ currentTarget }) => setActor(currentTarget.value)}
        size="sm"
      />
      <TextInput
        label={m.filter_from()}
        type="date"
        max={filter.to}
        value={filter.from ?? ''}
        onChange={({ currentTarget }) => set({ from: currentTarget.value || undefined })}
        size="sm"
      />
      <TextInput
        label={m.filter_to()}
        type="date"
        min={filter.from}
        value={filter.to ?? ''}
        onChange={({ currentTarget }) => set({ to: currentTarget.value || undefined })}
        size="sm"
      />
      <Switch
        className="audit-alerts"
        label={m.filter_alerts()}
        checked={filter.alerts ?? false}
        onChange={({ currentTarget }) => set({ alerts: currentTarget.checked ? true : undefined })}
      />
      {Object.values(filter).some((value) => value !== undefined) && (
        <Button variant="subtle" size="sm" onClick={clear}>
          {m.filter_clear()}
        </Button>
      )}
    </search>
  );
}
