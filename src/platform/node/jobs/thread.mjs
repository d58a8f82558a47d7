// The way into thread.ts. A thread does not get the loader of TypeScript that its program has (Node 20), nor does
// `--import tsx` give it one: it registers its own.
import { register } from 'tsx/esm/api'

register()
export const { encode, read } = await import('./thread.ts')
