import type { FileTask } from '../../fileStage.ts'
import type { ShelfTask } from '../../shelf.ts'
import { counted } from '../counted.ts'

/** What is done with libraries and their files, and how it ended. */
export const libraryTasks = {
  cancel: 'Cancel',
  running: {
    install: 'Installing …',
    check: 'Checking …',
    repair: 'Repairing …',
    remove: 'Removing …',
  } satisfies Record<Exclude<ShelfTask['kind'], 'none'>, string>,
  done: {
    installed: 'Installed.',
    whole: 'Checked: everything is as it was published.',
    repaired: 'Repaired, and checked: everything is as it was published.',
  },
  failed: {
    none: '',
    install: 'It was not installed; nothing has changed.',
    check: 'It could not be checked.',
    repair: 'It was not repaired.',
    remove: 'It was not removed.',
  } satisfies Record<ShelfTask['kind'], string>,
  amount: (done: string, total: string, share: string) => `${done} of ${total} · ${share}`,
  model: 'Model that reads your questions',
  library: 'Library',
  readAndChecked: 'Read and checked',
  checkedAndCopied: 'Checked and copied',
  fileRunning: {
    import: (name: string) => `Installing ${name} …`,
    export: (name: string) => `Writing ${name} …`,
  } satisfies Record<FileTask, (name: string) => string>,
  fileFailed: {
    import: (name: string) => `${name} was not installed; nothing has changed.`,
    export: (name: string) => `${name} was not written.`,
  } satisfies Record<FileTask, (name: string) => string>,
  installing: (title: string) => `Installing ${title}`,
  notes: (records: string) => `${records}, short texts written for this app and not publications.`,
  everyPart: 'Every part is checked before it is kept. If it is interrupted, it goes on where it stopped.',
  misfit: 'Its parts do not fit together.',
  damaged: (pieces: number, files: string) =>
    `${counted(pieces, 'damaged piece', 'damaged pieces')} in ${files}.`,
  repair: (size: string) => `Repair · ${size}`,
  onSite: 'This site has what is damaged.',
  newerOnSite: 'This site has a newer version only: the update mends it.',
  notOnSite: 'This site does not have it: open its file again, or remove it.',
  buildAgain: 'No copy of it would be better: ask whoever made it to build it again, or remove it.',
}
