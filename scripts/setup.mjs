// Makes sure of what the project needs: npm packages, a browser, Python's packages. Each step is quick when done already.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { checkDisk, explainFailure, root, run, SetupError } from './process.mjs'

const packagesBytes = 900e6
const chromiumBytes = 900e6
const pythonBytes = 2_500e6

const noNetwork =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network (timeout|request)|could ?n[o']t resolve|temporary failure|unable to connect|cannot initiate the connection|max retries exceeded|failed to establish a new connection|newconnectionerror|failed to fetch/i
const badCertificate = /CERT_|certificate (verify failed|has expired|verification failed)|self.signed/i
const diskFull = /ENOSPC|no space left|(have|not) enough free space/i
const notPermitted = /EACCES|EPERM|permission denied|are you root/i

const certificateRemedy =
  'A proxy may be in between: make its certificate known to this machine, then run the command again.'
const diskRemedy = 'Free some space on the disk, then run the command again.'

// -- npm packages ----------------------------------------------------------------------------------------------------

const npmRules = [
  [diskFull, 'The disk is full, so the packages could not be written.', diskRemedy],
  [badCertificate, "The package registry's certificate was not accepted.", certificateRemedy],
  [
    /EINTEGRITY/,
    'A package arrived damaged: its bytes are not those of package-lock.json.',
    'Run "npm cache clean --force", then run the command again.',
  ],
  [
    noNetwork,
    'The package registry could not be reached.',
    'Connect this machine to the network (or name your registry with "npm config set registry"), then run the command again.',
  ],
  [
    /E40[134]|E5\d\d/,
    'The package registry refused a package.',
    'Look at "npm config get registry" and your access to it, then run the command again.',
  ],
  [
    /EUSAGE|in sync/,
    'package.json and package-lock.json do not fit together.',
    'Run "npm install" after changing package.json, or take both files from git.',
  ],
  [
    /EBADENGINE|not compatible with your version of node/i,
    `A package does not work with Node ${process.versions.node}.`,
    'Install Node 22 or 24, then run the command again.',
  ],
  [
    notPermitted,
    'npm may not write into this folder.',
    'Make yourself the owner of the folder and of ~/.npm, then run the command again.',
  ],
]

/** Installs the packages of package-lock.json where node_modules is not exactly those. Returns whether it had to. */
export async function ensurePackages() {
  checkNode()
  const stamp = join(root, 'node_modules/.biohicl-lock')
  const lock = readFileSync(join(root, 'package-lock.json'))
  const hash = sha256(lock)
  if (readText(stamp) === hash) return false
  if (isInstalled(JSON.parse(lock.toString()).packages)) {
    writeFileSync(stamp, hash)
    return false
  }
  checkDisk(packagesBytes, 'installing the packages')
  console.log(
    '  Installing the packages of package-lock.json with npm; the first time takes a minute or two.',
  )
  const { code, lines } = await run('npm', ['ci', '--no-audit', '--no-fund'], { label: 'npm' })
  if (code !== 0) {
    throw explainFailure(lines, npmRules, [
      `npm ci ended with code ${code}; its last lines are above.`,
      'Mend what npm names, then run the command again.',
    ])
  }
  writeFileSync(stamp, hash)
  return true
}

/** What Vite, Vitest and ESLint ask for together. */
function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24) return
  throw new SetupError(
    `Node ${process.versions.node} cannot run this project: it needs 20.19 or later, 22.13 or later, or 24.`,
    'Install Node 22 or 24 (https://nodejs.org), then run the command again.',
  )
}

/** Whether an earlier `npm install` left the same packages: npm notes at its end what it has installed. */
function isInstalled(wanted) {
  const note = readText(join(root, 'node_modules/.package-lock.json'))
  if (note === undefined) return false
  const present = JSON.parse(note).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : entry.optional === true
  })
}

// -- browser ---------------------------------------------------------------------------------------------------------

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const chromiumRemedy =
  'Install Chromium or Chrome yourself, or set CHROMIUM_PATH to its program, then run this again.'

const aptRules = [
  [diskFull, 'The disk is full, so Chromium could not be installed.', diskRemedy],
  // Before the next one: without its lists, apt-get knows no package at all.
  [
    noNetwork,
    "The system's package servers could not be reached.",
    `Connect to the network, then run this again. Or: ${chromiumRemedy}`,
  ],
  [
    /unable to locate package|no installation candidate/i,
    'This system has no package "chromium".',
    chromiumRemedy,
  ],
  [
    /could not get lock|unable to lock/i,
    'Another program is installing packages.',
    'Wait for it, then run this again.',
  ],
  [notPermitted, 'Installing Chromium needs the rights of root.', chromiumRemedy],
]

/** The path of a Chromium that starts; installs Debian's where there is none. */
export async function ensureChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (startsAsBrowser(chosen)) return chosen
    throw new SetupError(
      `CHROMIUM_PATH is "${chosen}", and that does not start as a browser.`,
      'Set CHROMIUM_PATH to the program of Chromium or Chrome, or unset it.',
    )
  }
  const found = findChromium()
  if (found) return found

  checkDisk(chromiumBytes, 'Chromium', '/')
  const [command, ...prefix] = rootCommand()
  console.log('  No Chromium was found on this machine: installing it with apt-get.')
  const output = []
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const options = ['-o', 'DPkg::Lock::Timeout=120', ...args]
    const { code, lines } = await run(command, [...prefix, ...options], {
      label: `apt-get ${args[0]}`,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    })
    output.push(...lines)
    // A failed update may concern another source only; what counts is whether the package can be had.
    if (code !== 0 && args[0] === 'install') {
      const fallback = [`apt-get ended with code ${code}; its last lines are above.`, chromiumRemedy]
      throw explainFailure(output, aptRules, fallback)
    }
  }
  const installed = findChromium()
  if (installed) return installed
  throw new SetupError('apt-get installed Chromium, but it does not start.', chromiumRemedy)
}

