import * as v from 'valibot'
import { AppError, type ErrorCode } from './errors.ts'

/**
 * Parses JSON text against a schema. Unknown members are dropped; a member that does not fit is named by its path.
 * @throws AppError with the given code: `what: path: expected …`; `wrong-body` when it is a web page
 */
export function parseJson<Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
  { what, code }: { what: string; code: ErrorCode },
): v.InferOutput<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (cause) {
    if (text.trimStart().startsWith('<')) {
      throw new AppError(
        'wrong-body',
        `${what}: a web page came instead. Is there a network login page? Sign in and try again.`,
        {
          cause,
        },
      )
    }
    throw new AppError(code, `${what}: not valid JSON.`, { cause })
  }
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const issue = result.issues[0]
  throw new AppError(code, `${what}: ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}.`)
}
