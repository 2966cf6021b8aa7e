/** A legal form before a name in quotation marks. */
const LEGAL_FORM = /^[\p{Lu}]{2,5}\s+[«"„“](.+)[»"“”]$/u;

/** ООО «Ромашка» → Ромашка: what people call a client. A name without a legal form stays. */
export function shortClient(name: string): string {
  return LEGAL_FORM.exec(name.trim())?.[1] ?? name;
}
