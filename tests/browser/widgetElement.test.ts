import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defineSearchElement, type BiohiclSearchElement } from '../../src/widget/host/element.ts'
import type { FrameWitness } from '../fixtures/widget/frame.ts'

const site = new URL('/tests/fixtures/widget/', location.href).href

beforeAll(() => defineSearchElement(site))

afterEach(() => document.querySelectorAll('biohicl-search').forEach((element) => element.remove()))

function create(attributes: Record<string, string> = {}): BiohiclSearchElement {
  const element = document.createElement('biohicl-search')
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

async function show(attributes: Record<string, string> = {}): Promise<BiohiclSearchElement> {
  const element = create(attributes)
  const isReady = once(element, 'biohicl-ready')
  document.body.append(element)
  await isReady
  return element
}

function once<Name extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  name: Name,
): Promise<HTMLElementEventMap[Name]> {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }))
}

function find<Name extends keyof HTMLElementTagNameMap>(
  element: BiohiclSearchElement,
  name: Name,
): HTMLElementTagNameMap[Name] {
  const found = element.shadowRoot?.querySelector(name)
  if (!found) throw new Error(`There is no ${name}.`)
  return found
}

function witnessOf(element: BiohiclSearchElement): FrameWitness {
  const { witness } = find(element, 'iframe').contentWindow ?? {}
  if (!witness) throw new Error('The frame has not loaded.')
  return witness
}

describe('<biohicl-search> in the page', () => {
  it('shows the frame with its options, and answers', async () => {
    const element = await show({ library: 'asthma', theme: 'pink', 'max-results': '7', class: 'x' })
    const frame = find(element, 'iframe')
    expect(frame.title).toMatch(/^BioHiCL Search/)
    expect(frame.allow).toBe('cross-origin-isolated')
    expect(frame.src).toBe(`${site}widget.html#library=asthma&theme=pink&max-results=7`)
    expect(witnessOf(element).options).toMatchObject({ library: 'asthma', theme: 'auto', 'max-results': 7 })
    expect(witnessOf(element).warnings).toEqual(['theme is “pink”: expected auto, light or dark.'])
    expect(await element.search('asthma')).toEqual({ total: 6 })
    expect(await element.getState()).toEqual({ phase: 'ready', meaning: 'none' })
    await element.clear()
  })

  it('takes the address of its site from its attribute, and begins anew with another', async () => {
    const element = await show({ site: site.slice(0, -1) })
    expect(find(element, 'iframe').src).toBe(`${site}widget.html`)
    const isReady = once(element, 'biohicl-ready')
    element.setAttribute('site', `${site}?x#y`)
    await isReady
    expect(await element.search('again')).toEqual({ total: 5 })
    const isRefused = once(element, 'biohicl-error')
    const isReported = new Promise<ErrorEvent>((resolve) =>
      addEventListener(
        'error',
        (event) => {
          event.preventDefault() // or the test runner takes it for its own
          resolve(event)
        },
        { once: true, capture: true },
      ),
    )
    element.setAttribute('site', 'http://search.example/')
    const { detail } = await isRefused
    expect(detail).toEqual({
      code: 'invalid',
      message: expect.stringContaining('“http://search.example/”') as string,
    })
    expect((await isReported).message).toContain('expected an address such as')
    expect(element.shadowRoot?.childElementCount).toBe(0)
    await expect(element.search('x')).rejects.toMatchObject({ code: 'invalid' })
  })

  it('stands beside others, each with a title and answers of its own', async () => {
    const elements = await Promise.all([show({ library: 'a' }), show({ library: 'b' }), show()])
    const titles = elements.map((element) => find(element, 'iframe').title)
    expect(new Set(titles).size).toBe(3)
    const found = await Promise.all(elements.map((element, n) => element.search('x'.repeat(n + 1))))
    expect(found.map(({ total }) => total)).toEqual([1, 2, 3])
  })

  it('tells what happens in events, results only where they are shared', async () => {
    const element = await show({ share: 'results' })
    const isTold = once(element, 'biohicl-results')
    witnessOf(element).link.emit('results', { query: 'asthma', stage: 'lexical', total: 1, results: [] })
    expect((await isTold).detail).toEqual({ query: 'asthma', stage: 'lexical', total: 1, results: [] })
  })

  it('hands changed attributes on, together', async () => {
    const element = await show({ theme: 'dark' })
    element.setAttribute('lang', 'de')
    element.setAttribute('max-results', '9')
    element.removeAttribute('theme')
    await element.getState() // is answered after the change
    expect(witnessOf(element).changes).toEqual([{ lang: 'de', 'max-results': 9, theme: 'auto' }])
    expect(await element.setConfig({ theme: 'pink' })).toEqual({
      warnings: ['theme is “pink”: expected auto, light or dark.'],
    })
  })

  it('hands them on again where the frame loads anew', async () => {
    const element = await show({ theme: 'dark' })
    await element.setConfig({ theme: 'light' })
    const isReady = once(element, 'biohicl-ready')
    find(element, 'iframe').contentWindow?.location.reload()
    await isReady
    await element.getState()
    expect(witnessOf(element).options.theme).toBe('light')
  })

  it('follows the height of the content, which comes to an end', async () => {
    const element = await show()
    const frame = find(element, 'iframe')
    const tell = async (height: number) => {
      const isTold = once(element, 'biohicl-resize')
      witnessOf(element).link.emit('resize', { height })
      await isTold
      return frame.offsetHeight
    }
    expect(await tell(321.2)).toBe(322)
    expect(await tell(10)).toBe(60)
    let height = await tell(1900)
    for (let turn = 0; turn < 5; turn++) height = await tell(height + 50)
    expect(height).toBe(2000)
    await element.setConfig({ height: 400 })
    expect(frame.offsetHeight).toBe(400)
    expect(await tell(900)).toBe(400)
    await element.setConfig({ height: 'auto' })
    expect(frame.offsetHeight).toBe(900)
  })

  it('108: ends with its place in the page, and begins anew with another', async () => {
    const element = await show()
    const waiting = element.search('x')
    element.remove()
    await expect(waiting).rejects.toMatchObject({ code: 'closed' })
    await expect(element.search('x')).rejects.toMatchObject({ code: 'closed' })
    expect(element.shadowRoot?.childElementCount).toBe(0)
    const isReady = once(element, 'biohicl-ready')
    document.body.append(element)
    await isReady
    expect(await element.search('again')).toEqual({ total: 5 })
  })

  it('goes to the field by its keys', async () => {
    const element = await show({ shortcut: 'Ctrl+Shift+F' })
    await userEvent.keyboard('{Control>}{Shift>}F{/Shift}{/Control}')
    await element.getState()
    expect(element.shadowRoot?.activeElement).toBe(find(element, 'iframe'))
    expect(find(element, 'iframe').contentDocument?.activeElement?.tagName).toBe('INPUT')
  })
})

