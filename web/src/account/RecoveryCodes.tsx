import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { copyText } from '../desk/copy-text.ts';
import { m } from '../i18n/paraglide/messages.js';

/** The codes for the day the phone is lost: seen once, to be taken along before going on. */
export function RecoveryCodes({ codes, login, onKept }: { codes: string[]; login: string; onKept(): void }) {
  const list = useRef<HTMLOListElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (list.current) window.getSelection()?.selectAllChildren(list.current);
    setCopied(await copyText(codes.join('\n')));
  };
  return (
    <div className="form recovery">
      <p>{m.recovery_text()}</p>
      <p className="recovery-of">
        {m.product()} · {login}
      </p>
      <ol ref={list}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="buttons">
        <Button onClick={() => void copy()}>{copied ? m.copied() : m.copy()}</Button>
        <Button variant="default" onClick={() => window.print()}>
          {m.print()}
        </Button>
        <Button variant="default" onClick={onKept}>
          {m.recovery_kept()}
        </Button>
      </div>
    </div>
  );
}
