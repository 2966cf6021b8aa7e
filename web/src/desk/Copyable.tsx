import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { copyText } from './copy-text.ts';

/** Something to be taken along: a link, a token. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    setCopied(await copyText(text));
  };
  return (
    <div className="copyable">
      <input
        ref={field}
        readOnly
        value={text}
        aria-label={label}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        onClick={() => void copy()}
        leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        aria-live="polite"
      >
        {copied ? m.copied() : m.copy()}
      </Button>
    </div>
  );
}
