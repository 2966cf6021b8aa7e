import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  fallback: ReactNode;
  /** Called once when drawing has failed. */
  onFailure?: () => void;
  /** After so many milliseconds the children get another chance. */
  retryAfter?: number;
}

/** Keeps a drawing fault where it happened. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  private timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.props.onFailure?.();
    const { retryAfter } = this.props;
    if (retryAfter !== undefined) this.timer = setTimeout(() => this.setState({ failed: false }), retryAfter);
  }

  override componentWillUnmount() {
    clearTimeout(this.timer);
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
