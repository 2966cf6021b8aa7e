import { useEffect, useState } from 'react';
import type { ApiFailure } from '../api/api-failure.ts';

/** Seconds until one may try again, counted down; 0 when one may. */
export function useCountdown(failure: ApiFailure | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = performance.now() + (failure?.retryAfter ?? 0) * 1000;
    const count = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [failure]);
  return left;
}