function findChromium() {
  for (const name of chromiumNames) {
    const path = findProgram(name)
    if (path && startsAsBrowser(path)) return path
  }
  return undefined
}

/** Ubuntu's `chromium-browser` may be a note that a snap is needed, so the program is asked for its version. */
function startsAsBrowser(path) {
  return /chrom/i.test(readOutput(path, ['--version']) ?? '')
}

/** apt-get as root, by sudo where that asks for no password. */
function rootCommand() {
  if (!findProgram('apt-get')) {
    throw new SetupError('There is no Chromium here, and no apt-get to install it with.', chromiumRemedy)
  }
  if (process.getuid?.() === 0) return ['apt-get']
  if (findProgram('sudo') && readOutput('sudo', ['-n', 'true']) !== undefined)
    return ['sudo', '-n', '-E', 'apt-get']
  throw new SetupError(
    'There is no Chromium here, and installing it needs the rights of root.',
    chromiumRemedy,
  )
}

// -- Python ----------------------------------------------------------------------------------------------------------

const pythonNames = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11']

const pipRules = [
  [diskFull, "The disk is full, so Python's packages could not be written.", diskRemedy],
  [badCertificate, "The Python package index's certificate was not accepted.", certificateRemedy],
  [
    noNetwork,
    'The Python package index could not be reached.',
    'Connect to the network, then run the command again.',
  ],
  [
    /no matching distribution|could not find a version/i,
    'A pinned Python package has no build for this Python or this machine.',
    'Use Python 3.11 or 3.12 (set PYTHON to its program), delete .venv, and run the command again.',
  ],
  [
    notPermitted,
    'pip may not write into .venv.',
    'Make yourself the owner of .venv, then run the command again.',
  ],
]

/** The Python of .venv, which has the packages that training/pyproject.toml pins, those of the tests included. */
export async function ensurePython() {
  const venv = join(root, '.venv')
  const python = join(venv, 'bin/python')
  const stamp = join(venv, '.biohicl-pyproject')
  const project = join(root, 'training/pyproject.toml')
  const hash = sha256(readFileSync(project))
  if (readText(stamp) === hash && pythonVersion(python)) return python

  checkDisk(pythonBytes, "Python's packages")
  if (!pythonVersion(python)) await createVenv(venv)
  console.log(
    '  Installing the Python packages of training/pyproject.toml; the first time takes a few minutes.',
  )
  const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--progress-bar', 'off']
  const { code, lines } = await run(python, [...pip, ...pinnedPackages(python, project)], { label: 'pip' })
  if (code !== 0) {
    throw explainFailure(lines, pipRules, [
      `pip ended with code ${code}; its last lines are above.`,
      'Mend what pip names, then run the command again.',
    ])
  }
  writeFileSync(stamp, hash)
  return python
}

async function createVenv(venv) {
  const base = findPython()
  console.log(`  Making .venv with ${base}.`)
  const { code, lines } = await run(base, ['-m', 'venv', '--clear', venv], { label: 'venv' })
  if (code === 0) return
  const noVenv = [
    /ensurepip|python3?[\d.]*-venv|No module named venv/,
    'This Python has no venv module.',
    'Install it ("apt-get install python3-venv" on Debian), then run the command again.',
  ]
  throw explainFailure(
    lines,
    [noVenv, ...pipRules],
    [
      `Making .venv failed with code ${code}; the last lines are above.`,
      'Set PYTHON to another Python 3.11 or later, then run the command again.',
    ],
  )
}

function findPython() {
  const names = process.env.PYTHON ? [process.env.PYTHON] : pythonNames
  const found = names.find((name) => pythonVersion(name))
  if (found) return found
  throw new SetupError(
    `No Python 3.11 or later was found (looked for ${names.join(', ')}).`,
    'Install Python 3.11 or later, or set PYTHON to its program, then run the command again.',
  )
}

/** The version, or `undefined` where this is no Python of 3.11 or later. */
function pythonVersion(program) {
  const version = readOutput(program, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'])?.trim()
  const [major, minor] = (version ?? '0.0').split('.').map(Number)
  return major === 3 && minor >= 11 ? version : undefined
}

/** The list itself and not the project: a plain list needs no build backend. */
function pinnedPackages(python, project) {
  const source = [
    'import json, sys, tomllib',
    'project = tomllib.load(open(sys.argv[1], "rb"))["project"]',
    'optional = project.get("optional-dependencies", {})',
    'print(json.dumps(project.get("dependencies", []) + [p for group in optional.values() for p in group]))',
  ].join('\n')
  return JSON.parse(execFileSync(python, ['-c', source, project], { encoding: 'utf8' }))
}

// -- small things ----------------------------------------------------------------------------------------------------

function findProgram(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    if (folder !== '' && isExecutable(path)) return path
  }
  return undefined
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What a command prints, or `undefined` where it fails. */
function readOutput(command, args) {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      timeout: 30_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}
