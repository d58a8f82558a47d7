import { toParameters } from '../options.ts'
import type { GivenOptions } from './widget.ts'

export const title = 'BioHiCL Search'

/** Frames of one page need titles that differ, whichever scripts they come from. */
const counter = Symbol.for('biohicl-frames')
const page = globalThis as { [counter]?: number }

/** @param given all that was given: the frame tells of what does not fit */
export function createFrame(site: string, given: GivenOptions): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  const number = (page[counter] = (page[counter] ?? 0) + 1)
  // Behind `#`, as a query may be among them: what stands behind `?` is sent to the site. With nothing behind it, `#` is the top of
  // the frame, to which a page of the same site would be scrolled.
  const parameters = String(toParameters(given))
  frame.src = `${site}widget.html${parameters && `#${parameters}`}`
  frame.title = number === 1 ? title : `${title} ${number}`
  frame.allow = 'cross-origin-isolated'
  frame.part = 'frame'
  frame.style.cssText = 'display: block; width: 100%; border: 0'
  return frame
}
