import { createElement, Suspense, type ReactNode } from 'react'
import { renderToReadableStream } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { createPart, type Part } from '../../src/app/shell/part.ts'

const Greeting = ({ name }: { name: string }): ReactNode => `Hello ${name}`

/** As React shows it in the end; rejects with what is thrown within. */
async function show(part: Part<{ name: string }>): Promise<string> {
  const element = createElement(Suspense, { fallback: '…' }, createElement(part.current(), { name: 'Ada' }))
  let failure: unknown
  const stream = await renderToReadableStream(element, { onError: (error) => void (failure = error) })
  await stream.allReady
  if (failure instanceof Error) throw failure
  return (await new Response(stream).text()).replace(/<!--.*?-->/g, '')
}

describe('a part of the page that is loaded later', () => {
  it('is fetched when it is first shown, and once', async () => {
    let fetches = 0
    const part = createPart(async () => (fetches++, Greeting))
    expect(fetches).toBe(0)
    expect(await show(part)).toContain('Hello Ada')
    expect(await show(part)).toContain('Hello Ada')
    expect(fetches).toBe(1)
  })

  it('is shown at once when it was fetched ahead', async () => {
    const part = createPart(async () => Greeting)
    part.preload()
    await new Promise((resolve) => setImmediate(resolve))
    expect(part.current()).toBe(Greeting)
  })

  it('that does not come is there once it was asked for again', async () => {
    let isOffline = true
    const part = createPart(async () => {
      if (isOffline) throw new TypeError('Failed to fetch dynamically imported module')
      return Greeting
    })
    part.preload() // fails unseen
    await expect(show(part)).rejects.toMatchObject({ code: 'part-missing' })
    expect(await part.fetch()).toBe(false)
    isOffline = false
    await expect(show(part)).rejects.toMatchObject({ code: 'part-missing' })
    expect(await part.fetch()).toBe(true)
    expect(await show(part)).toContain('Hello Ada')
  })
})
