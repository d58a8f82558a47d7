const barLength = 24

/** `encode [######------] 50 % 1,500/3,000 · 42.1/s · 36 s left` */
export function toProgressLine(
  label: string,
  {
    done,
    total,
    doneAtStart,
    elapsedMs,
    unit = '',
  }: { done: number; total: number; doneAtStart: number; elapsedMs: number; unit?: string },
): string {
  const share = total === 0 ? 1 : done / total
  const filled = Math.round(share * barLength)
  const bar = '#'.repeat(filled) + '-'.repeat(barLength - filled)
  // The first moments tell nothing: a rate is worth showing after half a second.
  const perSecond = elapsedMs > 500 ? (done - doneAtStart) / (elapsedMs / 1000) : 0
  const rate = perSecond > 0 ? ` · ${perSecond.toFixed(1)}${unit}/s` : ''
  const left = perSecond > 0 && done < total ? ` · ${toDuration((total - done) / perSecond)} left` : ''
  const percent = `${Math.floor(share * 100)} %`.padStart(5)
  return `${label.padEnd(8)}[${bar}] ${percent} ${toCount(done)}/${toCount(total)}${unit}${rate}${left}`
}

function toCount(value: number): string {
  return value.toLocaleString('en')
}

function toDuration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
