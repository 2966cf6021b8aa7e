/** A deal as its people see it. The handle is brought up to date by every verb done through a Person. */
export interface Deal {
  id: string;
  version: number;
  title: string;
  status: 'OPEN' | 'WON' | 'LOST';
  amount: number | null;
  openedAt: string;
  closedAt: string | null;
  lossReason: string | null;
  client: { id: string; name: string } | null;
  owner: { id: string; name: string } | null;
  pipeline: { id: string; name: string };
  stage: { id: string; name: string };
}

export const dealFields = `id version title status amount openedAt closedAt lossReason
  client { id name } owner { id name } pipeline { id name } stage { id name }`;

export interface LineGiven {
  product: { id: string };
  quantity?: number;
  /** of one, in major units */
  price?: number;
  cost?: number | null;
  discount?: number;
}

/** Lines as the API takes them. */
export function linesInput(lines: readonly LineGiven[] | undefined): object[] | undefined {
  return lines?.map(({ product, ...rest }) => ({ productId: product.id, ...rest }));
}
