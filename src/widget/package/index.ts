/**
 * Entry of the npm package: the element, for pages that bundle their scripts. Importing it does nothing, so that servers can; what it
 * needs of a browser is first touched by `defineElement`.
 */
import { defineSearchElement } from '../host/element.ts'
import { readSite } from '../host/readSite.ts'

export { WidgetFailure } from '../host/connectFrame.ts'
export type { BiohiclSearchElement } from '../host/element.ts'
export type { OptionValue, WidgetOptions } from '../options.ts'
export type {
  SharedAnswer,
  Stage,
  WidgetAnswer,
  WidgetError,
  WidgetErrorCode,
  WidgetEvents,
  WidgetResult,
  WidgetState,
} from '../../protocol/widget.ts'

/**
 * Defines `<biohicl-search>`, unless there is one already. On a server it does nothing.
 * @param site address of the site that gives out the search, for elements without an attribute `site`
 * @throws WidgetFailure `invalid` where that is neither over https nor on this device
 */
export function defineElement(site?: string): void {
  const defaultSite = site === undefined ? undefined : readSite(site)
  if ('customElements' in globalThis) defineSearchElement(defaultSite)
}
