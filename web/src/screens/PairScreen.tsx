import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ask } from '../api/ask.ts';
import { useAction } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { PairingAskedDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { ApproveScreen } from './ApproveScreen.tsx';
import type { Asking, BoardChoice } from './screen.ts';
import { bareCode, CODE_LENGTH, groupedCode } from './user-code.ts';

/** Type what the wall shows, see who asks, let it in. */
export function PairScreen({ boards, onPaired }: { boards: readonly BoardChoice[]; onPaired(): void }) {
  const [given] = useState(() => bareCode(new URLSearchParams(window.location.search).get('code') ?? ''));
  const [code, setCode] = useState(given);
  const [asking, setAsking] = useState<Asking>();
  const [unknown, setUnknown] = useState(false);
  const [done, setDone] = useState<string>();
  const { run, busy, failure } = useAction(async (userCode: string) => {
    const { pairing } = await ask(PairingAskedDocument, { userCode });
    setAsking(pairing ?? undefined);
    setUnknown(!pairing);
  });

  // Whoever came by the picture on the wall has typed nothing and need not press anything either.
  const look = useRef(run);
  useEffect(() => {
    if (given.length === CODE_LENGTH) void look.current(given);
  }, [given]);

  const change = (text: string) => {
    const bare = bareCode(text);
    setCode(bare);
    setUnknown(false);
    setDone(undefined);
    if (bare.length === CODE_LENGTH && bare !== code) void run(bare);
  };
  const finish = (said: string | undefined) => {
    setAsking(undefined);
    setCode('');
    setDone(said);
    window.history.replaceState(window.history.state, '', '/screens');
    onPaired();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(code);
  };

  return (
    <section className="desk-section" aria-labelledby="pair-screen">
      <h2 id="pair-screen">{m.pair_title()}</h2>
      {!asking && <p className="quiet">{m.pair_where({ address: `${window.location.host}/wall` })}</p>}
      {asking ? (
        <ApproveScreen key={asking.userCode} asking={asking} boards={boards} onDone={finish} />
      ) : (
        <form className="panel pair-form" onSubmit={submit}>
          <TextInput
            label={m.pair_code_label()}
            description={m.pair_code_hint()}
            className="pair-code"
            name="code"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={groupedCode(code)}
            onChange={({ currentTarget }) => change(currentTarget.value)}
            error={unknown}
            aria-describedby={unknown ? 'pair-unknown' : undefined}
          />
          <Button type="submit" loading={busy} disabled={code.length !== CODE_LENGTH}>
            {m.pair_find()}
          </Button>
          {unknown && (
            <p id="pair-unknown" className="pair-unknown" role="alert">
              {m.pair_code_unknown()}
            </p>
          )}
          <FailureNote failure={failure} />
          {done && (
            <p className="pair-done" role="status">
              {done}
            </p>
          )}
        </form>
      )}
    </section>
  );
}
