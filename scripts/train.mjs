// `npm run train -- small`: trains an encoder and keeps what was best on the development sets: a model folder under
// models/, or for LoRA the adapter, which `npm run model -- base` puts onto its base.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, run, runMain, SetupError } from './process.mjs'
import { ensurePython } from './setup.mjs'

const configs = 'training/configs'
const runs = '.cache/training'

async function main(args) {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, set: { type: 'string', multiple: true, default: [] } },
  })
  const known = readdirSync(join(root, configs)).map((file) => file.replace('.toml', ''))
  const [name] = positionals
  if (positionals.length !== 1 || !known.includes(name))
    throw new SetupError(
      `There is no configuration "${positionals.join(' ')}".`,
      `Choose one of: ${known.join(', ')}.`,
    )
  if (!process.env.BIOHICL_DATA_DIR)
    throw new SetupError(
      'BIOHICL_DATA_DIR is not set, so there is nothing to train on.',
      'Set it to a folder with records, MeSH tables and development sets; training/README.md describes it.',
    )

  const python = await ensurePython()
  const overrides = [`seed=${values.seed}`, ...values.set].flatMap((text) => ['--set', text])
  await runPython(python, ['training/train.py', `${configs}/${name}.toml`, '--out', runs, ...overrides])

  const folder = join(runs, `${name}-${values.seed}`)
  await runPython(python, ['training/report.py', folder])
  if (existsSync(join(root, folder, 'adapter'))) keepAdapter(folder, `training/adapters/biohicl-${name}`)
  else await runPython(python, ['training/export_onnx.py', ...exportOptions(`biohicl-${name}`, folder)])
}

function exportOptions(model, folder) {
  const notes = `training/cards/${model}.md`
  return Object.entries({
    '--checkpoint': join(folder, 'model'),
    '--name': model,
    '--change': 'trained further with the BioHiCL method (training/README.md)',
    '--report': join(folder, 'report.json'),
    ...(existsSync(join(root, notes)) && { '--notes': notes }),
  }).flat()
}

async function runPython(python, args) {
  const { code } = await run(python, args, { label: args[0] })
  if (code !== 0)
    throw new SetupError(
      `${args[0]} ended with code ${code}; its last lines are above.`,
      'Mend what they name, then run the command again: training goes on where it stopped.',
    )
}

function keepAdapter(folder, to) {
  rmSync(join(root, to), { recursive: true, force: true })
  cpSync(join(root, folder, 'adapter'), join(root, to), { recursive: true })
  cpSync(join(root, folder, 'report.json'), join(root, to, 'report.json'))
  console.log(`The adapter is in ${to}/; "npm run model -- base" puts it onto its base.`)
}

await runMain(() => main(process.argv.slice(2)))
