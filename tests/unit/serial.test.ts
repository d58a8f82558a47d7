import { expect, it } from 'vitest'
import { createSerial } from '../../src/engine/serial.ts'

it('a failed task does not stop the ones behind it, and its caller sees the failure', async () => {
  const serial = createSerial()
  const bad = serial(async () => {
    throw new Error('device lost')
  })
  const good = serial(async () => 42)
  await expect(bad).rejects.toThrow('device lost')
  await expect(good).resolves.toBe(42)
})

it('a task that throws at once does not stop the ones behind it either', async () => {
  const serial = createSerial()
  const bad = serial(() => {
    throw new Error('no session')
  })
  await expect(bad).rejects.toThrow('no session')
  await expect(serial(async () => 'next')).resolves.toBe('next')
})

it('one task runs at a time, in the order of the calls', async () => {
  const serial = createSerial()
  const events: string[] = []
  const task = (name: string) => async () => {
    events.push(`${name} begins`)
    await Promise.resolve()
    await Promise.resolve()
    events.push(`${name} ends`)
  }
  await Promise.all([serial(task('a')), serial(task('b')), serial(task('c'))])
  expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

it('two queues do not wait for each other', async () => {
  const blocked = createSerial()
  void blocked(() => new Promise<never>(() => {}))
  await expect(createSerial()(async () => 'done')).resolves.toBe('done')
})
