import type { CsvColumns } from '../core/pubmed/csvHeader.ts'
import type { JobEngine } from '../engine/ports.ts'
import { createOwnJobs } from '../platform/node/jobs/ownJobs.ts'
import { openThreadJobs } from '../platform/node/jobs/threadJobs.ts'

export interface JobOptions {
  encoderFolder: string
  /** Threads that read files and encode texts; by default this one alone. What is made does not depend on it. */
  workers?: number
  /** Headers of tables that are taken for fields. */
  columns?: CsvColumns
}

/** Runs a command with threads for its work, which end with it. */
export async function withJobs<T>(
  { encoderFolder, workers = 1, columns }: JobOptions,
  run: (jobs: JobEngine) => Promise<T>,
): Promise<T> {
  const jobs =
    workers === 1 ? createOwnJobs(encoderFolder, columns) : openThreadJobs(encoderFolder, workers, columns)
  try {
    return await run(jobs)
  } finally {
    await jobs.close()
  }
}
