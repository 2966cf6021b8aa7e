/** Measurements made inside a page: each is sent there as it stands and may use nothing from outside itself. */

/** Whether the page can be pushed sideways. */
export function widerThanScreen(): boolean {
  return document.documentElement.scrollWidth > document.documentElement.clientWidth;
}

/** Texts that leave the tile they belong to. */
export function outsideTiles(): string[] {
  return [...document.querySelectorAll('.tile')].flatMap((tile) => {
    const frame = tile.getBoundingClientRect();
    return (
      [...tile.querySelectorAll('*')]
        .filter((element) => !element.closest('.figure-digit, .visually-hidden, .fitting-name-measure'))
        .filter((element) =>
          [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
        )
        // what is not shown at all is nowhere
        .filter((element) => element.getClientRects().length > 0)
        .filter((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return left < frame.left - 1 || top < frame.top - 1 || right > frame.right + 1 || bottom > frame.bottom + 1;
        })
        .map((element) => element.textContent ?? '')
    );
  });
}

/** Amounts of which something is cut off: by an ellipsis, by a window too narrow, or by the edge of their tile. */
export function cutMoney(): string[] {
  const cut: string[] = [];
  for (const money of document.querySelectorAll('.figure-shown, .short, .funnel-money, .funnel-deals')) {
    const { left, right } = money.getBoundingClientRect();
    for (let around: Element | null = money; around && !around.matches('.tile-body'); around = around.parentElement) {
      const frame = around.getBoundingClientRect();
      const clips = getComputedStyle(around).overflowX !== 'visible';
      const overflows = around === money && around.scrollWidth > around.clientWidth + 1 && around.clientWidth > 0;
      if ((clips && (left < frame.left - 1 || right > frame.right + 1)) || overflows) cut.push(money.textContent ?? '');
    }
    const tile = money.closest('.tile')?.getBoundingClientRect();
    if (tile && (left < tile.left || right > tile.right)) cut.push(money.textContent ?? '');
  }
  return cut;
}

/** The smallest letters on the page and what they say. */
export function smallestText(): { size: number; text: string } {
  let smallest = { size: Number.POSITIVE_INFINITY, text: '' };
  for (const element of document.querySelectorAll('.wall *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (own && !element.closest('.visually-hidden') && size < smallest.size) {
      smallest = { size, text: element.textContent ?? '' };
    }
  }
  return smallest;
}
