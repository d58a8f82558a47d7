import type { ErrorCode } from '../../../core/errors.ts'
import { formatCount, formatList } from '../../format.ts'
import type { ModelTask } from '../../models/models.ts'

export const models = {
  importFolder: 'Import a model folder',
  about: (
    <>
      A model turns texts into numbers that stand for their meaning. A library can be searched by meaning only
      with the very model it was made with, so there is nothing to choose here: a model comes with its
      library, or from a folder that <code>npm run model</code> has made. It can be dropped here too.
    </>
  ),
  none: 'None yet. One comes with the first library.',
  wordsOnly: (libraries: string[]) =>
    `${quote(libraries)} can be searched by ${libraries.length === 1 ? 'its' : 'their'} words only:`,
  missing: (name: string, id: string) =>
    `the model ${name} (${id}) is not here. Import its folder, or install the library again from a site that has both.`,
  readsQuestions: 'Reads your questions',
  unused: 'It is not used. Remove it, or get it again.',
  runSelfTest: 'Run self-test',
  runSelfTestOf: (name: string) => `Run self-test of ${name}`,
  goes: 'Its files are deleted from this device. No library here needs it.',
  needed: (libraries: string[]) =>
    `${quote(libraries)} can be searched by meaning only with it. It is removed only where this site has another copy, which is fetched when the library is opened the next time.`,
  dims: 'Numbers a text',
  tokens: (count: number) => `${formatCount(count)} tokens of a text`,
  size: 'Size',
  licence: 'Licence',
  usedBy: 'Used by',
  noLibrary: 'no library here',
  notLoaded: 'not loaded',
  madeFrom: 'Made from',
  runsOnUnknown: 'not known before its self-test',
  testPassed: (result: string) => `passed: ${result}`,
  testFailed: 'failed',
  notTested: 'not run on this visit',
  id: 'Id',
  copyId: (name: string) => (
    <>
      Copy<span className="visually-hidden"> the id of {name}</span>
    </>
  ),
  running: {
    import: 'Importing …',
    test: 'Testing …',
    check: 'Checking …',
    remove: 'Removing …',
  } satisfies Record<Exclude<ModelTask['kind'], 'none'>, string>,
  importing: (folder: string) => `Checking and copying ${folder}`,
  testing: 'Testing it with texts whose results are known …',
  loading: 'Loading it …',
  selfTestPassed: 'Self-test passed.',
  imported: 'Imported: every file is what its model.json says.',
  whole: 'Checked: every file is what its model.json says.',
  mend: 'Import its folder again, or check and repair a library that uses it.',
  failed: {
    none: '',
    import: 'The model was not installed; nothing has changed.',
    test: 'It could not be tested.',
    check: 'It could not be checked.',
    remove: 'It was not removed.',
  } satisfies Record<ModelTask['kind'], string>,
  /** Of a folder something else is to be said than of what a site sends. */
  importFailed: {
    'encoder-invalid': 'Its model.json is not one of a model that this version of the app can use.',
    'file-damaged':
      'A file is not what model.json says of it. Copy the folder anew, or make the model again.',
    'not-found': 'A file is missing. Copy the whole folder, or make the model again.',
  } satisfies Partial<Record<ErrorCode, string>>,
}

const quote = (titles: string[]) => formatList(titles.map((title) => `“${title}”`))