describe('<biohicl-search mode="modal">', () => {
  const open = async (element: BiohiclSearchElement, button = 'Search') => {
    const isReady = once(element, 'biohicl-ready')
    if (!element.isConnected) document.body.append(element)
    await page.getByRole('button', { name: button, exact: true }).click()
    await isReady
  }

  it('loads when its button is pressed, and goes to the field', async () => {
    const element = create({ mode: 'modal', lang: 'en' })
    document.body.append(element)
    const button = find(element, 'button')
    await element.setConfig({ theme: 'dark' })
    expect(element.shadowRoot?.querySelector('iframe')).toBeNull()
    expect(find(element, 'button')).toBe(button)
    await open(element)
    expect(witnessOf(element).options.theme).toBe('dark')
    await element.getState()
    expect(find(element, 'dialog').matches(':modal')).toBe(true)
    expect(element.shadowRoot?.activeElement).toBe(find(element, 'iframe'))
    expect(find(element, 'iframe').contentDocument?.activeElement?.tagName).toBe('INPUT')
  })

  it('closes by Escape within the frame, and by its button; the focus goes back', async () => {
    const element = create({ mode: 'modal', lang: 'en' })
    await open(element)
    const dialog = find(element, 'dialog')
    const isClosed = once(dialog, 'close')
    witnessOf(element).link.emit('dismiss', {})
    await isClosed
    expect(element.shadowRoot?.activeElement).toBe(find(element, 'button'))
    element.focusSearch()
    expect(dialog.open).toBe(true)
    await page.getByRole('button', { name: 'Close' }).click()
    expect(dialog.open).toBe(false)
    expect(element.shadowRoot?.activeElement).toBe(find(element, 'button'))
  })

  it('opens by what stands in it, and by its keys', async () => {
    const element = create({ mode: 'modal', shortcut: 'Mod+K' })
    const own = document.createElement('button')
    own.textContent = 'Search the literature'
    element.append(own)
    await open(element, own.textContent)
    const dialog = find(element, 'dialog')
    dialog.close()
    await userEvent.keyboard('{Control>}k{/Control}')
    expect(dialog.open).toBe(true)
  })

  it('changes its words, and its kind', async () => {
    const element = create({ mode: 'modal', lang: 'en' })
    await open(element)
    await element.setConfig({ lang: 'de' })
    expect(find(element, 'button').textContent).toBe('Suchen')
    const isReady = once(element, 'biohicl-ready')
    element.setAttribute('mode', 'inline')
    await isReady
    expect(element.shadowRoot?.querySelector('dialog')).toBeNull()
    expect(witnessOf(element).options).toMatchObject({ mode: 'inline', lang: 'de' })
  })
})

describe('<biohicl-search mode="link">', () => {
  it('leads to the app, without a query', async () => {
    const element = create({ mode: 'link', lang: 'de', query: 'asthma' })
    document.body.append(element)
    const link = find(element, 'a')
    expect(link.href).toBe(site)
    expect(link.textContent).toBe('Biomedizinische Literatur suchen')
    await expect(element.search('x')).rejects.toMatchObject({ code: 'failed' })
    element.focusSearch()
    expect(element.shadowRoot?.activeElement).toBe(find(element, 'a'))
  })
})
