import type { Sink } from '../../disk/write-file.ts';
import { createPacker, packText } from '../../formats/packer.ts';
import type { TexturedMesh } from './textured-mesh.ts';

/**
 * Writes a mesh as Wavefront OBJ text (Wavefront Advanced Visualizer, appendix B1) in its axes and unit, colours as sRGB in 0..1. Texture
 * coordinates start at the bottom left, so v is turned round. `material` is the file name of the MTL beside it. Throws `cancelled`,
 * `no-space`, `no-permission` or `internal` where the sink does.
 */
export async function writeObj(
  sink: Sink,
  mesh: TexturedMesh,
  { comments, material }: { comments: string[]; material: string | null },
  report?: (fraction: number) => void,
): Promise<void> {
  const packer = createPacker(sink);
  const head = [...comments.map((line) => `# ${line}`)];
  if (material) head.push(`mtllib ${material}`);
  await packText(packer, `${head.join('\n')}\no depthroom\n`);

  const total = mesh.vertices + mesh.triangles;
  let done = 0;
  for (const { count, positions, normals, uvs, colours } of mesh.vertexBlocks()) {
    let text = '';
    for (let k = 0; k < count; k++) {
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
    done += count;
    report?.(done / total);
  }
  await packText(packer, material ? 'usemtl photo\ns 1\n' : 's 1\n');
  const corner = cornerWords(mesh);
  for (const corners of mesh.triangleBlocks()) {
    let text = '';
    for (let k = 0; k < corners.length; k += 3) {
      text += `f ${corner(corners[k])} ${corner(corners[k + 1])} ${corner(corners[k + 2])}\n`;
    }
    await packText(packer, text);
    done += corners.length / 3;
    report?.(done / total);
  }
  await packer.finish();
}

/** The material (MTL, Wavefront Advanced Visualizer): the photo, lit by itself (illumination model 0 is plain colour). */
export function materialText(texture: string): string {
  return `newmtl photo\nKa 1 1 1\nKd 1 1 1\nKs 0 0 0\nillum 0\nmap_Kd ${texture}\n`;
}

/** How a face names a vertex; numbers start at 1. */
function cornerWords({ has }: TexturedMesh): (vertex: number) => string {
  if (has.uvs && has.normals) return (vertex) => `${vertex + 1}/${vertex + 1}/${vertex + 1}`;
  if (has.uvs) return (vertex) => `${vertex + 1}/${vertex + 1}`;
  if (has.normals) return (vertex) => `${vertex + 1}//${vertex + 1}`;
  return (vertex) => String(vertex + 1);
}

/** As short as gives the float back to 1e-7 of it. */
function number(value: number): string {
  return String(Number(value.toPrecision(8)));
}
