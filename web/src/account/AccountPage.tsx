import '../desk/rows.css';
import './account.css';
import { mayDo } from '../access/may.ts';
import type { Me } from '../access/me.ts';
import { roleMeaning, roleName } from '../access/role-words.ts';
import { send } from '../api/send.ts';
import { useLoaded } from '../api/use-query.ts';
import { DeskPage } from '../desk/DeskPage.tsx';
import { FailureNote } from '../desk/FailureNote.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { Rights } from './Rights.tsx';
import { SessionList } from './SessionList.tsx';
import type { SignInWays } from './sign-in-ways.ts';
import { TokenList } from './TokenList.tsx';
import { TotpSection } from './TotpSection.tsx';

const askWays = () => send<SignInWays>('GET', '/auth/me');

/** One's own account: who the product takes one for, and everything that opens its doors. */
export function AccountPage() {
  useLanguage();
  return (
    <DeskPage title={m.account_title()} need="account">
      {(me) => <Account me={me} />}
    </DeskPage>
  );
}

function Account({ me }: { me: Me }) {
  const ways = useLoaded(askWays);
  const changed = () => void ways.refetch();
  return (
    <>
      <WhoIAm me={me} login={ways.data?.login ?? undefined} />
      <Rights me={me} />
      <FailureNote failure={ways.failure} trying={ways.loading} />
      {ways.data && (
        <div className="account-ways">
          <PasswordSection ways={ways.data} onChanged={changed} />
          <TotpSection ways={ways.data} onChanged={changed} />
        </div>
      )}
      <SessionList />
      {mayDo(me, 'createToken') && <TokenList />}
    </>
  );
}

function WhoIAm({ me, login }: { me: Me; login: string | undefined }) {
  const role = roleName(me.role);
  const position = me.employee?.position?.name;
  return (
    <section className="who panel" aria-label={m.account_title()}>
      <Avatar id={me.employee?.id} name={me.name} />
      <div>
        <p className="who-name">{me.name}</p>
        <p>{[role, position === role ? undefined : position, login].filter(Boolean).join(' · ')}</p>
        <p className="quiet meaning">{roleMeaning(me.role)}</p>
      </div>
    </section>
  );
}
