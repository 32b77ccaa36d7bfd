/** CGUV 12 (E12): browsers whose maker updates them no longer get a warning, and are not kept out (`ui.browsers`). */

/** E12: the oldest versions that their makers still update; Safari and Edge are counted by their own numbers. */
export const STILL_UPDATED = { Firefox: 140, Edge: 142, Safari: 18, Chrome: 142 } as const;

/** E12: whether the name that a browser gives itself is that of one no longer updated. One that is not known gets no warning. */
export function isOutdated(userAgent: string): boolean {
  if (/MSIE |Trident\//.test(userAgent)) return true;
  const version = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(userAgent)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const edge = version(/Edg(?:e|A|iOS)?\/(\d+)/);
  if (edge !== undefined) return edge < STILL_UPDATED.Edge;
  const firefox = version(/(?:Firefox|FxiOS)\/(\d+)/);
  if (firefox !== undefined) return firefox < STILL_UPDATED.Firefox;
  const chrome = version(/(?:Chrome|CriOS)\/(\d+)/);
  if (chrome !== undefined) return chrome < STILL_UPDATED.Chrome;
  const safari = version(/Version\/(\d+)[\d.]* .*Safari\//);
  return safari !== undefined && safari < STILL_UPDATED.Safari;
}
