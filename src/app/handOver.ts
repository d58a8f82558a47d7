/** What somebody asks in the widget and goes on with in the app: behind `#`, which no server is sent, and only by a link that says so. */
const prefix = '#query='

export const toHandOver = (text: string) => prefix + encodeURIComponent(text)

/** @returns what was handed over. It leaves the address, so that nobody reads or shares it there. */
export function takeHandedOver(): string | undefined {
  if (!location.hash.startsWith(prefix)) return undefined
  const text = new URLSearchParams(location.hash.slice(1)).get('query')
  history.replaceState(history.state, '', location.pathname + location.search)
  return text ?? undefined
}
