import type { Sink } from '../../disk/write-file.ts';
import { createPacker, type Packer, packText } from '../../formats/packer.ts';
import type { TexturedMesh } from './textured-mesh.ts';

interface ObjFacts {
  comments: string[];
  material: string | null;
  /** An object of its own, behind the surface. */
  behind?: TexturedMesh | null;
}

/**
 * Writes a mesh as Wavefront OBJ text (Wavefront Advanced Visualizer, appendix B1) in its axes and unit, colours as sRGB in 0..1. Texture
 * coordinates start at the bottom left, so v is turned round. `material` is the file name of the MTL beside it. Throws `cancelled`,
 * `no-space`, `no-permission` or `internal` where the sink does.
 */
export async function writeObj(
  sink: Sink,
  mesh: TexturedMesh,
  { comments, material, behind = null }: ObjFacts,
  report?: (fraction: number) => void,
): Promise<void> {
  const packer = createPacker(sink);
  const head = [...comments.map((line) => `# ${line}`)];
  if (material) head.push(`mtllib ${material}`);
  await packText(packer, `${head.join('\n')}\no depthroom\n`);

  const all = behind ? [mesh, behind] : [mesh];
  const total = all.reduce((sum, { vertices, triangles }) => sum + vertices + triangles, 0);
  let done = 0;
  const count = (items: number) => {
    done += items;
    report?.(done / total);
  };
  await packMesh(packer, mesh, { first: 1, material: material && 'photo', count });
  if (behind) {
    await packText(packer, 'o behind\n');
    await packMesh(packer, behind, { first: 1 + mesh.vertices, material: material && 'behind', count });
  }
  await packer.finish();
}

/** Vertices and faces of a mesh whose first vertex has that number. */
async function packMesh(
  packer: Packer,
  mesh: TexturedMesh,
  { first, material, count }: { first: number; material: string | null; count: (items: number) => void },
): Promise<void> {
  for (const { count: vertices, positions, normals, uvs, colours } of mesh.vertexBlocks()) {
    let text = '';
    for (let k = 0; k < vertices; k++) {
      text += `v ${number(positions[3 * k])} ${number(positions[3 * k + 1])} ${number(positions[3 * k + 2])}`;
      if (colours) {
        for (let c = 0; c < 3; c++) text += ` ${(colours[3 * k + c] / 255).toFixed(4)}`;
      }
      text += '\n';
      if (uvs) text += `vt ${uvs[2 * k].toFixed(7)} ${(1 - uvs[2 * k + 1]).toFixed(7)}\n`;
      if (normals) {
        text += `vn ${normals[3 * k].toFixed(4)} ${normals[3 * k + 1].toFixed(4)} ${normals[3 * k + 2].toFixed(4)}\n`;
      }
    }
    await packText(packer, text);
    count(vertices);
  }
  await packText(packer, material ? `usemtl ${material}\ns 1\n` : 's 1\n');
  const corner = cornerWords(mesh, first);
  for (const corners of mesh.triangleBlocks()) {
    let text = '';
    for (let k = 0; k < corners.length; k += 3) {
      text += `f ${corner(corners[k])} ${corner(corners[k + 1])} ${corner(corners[k + 2])}\n`;
    }
    await packText(packer, text);
    count(corners.length / 3);
  }
}

/** The materials (MTL, Wavefront Advanced Visualizer): pictures, lit by themselves (illumination model 0 is plain colour). */
export function materialText(texture: string, behind: string | null = null): string {
  const text = (name: string, picture: string) =>
    `newmtl ${name}\nKa 1 1 1\nKd 1 1 1\nKs 0 0 0\nillum 0\nmap_Kd ${picture}\n`;
  return text('photo', texture) + (behind === null ? '' : text('behind', behind));
}

/** How a face names a vertex, by the number of the mesh's first. */
function cornerWords({ has }: TexturedMesh, first: number): (vertex: number) => string {
  if (has.uvs && has.normals) return (vertex) => `${vertex + first}/${vertex + first}/${vertex + first}`;
  if (has.uvs) return (vertex) => `${vertex + first}/${vertex + first}`;
  if (has.normals) return (vertex) => `${vertex + first}//${vertex + first}`;
  return (vertex) => String(vertex + first);
}

/** As short as gives the float back to 1e-7 of it. */
function number(value: number): string {
  return String(Number(value.toPrecision(8)));
}
