import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/core/parseJson.ts'
import { refusalOf } from '../fakes/refusal.ts'

const schema = v.object({ name: v.string(), parts: v.array(v.object({ size: v.number() })) })
const where = { what: 'thing.json', code: 'library-invalid' } as const
const parse = (text: string) => parseJson(text, schema, where)

describe('parsing JSON against a schema', () => {
  it('drops unknown members and keeps the known ones', () => {
    expect(parse('{"name":"a","parts":[{"size":1,"colour":"red"}],"future":[1]}')).toEqual({
      name: 'a',
      parts: [{ size: 1 }],
    })
  })

  it('names a member that does not fit by its path', () => {
    const { code, message } = refusalOf(() => parse('{"name":"a","parts":[{"size":1},{"size":"2"}]}'))
    expect(code).toBe('library-invalid')
    expect(message).toMatch(/^thing\.json: parts\.1\.size: /)
  })

  it('2: names the top level when it is not an object', () => {
    for (const text of ['null', '7', '"text"', 'true']) {
      expect(refusalOf(() => parse(text)).message).toMatch(/^thing\.json: top level: /)
    }
  })

  it('1, 3: refuses nothing, and JSON that is cut off, with the given code', () => {
    for (const text of ['', ' ', '{"name":"a","parts":[', '{"name":NaN}']) {
      expect(refusalOf(() => parse(text))).toEqual({
        code: 'library-invalid',
        message: 'thing.json: not valid JSON.',
      })
    }
  })

  it('R28: tells a web page from damaged JSON, and where it may come from', () => {
    const { code, message } = refusalOf(() => parse('\n <!DOCTYPE html><title>Sign in</title>'))
    expect(code).toBe('wrong-body')
    expect(message).toMatch(/thing\.json.*web page.*login page/)
  })

  it('4: accepts a byte order mark', () => {
    expect(parse('\ufeff{"name":"a","parts":[]}').name).toBe('a')
  })

  it('6: survives nesting of any depth', () => {
    const depth = 200_000
    for (const text of [
      '['.repeat(depth),
      '['.repeat(depth) + ']'.repeat(depth),
      `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`,
    ]) {
      expect(refusalOf(() => parse(text)).code).toBe('library-invalid')
    }
  })

  it('R38, 7: changes no prototype, whatever keys the text has', () => {
    const key = fc.constantFrom('__proto__', 'constructor', 'prototype', 'name', 'parts', 'size', 'polluted')
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant('x'),
        fc.constant(1),
        fc.array(tie('object'), { maxLength: 2 }),
        tie('object'),
      ),
      object: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }),
    })).object
    const toText = (part: unknown): string => {
      if (!Array.isArray(part)) return JSON.stringify(part)
      const isObject = part.every((member) => Array.isArray(member) && typeof member[0] === 'string')
      if (!isObject) return `[${part.map(toText).join(',')}]`
      return `{${part.map(([name, member]: unknown[]) => `${JSON.stringify(name)}:${toText(member)}`).join(',')}}`
    }
    fc.assert(
      fc.property(json, (object) => {
        const loose = v.object({
          name: v.optional(v.unknown()),
          parts: v.optional(v.record(v.string(), v.unknown())),
        })
        try {
          const parsed = parseJson(toText(object), loose, where)
          expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype)
          expect((parsed as { polluted?: unknown }).polluted).toBeUndefined()
        } catch (thrown) {
          expect(thrown).toMatchObject({ name: 'AppError' })
        }
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
        expect(({} as { name?: unknown }).name).toBeUndefined()
      }),
    )
  })
})
