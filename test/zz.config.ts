import base from './vitest.config.ts';
const pubsub = { find: /^type-graphql$/, replacement: '/tmp/stubs/tg.ts' };
const stub = (find: RegExp, to: string) => ({ find, replacement: `/tmp/stubs/${to}` });
const c = structuredClone({}) as any; Object.assign(c, base);
for (const p of [c, ...c.test.projects]) p.resolve = { alias: [pubsub, ...p.resolve.alias, stub(/.*\/start-demo\.ts$/, 'demo.ts'), stub(/.*\/live\/live\.ts$/, 'live.ts'), stub(/.*\/live\/touches\.ts$/, 'touches.ts'), stub(/.*\/analysis\/funnel\.resolver\.ts$/, 'funnel.ts'), stub(/.*\/(kpi\/kpi|deal-events).resolver\.ts$/, 'events.ts'), stub(/.*\/roll-worker\.ts$/, 'roller.ts')] };
export default c;
