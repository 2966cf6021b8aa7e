import { FiguresDocument } from '../gql/graphql.ts';
import { formatCount, formatMoney } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { useFeed } from '../live/use-feed.ts';
import { useSettings } from '../live/use-settings.ts';
import { Figure } from '../ui/Figure.tsx';

/** How the month goes, live. */
export function Now() {
  const language = useLanguage();
  const { settings } = useSettings();
  const { data } = useFeed(FiguresDocument, { period: { named: 'THIS_MONTH' }, compareTo: 'PREVIOUS' });
  const total = data?.kpis.total;
  const revenue = total?.revenue.value;
  const won = total?.wonDeals.value;
  const currency = settings?.currency ?? 'RUB';
  return (
    <section className="now" aria-label={m.landing_now()} aria-busy={!total || !settings}>
      <div>
        <h2>{m.landing_revenue_month()}</h2>
        <Figure
          figure={formatMoney(settings && revenue, currency, language, 'hero')}
          exact={formatMoney(settings && revenue, currency, language, 'near').whole}
        />
      </div>
      <div>
        <h2>{m.landing_won_month()}</h2>
        <Figure figure={formatCount(won, language, 'far')} exact={formatCount(won, language, 'near').whole} />
      </div>
      {settings && (
        <p className="now-whose">
          {settings.departmentName}
          {settings.demo && <b title={m.demo_hint()}>{m.demo_mark()}</b>}
        </p>
      )}
    </section>
  );
}
