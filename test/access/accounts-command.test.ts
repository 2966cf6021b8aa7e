import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';
import { password, secretOf } from './people.ts';

const serverFolder = join(import.meta.dirname, '../../server');

let world: World;
beforeAll(async () => {
  world = await startWorld({ now: new Date() });
});
afterAll(() => world?.close());

/** Runs `voronka …` in a process of its own, beside the world's server. */
function run(args: string[], stdin = ''): Promise<{ out: string; err: string; code: number }> {
  const entry = ['--import', '@oxc-node/core/register', 'src/cli.ts'];
  const env = { ...process.env, DATABASE_URL: world.databaseUrl };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...entry, ...args], { cwd: serverFolder, env }, (_error, out, err) =>
      resolve({ out, err, code: child.exitCode ?? -1 }),
    );
    child.stdin?.end(stdin);
  });
}

const lastLine = (out: string) => out.trimEnd().split('\n').at(-1) ?? '';

describe('voronka token create', () => {
  test('prints the token alone on the last line, and the server lets it in', async () => {
    const olga = await world.employee('Ольга');
    const args = [
      'token',
      'create',
      '--role',
      'head-of-sales',
      '--name',
      'отчёт',
      '--employee',
      olga.id,
      '--read-only',
    ];
    const { out, err, code } = await run(args);
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(lastLine(out)).toMatch(/^voronka_[\w-]{43}$/);
    const page = new Page(world.url, { authorization: `Bearer ${lastLine(out)}` });
    expect(await page.ask('{ viewer { name role employee { name } } }')).toEqual({
      viewer: { name: 'отчёт', role: 'HEAD_OF_SALES', employee: { name: 'Ольга' } },
    });
    expect(await page.forbidden('mutation { addClient(input: { key: "k", name: "x" }) { id } }')).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test.each([
    [['--role', 'king', '--name', 'x'], 'there is no role king'],
    [['--role', 'screen', '--name', 'x'], 'screens are paired'],
    [['--role', 'analyst', '--name', ' '], '--name'],
    [['--role', 'analyst', '--name', 'x', '--days', '1000'], '--days'],
    [['--role', 'analyst', '--name', 'x', '--days', 'many'], '--days'],
    [['--role', 'analyst', '--name', 'x', '--employee', '99999'], '--employee'],
    [['--role', 'analyst'], '--name'],
  ])('%o is refused in words', async (args, said) => {
    const { out, err, code } = await run(['token', 'create', ...args]);
    expect(code).not.toBe(0);
    expect(out).not.toContain('voronka_');
    expect(err).toContain(said);
    expect(err).not.toMatch(/^ +at /m);
  });
});

describe('voronka user create', () => {
  test('prints a link, or takes a password', async () => {
    const base = ['user', 'create', '--role', 'analyst'];
    const invited = await run([...base, '--login', 'Pavel@example.test', '--name', 'Павел']);
    expect({ err: invited.err, code: invited.code }).toEqual({ err: '', code: 0 });
    const secret = secretOf(lastLine(invited.out));
    const page = new Page(world.url);
    expect((await page.post('/auth/invitation', { secret })).body).toMatchObject({ login: 'pavel@example.test' });
    const given = await run([...base, '--login', 'anna', '--name', 'Анна', '--password-stdin'], `${password}\n`);
    expect(given).toMatchObject({ err: '', code: 0 });
    expect(given.out).not.toContain('setup');
    expect((await page.post('/auth/sign-in', { login: 'anna', password })).body).toEqual({
      viewer: { name: 'Анна', role: 'ANALYST' },
    });
  });

  test.each([
    [['--login', 'two words', '--role', 'analyst', '--name', 'x'], '', '--login'],
    [['--login', 'weak', '--role', 'analyst', '--name', 'x', '--password-stdin'], 'qwertyuiop', 'common'],
    [['--login', 'nobody', '--role', 'screen', '--name', 'x'], '', '--role'],
  ])('%o is refused in words', async (args, stdin, said) => {
    const { out, err, code } = await run(['user', 'create', ...args], stdin);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toContain(said);
    expect(await world.ask('{ accounts { nodes { login } } }')).not.toMatchObject({
      accounts: { nodes: expect.arrayContaining([{ login: args[1] }]) },
    });
  });
});
