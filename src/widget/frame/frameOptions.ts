import { AppError } from '../../core/errors.ts'
import type { Filters } from '../../core/filters.ts'
import { parseFilters } from '../../core/parseFilters.ts'
import { readOptions, type OptionValue, type WidgetOptions } from '../options.ts'

/** As readOptions; filters are those that a library can be asked for. */
export function readFrameOptions(
  entries: Iterable<readonly [name: string, value: OptionValue]>,
): ReturnType<typeof readOptions> {
  return readOptions(entries, (name, value) => name !== 'filters' || areFilters(String(value)))
}

/** @param option as it was read; absent filters are empty */
export function toFilters({ filters }: Pick<WidgetOptions, 'filters'>): Filters | undefined {
  return filters === '' ? undefined : parseFilters(filters)
}

function areFilters(filters: string): boolean {
  try {
    toFilters({ filters })
    return true
  } catch (thrown) {
    if (thrown instanceof AppError) return false
    throw thrown
  }
}
