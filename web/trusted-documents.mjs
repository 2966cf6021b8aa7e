import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

// The questions of our own pages, word for word as they are sent: the server answers these to everybody who may use
// the pages, and other questions only to those who may ask freely.
const here = import.meta.dirname;
const generated = new Map(Object.entries(await import('./src/gql/graphql.ts')));
const ofWalls = /^src[/\\](walls[/\\]|live[/\\]settings\.graphql$)/;

/** The names of the operations in our .graphql files, and whether a wall asks them. */
const operations = readdirSync(join(here, 'src'), { recursive: true })
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => join(here, 'src', name))
  .flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^(?:query|mutation|subscription)\s+(\w+)/gm)].map(([, name]) => ({
      name,
      wall: ofWalls.test(relative(here, path)),
    })),
  );

const documents = operations.map(({ name, wall }) => {
  const document = generated.get(`${name}Document`);
  if (!document) throw new Error(`${name} was not generated: two operations of one name?`);
  return { name, text: document.toString(), wall };
});

mkdirSync(join(here, 'dist'), { recursive: true });
writeFileSync(join(here, 'dist', 'trusted-documents.json'), `${JSON.stringify(documents, null, 2)}\n`);
