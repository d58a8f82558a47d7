/** Entry `react` of the npm package: `<biohicl-search>` as a component, for React 18 and 19. */
import {
  createElement,
  forwardRef,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  type CSSProperties,
  type DetailedHTMLProps,
  type HTMLAttributes,
  type ReactNode,
} from 'react'
import type { SharedAnswer, WidgetEvents, WidgetState } from '../../protocol/widget.ts'
import { WidgetFailure } from '../host/connectFrame.ts'
import { defineSearchElement, type BiohiclSearchElement } from '../host/element.ts'
import { defaultOptions, optionNames, type OptionValue, type WidgetOptions } from '../options.ts'
import { toPropName, type OptionProps } from './propName.ts'

export interface BioHiCLSearchProps extends OptionProps {
  /** Address of the site that gives out the search. May be absent where `defineElement` was told it. */
  site?: string | undefined
  onReady?: ((detail: WidgetEvents['ready']) => void) | undefined
  onState?: ((detail: WidgetEvents['state']) => void) | undefined
  /** Only where results are shared. */
  onResults?: ((detail: WidgetEvents['results']) => void) | undefined
  /** Only where results are shared. */
  onSelect?: ((detail: WidgetEvents['select']) => void) | undefined
  onResize?: ((detail: WidgetEvents['resize']) => void) | undefined
  onError?: ((detail: WidgetEvents['error']) => void) | undefined
  id?: string | undefined
  className?: string | undefined
  style?: CSSProperties | undefined
  /** Words of the button or link of the modes `modal` and `link`. */
  children?: ReactNode
}

/** What a ref gives. */
export interface BioHiCLSearchHandle {
  /** @throws WidgetFailure, as all of these do */
  search(query: string): Promise<SharedAnswer>
  clear(): Promise<void>
  getState(): Promise<WidgetState>
  /** Options by name, until the prop of the same name changes. */
  setConfig(changes: Record<string, OptionValue>): Promise<{ warnings: string[] }>
  /** Goes to the search, and opens the dialog that it is in. */
  focus(): void
}

/** Of the element itself in JSX. */
export type SearchElementAttributes = DetailedHTMLProps<
  HTMLAttributes<BiohiclSearchElement>,
  BiohiclSearchElement
> & { [Name in Exclude<keyof WidgetOptions, 'lang'>]?: WidgetOptions[Name] | undefined } & {
  site?: string | undefined
  /** React 18 knows no `className` here. */
  class?: string | undefined
}

declare module 'react' {
  // The only way to tell of an element's attributes.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'biohicl-search': SearchElementAttributes
    }
  }
}

const handlers = {
  'biohicl-ready': 'onReady',
  'biohicl-state': 'onState',
  'biohicl-results': 'onResults',
  'biohicl-select': 'onSelect',
  'biohicl-resize': 'onResize',
  'biohicl-error': 'onError',
} as const satisfies Partial<Record<keyof HTMLElementEventMap, keyof BioHiCLSearchProps>>

export const BioHiCLSearch = forwardRef<BioHiCLSearchHandle, BioHiCLSearchProps>(
  function BioHiCLSearch(props, ref) {
    const element = useRef<BiohiclSearchElement | null>(null)
    const latest = useRef(props)
    useEffect(() => {
      latest.current = props
    })

    const tell = useCallback((event: Event) => {
      const { type, detail } = event as CustomEvent<never>
      latest.current[handlers[type as keyof typeof handlers]]?.(detail)
    }, [])

    // By a ref, as React 18 sets no listeners on elements of this kind.
    const attach = useCallback(
      (next: BiohiclSearchElement | null) => {
        for (const name of Object.keys(handlers)) {
          element.current?.removeEventListener(name, tell)
          next?.addEventListener(name, tell)
        }
        element.current = next
        if (next) defineSearchElement()
      },
      [tell],
    )

    useImperativeHandle(ref, () => {
      const shown = () => {
        if (!element.current) throw new WidgetFailure('closed', 'The element does not stand in a page.')
        return element.current
      }
      return {
        search: async (query) => shown().search(query),
        clear: async () => shown().clear(),
        getState: async () => shown().getState(),
        setConfig: async (changes) => shown().setConfig(changes),
        focus: () => shown().focusSearch(),
      }
    }, [])

    const { site, id, className, style, children } = props
    const attributes = toAttributes(props)
    return createElement(
      'biohicl-search',
      // Another element without a language: React 19 would set what every element has as a property to “null”.
      { key: String('lang' in attributes), ref: attach, site, id, class: className, style, ...attributes },
      children,
    )
  },
)

function toAttributes(props: OptionProps): Record<string, string> {
  const given = optionNames
    .map((name) => [name, props[toPropName(name)]] as const)
    // “auto” would be no language for others who read the page.
    .filter(([name, value]) => value !== undefined && value !== defaultOptions[name])
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
}
