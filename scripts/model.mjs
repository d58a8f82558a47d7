// `npm run model -- convert CHECKPOINT` makes a model folder of any checkpoint that fits; `npm run model -- base`
// assembles models/biohicl-base. Both are Python; this makes sure of Python's packages, and of Node's for the last check.
import { root, run, runMain, SetupError } from './process.mjs'
import { ensurePackages, ensurePython } from './setup.mjs'

const programs = { convert: 'training/convert.py', base: 'training/assemble_base.py' }

async function main([command, ...args]) {
  const program = Object.hasOwn(programs, command ?? '') ? programs[command] : undefined
  if (!program) {
    throw new SetupError(
      command === undefined ? 'Nothing was asked for.' : `There is no command "${command}".`,
      'Run "npm run model -- convert CHECKPOINT" (a folder or OWNER/MODEL) or "npm run model -- base"; --help tells more.',
    )
  }
  await ensurePackages()
  const python = await ensurePython()
  const { code } = await run(python, [program, ...args], { label: command, env: { PYTHONUNBUFFERED: '1' } })
  if (code !== 0)
    throw new SetupError(
      `${program} ended with code ${code}; its last line above says why.`,
      `Do what that line names as the remedy, then run the command again in ${root}.`,
    )
}

await runMain(() => main(process.argv.slice(2)))
