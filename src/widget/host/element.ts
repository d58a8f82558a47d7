import type { SharedAnswer, WidgetEvents, WidgetState } from '../../protocol/widget.ts'
import { optionNames, type OptionValue } from '../options.ts'
import { WidgetFailure } from './connectFrame.ts'
import { readSite } from './readSite.ts'
import { readLook } from './readLook.ts'
import { createWidget, type Widget } from './widget.ts'

/** `<biohicl-search>`: `site` and the options are its attributes; what stands in it replaces the button of a dialog, or the text of a link. */
export interface BiohiclSearchElement extends HTMLElement {
  /** @throws WidgetFailure, as all of these do */
  search(query: string): Promise<SharedAnswer>
  clear(): Promise<void>
  getState(): Promise<WidgetState>
  /** Options by name, for as long as the element stays where it is: at another place its attributes count. */
  setConfig(changes: Record<string, OptionValue>): Promise<{ warnings: string[] }>
  /** Goes to the search, and opens the dialog that it is in. */
  focusSearch(): void
}

declare global {
  interface HTMLElementTagNameMap {
    'biohicl-search': BiohiclSearchElement
  }

  interface HTMLElementEventMap {
    'biohicl-ready': CustomEvent<WidgetEvents['ready']>
    'biohicl-state': CustomEvent<WidgetEvents['state']>
    'biohicl-results': CustomEvent<WidgetEvents['results']>
    'biohicl-select': CustomEvent<WidgetEvents['select']>
    'biohicl-resize': CustomEvent<WidgetEvents['resize']>
    'biohicl-dismiss': CustomEvent<WidgetEvents['dismiss']>
    'biohicl-error': CustomEvent<WidgetEvents['error']>
  }
}

/**
 * Defines the element, unless there is one already.
 * @param defaultSite address of the site that the frame comes from, with a slash at its end, where the element names none
 */
export function defineSearchElement(defaultSite?: string): void {
  if (customElements.get('biohicl-search')) return
  const style = new CSSStyleSheet()
  style.replaceSync(':host { display: block } :host([hidden]) { display: none }')

  // Made here and not when the module is loaded, which may be on a server.
  class SearchElement extends HTMLElement implements BiohiclSearchElement {
    static readonly observedAttributes = ['site', ...optionNames]
    readonly #root = this.attachShadow({ mode: 'open' })
    #widget: Widget | undefined
    /** Why there is no widget, though the element stands in a page. */
    #failure: WidgetFailure | undefined
    /** Of attributes, since they were told to the widget. */
    #changes: Record<string, OptionValue> = {}

    connectedCallback(): void {
      this.#root.adoptedStyleSheets = [style]
      const attributes = optionNames.map((name) => [name, this.getAttribute(name)] as const)
      const given = {
        ...readLook(this),
        ...Object.fromEntries(attributes.filter(([, value]) => value !== null)),
      }
      try {
        const named = this.getAttribute('site')
        const site = named === null ? (defaultSite ?? readSite('')) : readSite(named)
        this.#widget = createWidget({ site, root: this.#root, target: this, given })
      } catch (thrown) {
        this.#refuse(thrown as WidgetFailure)
      }
    }

    disconnectedCallback(): void {
      this.#widget?.close()
      this.#widget = undefined
      this.#failure = undefined
    }

    attributeChangedCallback(name: string, before: string | null, value: string | null): void {
      if (name === 'site') {
        if (before === value || !(this.#widget ?? this.#failure)) return
        this.disconnectedCallback()
        return this.connectedCallback()
      }
      if (!this.#widget) return
      // Frameworks set one attribute after the other.
      if (Object.keys(this.#changes).length === 0) queueMicrotask(() => this.#configure())
      this.#changes[name] = value
    }

    search(query: string): Promise<SharedAnswer> {
      return this.#call('search', { query })
    }

    async clear(): Promise<void> {
      await this.#call('clear', {})
    }

    getState(): Promise<WidgetState> {
      return this.#call('getState', {})
    }

    async setConfig(changes: Record<string, OptionValue>): Promise<{ warnings: string[] }> {
      return this.#shown().configure(changes)
    }

    focusSearch(): void {
      this.#shown().focus()
    }

    #configure(): void {
      const [widget, changes] = [this.#widget, this.#changes]
      if (Object.keys(changes).length === 0) return
      this.#changes = {}
      widget?.configure(changes).catch(widget.tell)
    }

    #call: Widget['call'] = async (method, input) => this.#shown().call(method, input)

    /** As a fault of the page, of which its author is told; whoever listens hears of it once it can have listened. */
    #refuse(failure: WidgetFailure): void {
      this.#failure = failure
      const { code, message } = failure
      queueMicrotask(() => {
        this.dispatchEvent(
          new CustomEvent('biohicl-error', { detail: { code, message }, bubbles: true, composed: true }),
        )
        reportError(failure)
      })
    }

    #shown(): Widget {
      if (this.#failure) throw this.#failure
      if (!this.#widget) throw new WidgetFailure('closed', 'The element does not stand in a page.')
      this.#configure() // calls come after what was set before them
      return this.#widget
    }
  }
  customElements.define('biohicl-search', SearchElement)
}
