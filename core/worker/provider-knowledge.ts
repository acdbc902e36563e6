/** What earlier runs on this machine taught of its execution providers, for one pack and one kind of work. */
export interface ProviderKnowledge {
  refused: readonly RefusedProvider[];
  measured: readonly MeasuredProvider[];
  /** Left out: nobody met with a bound. */
  atOnce?: readonly AtOnce[];
}

/** How many members of an ensemble a provider takes at once for this kind of work, where its memory was too small for more. */
export interface AtOnce {
  provider: string;
  versions: string;
  members: number;
}

/** A provider that could not be used. It is passed over until `versions` change, or until it is asked for by name. */
export interface RefusedProvider {
  provider: string;
  /** Of onnxruntime and the driver, as the worker process found them. */
  versions: string;
  /** Why, for a person. */
  sentence: string;
  /** It failed at work on one pack, and may do for others. */
  isOfPack: boolean;
}

/** How long the same pack took for the same kind of work, in milliseconds. */
export interface MeasuredProvider {
  provider: string;
  versions: string;
  /** What the networks took, with all graphs open. */
  computing: number;
  /** What opening and preparing took on top in a fresh process. */
  opening: number;
}

/** What a run found out about providers, to be remembered. */
export interface ProviderFindings {
  refused: RefusedProvider[];
  /** Null where several providers shared the work. */
  measured: MeasuredProvider | null;
  /** Left out: memory was enough. */
  atOnce?: AtOnce | null;
}

export const NOTHING_KNOWN: ProviderKnowledge = { refused: [], measured: [] };
