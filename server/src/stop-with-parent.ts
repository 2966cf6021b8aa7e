/**
 * Calls `onOrphaned` once when the process that started this one is gone, as after a kill of the outer `npm`, which does
 * not reach its children reliably. Returns a function that ends the watch.
 */
export function stopWithParent(onOrphaned: () => void, everyMs = 500): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
