import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { IconListSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { exampleVariables } from './example-variables.ts';
import { type Example, examples, operationOf } from './examples.ts';

function Examples() {
  const language = useLanguage();
  const { addTab, changeTab, stop } = useGraphiQLActions();
  const queryEditor = useGraphiQL(({ queryEditor }) => queryEditor);
  const variableEditor = useGraphiQL(({ variableEditor }) => variableEditor);
  const tabs = useGraphiQL(({ tabs }) => tabs);
  useTabInView(useGraphiQL(({ activeTabIndex }) => activeTabIndex));

  const open = (example: Example) => {
    const variables = exampleVariables(example.id, new Date());
    // A subscription still running would go on writing into the new tab's answer.
    stop();
    // Its tab may stand open already; not where values are counted from this moment, as those would be old.
    const known = variables ? -1 : tabs.findIndex(({ query }) => query === example.query);
    if (known >= 0) return changeTab(known);
    // A tab of its own: a question somebody is writing must not be overwritten.
    addTab();
    queryEditor?.setValue(example.query);
    variableEditor?.setValue(variables ? JSON.stringify(variables, null, 2) : '');
  };

  return (
    <section className="examples" aria-label={m.explore_examples()}>
      <h2>{m.explore_examples()}</h2>
      <ul>
        {examples.map((example) => (
          <li key={example.id}>
            <button type="button" disabled={!queryEditor} onClick={() => open(example)}>
              {example.title[language]}
              <Kind example={example} />
            </button>
          </li>
        ))}
      </ul>
      <p>{m.explore_hint()}</p>
    </section>
  );
}

/** Many tabs outgrow their row: the one that has just been opened must not hide beyond its end. */
function useTabInView(active: number): void {
  const shown = useRef(active);
  useEffect(() => {
    if (shown.current === active) return;
    shown.current = active;
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
}

function Kind({ example }: { example: Example }) {
  switch (operationOf(example)) {
    case 'subscription':
      return <span className="examples-kind">{m.explore_live()}</span>;
    case 'mutation':
      return <span className="examples-kind">{m.explore_change()}</span>;
    case 'query':
      return null;
  }
}

/** The pane with example questions, in the editor's own side bar. */
export const examplesPlugin: GraphiQLPlugin = {
  title: 'Voronka',
  icon: () => <IconListSearch stroke={1.75} />,
  content: Examples,
};
