export interface CheckProvidersTask {
  selfTestGraph: string;
  brokenProviders: readonly string[];
  /** Left out: all of this machine. */
  only?: readonly string[];
}
