import type { Role } from './roles.ts';

/** By which way something came in. */
export type Origin = 'ui' | 'api' | 'import' | 'demo' | 'system';

/** Where somebody stands in the department: all that the policy looks at. `system` is the department itself: its own commands and imports. */
export interface Standing {
  role: Role | 'system';
  employeeId: string | null;
  departmentId: string | null;
  /** a person's account; machines and guests have none */
  accountId: string | null;
  /** may look and not touch */
  readOnly: boolean;
}

/** By what somebody is known: a person's session, an API token, a paired screen, a visitor of the demo, or this machine's own command line. */
export type ViewerKind = 'session' | 'token' | 'screen' | 'guest' | 'local';

/** Who asks. */
export interface Viewer extends Standing {
  kind: ViewerKind;
  /** idempotency keys are unique per principal; the audit log names it: `account:5`, `token:7`, `screen:9`, `guest`, `cli` */
  principal: string;
  name: string;
  credentialId: string | null;
  /** which board a screen shows */
  board: string | null;
  /** the address the request came from */
  from: string | null;
  origin: Origin;
}

/** The department itself: what commands, imports and the demo's storyteller act as. */
export function systemViewer(principal: string, origin: Origin): Viewer {
  return {
    ...{ kind: 'local', role: 'system', readOnly: false, principal, name: principal, origin },
    ...{ employeeId: null, departmentId: null, accountId: null, credentialId: null, board: null, from: null },
  };
}

/** A visitor of the demo department: looks at everything an analyst may, changes nothing. */
export function guestViewer(from: string | null): Viewer {
  return {
    ...{ kind: 'guest', role: 'analyst', readOnly: true, principal: 'guest', name: 'guest', origin: 'api', from },
    ...{ employeeId: null, departmentId: null, accountId: null, credentialId: null, board: null },
  };
}
