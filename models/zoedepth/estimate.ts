import type { PackOf } from '../../contract/pack.ts';
import type { Estimate, Question, Tools } from '../pipeline/pipeline.ts';
import type { Size } from '../pipeline/resize.ts';
import { networkInput, networkSizeOf, paddingOf, rulesOf } from './input.ts';
import { type Domain, type Head, route, runFlipped, runHead, runRouted } from './network.ts';

/**
 * ZoeDepth (Bhat et al., arXiv 2302.12288): planar metres from a network with metric bins, at its own height x width. Flip averaging and
 * reflected borders as in the authors' `infer` (zoedepth/models/depth_model.py); `keepAspect` off is their "eval" mode. Throws `bad-pack`
 * or `provider-failed` where a graph cannot be opened, does not fit or fails, `bad-result` where it answers with NaN or infinity.
 */
export async function estimateZoeDepth(question: Question<'zoedepth'>, tools: Tools): Promise<Estimate> {
  const { photo, pack, options } = question;

  // 1. Reflect the borders, bring the photo to the network's size, normalise.
  tools.report('prepare', 0);
  const rules = rulesOf(pack);
  const padding = (options.pad ?? pack.input.pad) ? paddingOf(photo, rules.padFactor) : { x: 0, y: 0 };
  const padded = { width: photo.width + 2 * padding.x, height: photo.height + 2 * padding.y };
  const size = networkSizeOf(padded, rules, keepsAspect(question, tools));
  const planes = networkInput(photo, padding, size, rules);

  // 2. Choose the head: packs for both domains have a router that looks at the same input.
  // 3. Metres, averaged with the mirrored photo's (test-time augmentation of the reference).
  let values = await metresOf(question, planes, size, tools);

  // 4. A pack that computes in a wrong range says so: metric bins are linear in their range.
  const { rescaleRange } = pack;
  if (rescaleRange) {
    const near = pack.depth.min;
    const factor = (rescaleRange.to - near) / (rescaleRange.from - near);
    values = values.map((metres) => (metres - near) * factor + near);
  }

  // 5. The map covers the photo with its reflected borders: bicubic to that size, then cut to the photo.
  return {
    depth: { kind: 'metric', ...size, values },
    placement: {
      window: { left: -padding.x, top: -padding.y, ...padded },
      method: 'bicubic',
      space: 'linear',
    },
  };
}

/** A graph of one fixed size cannot keep the proportions of photos. */
function keepsAspect({ pack, options }: Question<'zoedepth'>, tools: Tools): boolean {
  const keep = options.keepAspect ?? pack.input.keepAspect ?? pack.input.resize?.keepAspectRatio ?? true;
  if (keep && pack.input.fixed) {
    tools.note(
      'This pack has one fixed size, so the proportions of the photo were not kept at the input of the network.',
    );
    return false;
  }
  return keep;
}

async function metresOf(
  { pack, options }: Question<'zoedepth'>,
  planes: Float32Array,
  size: Size,
  tools: Tools,
): Promise<Float32Array> {
  const { flip } = options;
  const averaged = async (head: Head, first: Float32Array) => {
    if (!flip) return first;
    tools.report('network', 0.55);
    return runFlipped(head, planes, size, first);
  };
  if ('routed' in pack.graphs) {
    tools.report('network', 0.1);
    const graph = await tools.graph('routed');
    const { depth, likelier } = await runRouted(graph, planes, size, options.domain);
    const domain = options.domain === 'auto' ? noted(likelier, tools) : options.domain;
    // The mirrored photo is of the same domain, whatever the router would say of it.
    const values = await averaged(
      async (given) => (await runRouted(graph, given, size, domain)).depth,
      depth,
    );
    await tools.release('routed');
    return values;
  }
  const key = await headOf(pack.graphs, options.domain, planes, size, tools);
  tools.report('network', 0.1);
  const graph = await tools.graph(key);
  const head: Head = (given) => runHead(graph, given, size);
  const values = await averaged(head, await head(planes));
  await tools.release(key);
  return values;
}

async function headOf(
  graphs: PackOf<'zoedepth'>['graphs'],
  asked: Domain | 'auto',
  planes: Float32Array,
  size: Size,
  tools: Tools,
): Promise<'model' | Domain> {
  if ('model' in graphs) {
    if (asked !== 'auto') tools.note(`This pack has one head only, so "${asked}" was left out.`);
    return 'model';
  }
  if (asked !== 'auto') return asked;
  tools.report('route', 0.05);
  const domain = await route(await tools.graph('router'), planes, size);
  await tools.release('router');
  return noted(domain, tools);
}

function noted(domain: Domain, tools: Tools): Domain {
  tools.note(`The pack took this photo for an ${domain} one; the option "domain" decides otherwise.`);
  return domain;
}
