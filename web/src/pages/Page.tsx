import './page.css';
import type { ReactNode } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { PageHeader } from './PageHeader.tsx';

/** The frame of a page: header, one column, nothing else. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="page">
      <title>{`${title} · ${m.product()}`}</title>
      <PageHeader />
      <main className="page-main">{children}</main>
    </div>
  );
}
