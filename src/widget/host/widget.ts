import type { WidgetContract, WidgetEvent, WidgetMethod } from '../../protocol/widget.ts'
import { changeOptions, defaultOptions, type OptionValue } from '../options.ts'
import { connectFrame, WidgetFailure, type FrameLink } from './connectFrame.ts'
import { createDialog, type SearchDialog } from './createDialog.ts'
import { createFrame, title } from './createFrame.ts'
import { isPressed } from './shortcut.ts'
import { wordsOf } from './words.ts'

/** Options by name, as they were given. */
export type GivenOptions = Readonly<Record<string, OptionValue>>

export interface WidgetPlace {
  /** Address of the site, with a slash at its end. */
  site: string
  /** What the widget consists of is put in here. */
  root: HTMLElement | ShadowRoot
  /** Of the events, `biohicl-ready` and so on. */
  target: EventTarget
  given: GivenOptions
}

export interface Widget {
  /** @throws WidgetFailure */
  call<Method extends Exclude<WidgetMethod, 'setConfig'>>(
    method: Method,
    input: WidgetContract[Method]['input'],
  ): Promise<WidgetContract[Method]['output']>
  /** @throws WidgetFailure */
  configure(changes: GivenOptions): Promise<{ warnings: string[] }>
  /** Goes to the search, and opens the dialog that it is in. */
  focus(): void
  /** Makes an event of a failure that nobody else is told of. */
  tell(failure: unknown): void
  close(): void
}

/** Of a frame that follows its content: one that grows with its own height comes to an end. */
const [leastHeight, mostHeight] = [60, 2000]

/** Shows the widget in its place: the frame, or a button and a dialog around the frame, or a link to the app. */
export function createWidget({ site, root, target, given }: WidgetPlace): Widget {
  let options = changeOptions(defaultOptions, given)
  let shown: { frame: HTMLIFrameElement; link: FrameLink } | undefined
  let modal: SearchDialog | undefined
  let contentHeight = 200
  /** Since the frame's address was made. */
  let hasChanged = false

  function build(): void {
    const words = wordsOf(options.lang)
    if (options.mode === 'inline') show()
    if (options.mode === 'link') root.append(createLink(site, words.link))
    if (options.mode === 'modal') {
      modal = createDialog(title, focus)
      modal.setWords(words)
      root.append(modal.trigger, modal.dialog)
    }
  }

  function tearDown(): void {
    shown?.link.close()
    shown = undefined
    modal = undefined
    root.replaceChildren()
  }

  /** In a dialog the frame loads when it is first needed. */
  function show(): { frame: HTMLIFrameElement; link: FrameLink } {
    if (shown) return shown
    if (options.mode === 'link') throw new WidgetFailure('failed', 'A link has no search in the page.')
    const frame = createFrame(site, given)
    shown = { frame, link: connectFrame(frame, new URL(site).origin, onEvent) }
    hasChanged = false
    fit()
    if (modal) frame.style.maxHeight = '80vh'
    ;(modal?.dialog ?? root).append(frame)
    return shown
  }

  function onEvent({ event, detail }: WidgetEvent): void {
    if (event === 'resize') {
      contentHeight = Math.ceil(detail.height)
      fit()
    }
    // Loaded anew, by a link or a button within, the frame has begun with its address again.
    if (event === 'ready' && hasChanged) shown?.link.call('setConfig', given).catch(tell)
    if (event === 'dismiss') modal?.dialog.close() // which gives the focus back to where it was
    target.dispatchEvent(new CustomEvent(`biohicl-${event}`, { detail, bubbles: true, composed: true }))
  }

  function fit(): void {
    const { height } = options
    const pixels = height === 'auto' ? Math.min(mostHeight, Math.max(leastHeight, contentHeight)) : height
    if (shown) shown.frame.style.height = `${pixels}px`
  }

  async function configure(changes: GivenOptions): Promise<{ warnings: string[] }> {
    const { mode } = options
    given = { ...given, ...changes }
    options = changeOptions(options, changes)
    if (mode === 'link' || mode !== options.mode) {
      tearDown()
      build()
      return { warnings: [] } // the frame shows them, if there is going to be one
    }
    modal?.setWords(wordsOf(options.lang))
    if (!shown) return { warnings: [] }
    hasChanged = true
    fit()
    return shown.link.call('setConfig', changes)
  }

  function focus(): void {
    if (options.mode === 'link') return root.querySelector('a')?.focus()
    if (modal && !modal.dialog.open) modal.dialog.showModal()
    const { frame, link } = show()
    frame.focus()
    link.call('focus', {}).catch(tell)
  }

  function tell(failure: unknown): void {
    const { code, message } = failure as WidgetFailure // calls throw nothing else
    onEvent({ event: 'error', detail: { code, message } })
  }

  function onKey(event: KeyboardEvent): void {
    if (!isPressed(options.shortcut, event)) return
    event.preventDefault()
    focus()
  }

  document.addEventListener('keydown', onKey)
  build()

  return {
    call: async (method, input) => show().link.call(method, input),
    configure,
    focus,
    tell,
    close() {
      document.removeEventListener('keydown', onKey)
      tearDown()
    },
  }
}

/** Without the query: an address is kept in histories. */
function createLink(site: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a')
  const slot = document.createElement('slot')
  link.href = site
  link.part = 'link'
  slot.textContent = text
  link.append(slot)
  return link
}
