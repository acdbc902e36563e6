import { Component, type ReactNode } from 'react';
import { Fallen } from './Fallen.tsx';

interface State {
  thrown: unknown;
  hasFallen: boolean;
}

/** A mistake in a part of the page takes the page away; what stands in its place says so, with the way out. Nothing of the project is touched by it. */
export class PageGuard extends Component<{ children: ReactNode }, State> {
  override state: State = { thrown: null, hasFallen: false };

  static getDerivedStateFromError(thrown: unknown): State {
    return { thrown, hasFallen: true };
  }

  override render(): ReactNode {
    return this.state.hasFallen ? <Fallen thrown={this.state.thrown} /> : this.props.children;
  }
}
