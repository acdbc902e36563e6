export interface CheckProvidersTask {
  selfTestGraph: string;
  brokenProviders: readonly string[];
}
