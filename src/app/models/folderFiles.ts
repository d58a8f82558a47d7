import type { FolderFile } from '../../protocol/encoders.ts'

/** A model folder within the folder of all models within that of a project: what lies deeper is no part of a model. */
const deepest = 5

export interface ChosenFolder {
  name: string
  files: FolderFile[]
}

/** @param files as a field for folders gives them */
export function toChosenFolder(files: Iterable<File>): ChosenFolder {
  const all = Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }))
  return {
    name: all[0]?.path.split('/')[0] ?? '',
    files: all.filter(({ path }) => path.split('/').length <= deepest),
  }
}

/** To be asked while the drop is handled: afterwards the browser has forgotten. */
export function findDroppedFolder(transfer: DataTransfer): FileSystemDirectoryEntry | undefined {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry())
  return entries.find((entry): entry is FileSystemDirectoryEntry => entry?.isDirectory === true)
}

export async function readDroppedFolder(folder: FileSystemDirectoryEntry): Promise<ChosenFolder> {
  const files: FolderFile[] = []
  await collect(folder, [folder.name], files)
  return { name: folder.name, files }
}

async function collect(
  folder: FileSystemDirectoryEntry,
  path: readonly string[],
  files: FolderFile[],
): Promise<void> {
  if (path.length >= deepest) return
  for (const entry of await readAll(folder.createReader())) {
    const own = [...path, entry.name]
    if (entry.isDirectory) await collect(entry as FileSystemDirectoryEntry, own, files)
    else files.push({ path: own.join('/'), file: await toFile(entry as FileSystemFileEntry) })
  }
}

/** The browser hands over some at a time, and none at the end. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}

const toFile = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject))
