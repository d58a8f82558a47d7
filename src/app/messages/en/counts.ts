import { counted } from '../counted.ts'

export const counts = {
  records: (count: number) => counted(count, 'record', 'records'),
}
