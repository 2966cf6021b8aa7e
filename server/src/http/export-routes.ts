import { Router } from 'express';
import { onQuestions } from '../app-context.ts';
import { exportCatalogue } from '../exports/catalogue.ts';
import { prepareExport } from '../exports/write-export.ts';
import { dayOf } from '../lib/zone.ts';
import { localeOf } from '../live/scope.ts';
import type { Doorkeeper } from './doorkeeper.ts';
import { type OwnOrigin, refuseForeign } from './request-origin.ts';

/** `GET /export/clients.csv` and the like. A page of another site may not make a browser take anything along. */
export function createExportRoutes({ contextOf }: Pick<Doorkeeper, 'contextOf'>, isOwnOrigin: OwnOrigin): Router {
  const router = Router();
  router.get('/:name.csv', refuseForeign(isOwnOrigin), async (request, response, next) => {
    const what = exportCatalogue.get(String(request.params.name));
    // whoever only asks whether it is there takes nothing along, and leaves no record
    if (!what || request.method !== 'GET') return next();
    const ctx = onQuestions(await contextOf(request));
    const { lang } = request.query;
    const locale = localeOf({ headers: request.headers, parameters: { locale: lang }, from: null });
    const prepared = await prepareExport(ctx, what, locale === 'en' ? 'en' : 'ru');
    response.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${what.name}-${dayOf(ctx.clock.now(), ctx.settings.timeZone)}.csv"`,
      'cache-control': 'no-store',
    });
    await prepared.writeTo(response).catch((error: unknown) => {
      // the answer has begun: that it breaks off is all that can still be said
      response.destroy();
      const gone = (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';
      if (!gone) ctx.log.error({ err: error, export: what.name }, 'an export broke off');
    });
  });
  return router;
}
