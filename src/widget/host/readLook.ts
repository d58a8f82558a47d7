const names = ['accent', 'background', 'text', 'font', 'radius']

/** Of the custom properties `--biohicl-accent` and so on that hold for an element: the option `look`, where there are any. */
export function readLook(element: Element): { look?: string } {
  const style = getComputedStyle(element)
  const look = names
    .map((name) => [name, style.getPropertyValue(`--biohicl-${name}`).trim()])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')
  return look === '' ? {} : { look }
}
