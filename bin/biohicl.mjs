#!/usr/bin/env node
// `biohicl COMMAND` is `npm run library -- COMMAND`. The command line is TypeScript, which tsx loads.
import { register } from 'tsx/esm/api'

register()
if (process.argv[2] === 'library') process.argv.splice(2, 1)
await import('../src/cli/main.ts')
