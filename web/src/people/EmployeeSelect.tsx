import { Select } from '@mantine/core';
import { useQuery } from '../api/use-query.ts';
import { ColleaguesDocument, type ColleaguesQuery } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';

export type Colleague = ColleaguesQuery['employees']['nodes'][number];

interface Props {
  label: string;
  description?: string;
  value: string | null;
  onChange(id: string | null, chosen: Colleague | undefined): void;
  /** Who cannot be chosen. */
  except?: string | null;
  clearable?: boolean;
  required?: boolean;
  error: string | undefined;
}

/** Somebody of the department, found by name. */
export function EmployeeSelect({ value, onChange, except, clearable, ...rest }: Props) {
  const { data } = useQuery(ColleaguesDocument, {});
  const people = (data?.employees.nodes ?? []).filter(({ id }) => id !== except);
  return (
    <Select
      {...rest}
      withAsterisk={false}
      data={people.map(({ id, name, position }) => ({
        value: id,
        label: position ? `${name}, ${position.name}` : name,
      }))}
      value={value}
      onChange={(id) =>
        onChange(
          id,
          people.find((each) => each.id === id),
        )
      }
      searchable
      clearable={clearable}
      allowDeselect={clearable}
      maxDropdownHeight={260}
      nothingFoundMessage={m.nothing_found()}
    />
  );
}
