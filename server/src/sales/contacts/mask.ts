/** `+7 ••• •••-12-34`: enough to recognise a number one knows, too little to ring. */
export function maskedPhone(phone: string | null): string | null {
  if (phone === null) return null;
  const [last2, before2] = [phone.slice(-2), phone.slice(-4, -2)];
  if (phone.startsWith('+7') && phone.length === 12) return `+7 ••• •••-${before2}-${last2}`;
  // of a short number four digits would be half of it
  return phone.length < 11 ? `+••• •••-${last2}` : `+•• ••• •••-${before2}-${last2}`;
}

/** `i•••@firm.ru` */
export function maskedEmail(email: string | null): string | null {
  if (email === null) return null;
  const at = email.lastIndexOf('@');
  return `${[...email][0] ?? ''}•••${email.slice(at)}`;
}
