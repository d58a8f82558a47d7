import { Component, Suspense, type ComponentType, type ReactNode } from 'react'
import { AppError } from '../../core/errors.ts'
import { toFailure, type Failure } from '../failure.ts'
import type { Part } from './part.ts'

interface Props<P extends object> {
  part: Part<P>
  props: P
  loading: ReactNode
  failed(failure: Failure, onRetry: () => void): ReactNode
}

interface State<P extends object> {
  View: ComponentType<P>
  failure: Failure | undefined
}

/** Shows a part once it is fetched. A class, because only a class can catch what a component below throws. */
export class PartView<P extends object> extends Component<Props<P>, State<P>> {
  override state: State<P> = { View: this.props.part.current(), failure: undefined }

  static getDerivedStateFromError(thrown: unknown): { failure: Failure } {
    if (thrown instanceof AppError && thrown.code === 'part-missing') return { failure: toFailure(thrown) }
    throw thrown // a fault within the part, which fetching it again would not mend
  }

  /**
   * Chromium keeps the failure of an import for as long as the page lasts, so what helps then is to reload it; without the
   * site that would take away what the page still can do.
   */
  retry = async (): Promise<void> => {
    const { part } = this.props
    if (await part.fetch()) this.setState({ View: part.current(), failure: undefined })
    else if (await doesSiteAnswer()) location.reload()
  }

  override render(): ReactNode {
    const { View, failure } = this.state
    if (failure) return this.props.failed(failure, () => void this.retry())
    return (
      <Suspense fallback={this.props.loading}>
        <View {...this.props.props} />
      </Suspense>
    )
  }
}

async function doesSiteAnswer(): Promise<boolean> {
  try {
    return (await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' })).ok
  } catch {
    return false
  }
}
