import { startWords as startWorker, type Link } from '../../app/workers.ts'
import type { WordsContract } from '../../protocol/words.ts'
import { connect } from '../../rpc/connect.ts'
import { serve } from '../../rpc/serve.ts'

/** A frame that is sandboxed into an origin of its own may start no worker. */
export const mayStartWorkers = self.origin !== 'null'

/** The search by words: in a worker, or else in the page itself. */
export function startWords(): Pick<Link<WordsContract>, 'call'> {
  if (mayStartWorkers) return startWorker()
  const { port1, port2 } = new MessageChannel()
  void import('../../workers/wordHandlers.ts').then(({ createWordHandlers }) =>
    // What was asked meanwhile waits in the port.
    serve<WordsContract>(port2, createWordHandlers(new URL(import.meta.env.BASE_URL, location.href).href)),
  )
  return connect<WordsContract>(port1)
}
