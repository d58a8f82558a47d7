import { describe, expect, it } from 'vitest'
import { createConsent, withConsent } from '../../src/app/consent.ts'
import type { Link } from '../../src/app/workers.ts'
import type { Doubt } from '../../src/core/edition.ts'
import { AppError } from '../../src/core/errors.ts'
import type { TransferContract } from '../../src/protocol/transfer.ts'

const older: Doubt = { id: 'heart', title: 'Heart', offered: { version: 1 }, known: { version: 2 } }
const evenOlder: Doubt = { ...older, offered: { version: 0 } }
const refusal = (doubt: Doubt) => new AppError('library-older', 'older', { doubt })
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** `replies` stand for what the transfer worker does, call by call; errors are thrown. */
function start(...replies: unknown[]) {
  const inputs: unknown[] = []
  const link: Link<TransferContract> = {
    call: (_method, input) => {
      inputs.push(input)
      const reply = replies.shift()
      return (reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply)) as Promise<never>
    },
    stop() {},
  }
  const { consent, ask } = createConsent()
  const outcome = withConsent(link, ask)
    .call('install', { id: 'heart' })
    .catch((thrown: unknown) => thrown)
  return { inputs, consent, ask, outcome }
}

describe('R11: an installation that was refused with a doubt', () => {
  it('is asked for once more, with what the user agreed to', async () => {
    const { inputs, consent, outcome } = start(refusal(older), { key: 'k' })
    await settled()
    expect(consent.get()).toEqual(older)
    expect(inputs).toEqual([{ id: 'heart' }])
    consent.answer(true)
    expect(await outcome).toEqual({ key: 'k' })
    expect(inputs).toEqual([{ id: 'heart' }, { id: 'heart', consent: older }])
    expect(consent.get()).toBeUndefined()
  })

  it('stays refused where the user declines', async () => {
    const { inputs, consent, outcome } = start(refusal(older))
    await settled()
    consent.answer(false)
    expect(await outcome).toMatchObject({ code: 'library-older' })
    expect(inputs).toHaveLength(1)
  })

  it('asks anew where something else is offered meanwhile', async () => {
    const { inputs, consent, outcome } = start(refusal(older), refusal(evenOlder), { key: 'k' })
    await settled()
    consent.answer(true)
    await settled()
    expect(consent.get()).toEqual(evenOlder)
    consent.answer(true)
    expect(await outcome).toEqual({ key: 'k' })
    expect(inputs.at(-1)).toEqual({ id: 'heart', consent: evenOlder })
  })

  it('asks nothing where the refusal is for good', async () => {
    const { inputs, consent, outcome } = start(new AppError('signature-invalid', 'wrong'))
    expect(await outcome).toMatchObject({ code: 'signature-invalid' })
    expect([consent.get(), inputs.length]).toEqual([undefined, 1])
  })

  it('counts a second question meanwhile as declined', async () => {
    const { consent, ask, outcome } = start(refusal(older), { key: 'k' })
    await settled()
    expect(await ask(evenOlder)).toBe(false)
    consent.answer(true)
    expect(await outcome).toEqual({ key: 'k' })
  })
})

describe('F21: an installation that another tab is in the way of', () => {
  const blocked = () => new AppError('install-blocked', 'silent')

  it('takes over where the user wants that, and asks of what else speaks against it as ever', async () => {
    const { inputs, consent, outcome } = start(blocked(), refusal(older), { key: 'k' })
    await settled()
    expect(consent.get()).toBe('take-over')
    consent.answer(true)
    await settled()
    expect(inputs.at(-1)).toEqual({ id: 'heart', takesOver: true })
    consent.answer(true)
    expect(await outcome).toEqual({ key: 'k' })
    expect(inputs.at(-1)).toEqual({ id: 'heart', consent: older })
  })

  it('says who is in the way where the user does not', async () => {
    const { consent, outcome } = start(blocked())
    await settled()
    consent.answer(false)
    expect(await outcome).toMatchObject({ code: 'install-blocked' })
  })
})
