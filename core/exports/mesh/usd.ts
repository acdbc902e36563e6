import type { Pinhole } from '../../../contract/maths/pinhole.ts';
import type { TexturedMesh, VertexBlock } from './textured-mesh.ts';

/** What stands in a scene beside its mesh. */
export interface UsdFacts {
  title: string;
  /** Name of the picture beside the scene. */
  texture: string;
  /** The photo's camera, at the origin, in pixels of the photo. */
  camera: { width: number; height: number; intrinsics: Pinhole };
  /** What lies behind the surface, with the name of its picture. */
  behind?: { mesh: TexturedMesh; texture: string } | null;
  /** How far in front of the camera a plane with the photo fills its view, in metres; left out: none. */
  imagePlane?: number;
}

/**
 * A mesh (metres, y up) as the text form of USD (OpenUSD, UsdGeomMesh and UsdPreviewSurface), in pieces. Texture coordinates start at the
 * bottom left. The photo is emissive: there is no standard unlit surface. The camera that took it stands beside the mesh.
 */
export function* usdText(
  mesh: TexturedMesh,
  { title, texture, camera, behind, imagePlane }: UsdFacts,
): Iterable<string> {
  yield `#usda 1.0
(
    customLayerData = {
        string source = ${JSON.stringify(title)}
    }
    defaultPrim = "Root"
    metersPerUnit = 1
    upAxis = "Y"
)

def Xform "Root"
{
`;
  yield* meshText('Surface', 'Photo', mesh);
  if (behind) yield* meshText('Behind', 'BehindPhoto', behind.mesh);
  yield `
${cameraText(camera, imagePlane === undefined ? '' : imagePlaneText(camera, imagePlane))}
${materialText('Photo', texture)}${behind ? `\n${materialText('BehindPhoto', behind.texture)}` : ''}}
`;
}

/** A mesh as a prim of that name, in pieces, up to its end. */
function* meshText(name: string, material: string, mesh: TexturedMesh): Iterable<string> {
  const { minimum, maximum } = mesh.bounds();
  yield `    def Mesh "${name}" (
        prepend apiSchemas = ["MaterialBindingAPI"]
    )
    {
        uniform bool doubleSided = 1
        uniform token subdivisionScheme = "none"
        float3[] extent = [(${minimum.map(word).join(', ')}), (${maximum.map(word).join(', ')})]
        rel material:binding = </Root/${material}>
`;
  yield* arrayText(
    'point3f[] points',
    mesh,
    ({ positions }, k) =>
      `(${word(positions[3 * k])}, ${word(positions[3 * k + 1])}, ${word(positions[3 * k + 2])})`,
  );
  if (mesh.has.normals) {
    yield* arrayText(
      'normal3f[] normals',
      mesh,
      ({ normals }, k) => `(${[0, 1, 2].map((c) => (normals?.[3 * k + c] ?? 0).toFixed(4)).join(', ')})`,
      'interpolation = "vertex"',
    );
  }
  yield* arrayText(
    'texCoord2f[] primvars:st',
    mesh,
    ({ uvs }, k) => `(${(uvs?.[2 * k] ?? 0).toFixed(7)}, ${(1 - (uvs?.[2 * k + 1] ?? 0)).toFixed(7)})`,
    'interpolation = "vertex"',
  );
  yield '        int[] faceVertexIndices = [';
  let isFirst = true;
  for (const block of mesh.triangleBlocks()) {
    yield (isFirst ? '' : ', ') + block.join(', ');
    isFirst = false;
  }
  yield ']\n        int[] faceVertexCounts = [';
  for (let done = 0; done < mesh.triangles; done += 10_000) {
    yield (done > 0 ? ', ' : '') +
      Array(Math.min(10_000, mesh.triangles - done))
        .fill(3)
        .join(', ');
  }
  yield ']\n    }\n';
}

/** A surface that shows a picture as it is. */
function materialText(name: string, texture: string): string {
  return `    def Material "${name}"
    {
        token outputs:surface.connect = </Root/${name}/Surface.outputs:surface>

        def Shader "Surface"
        {
            uniform token info:id = "UsdPreviewSurface"
            color3f inputs:diffuseColor = (0, 0, 0)
            color3f inputs:emissiveColor.connect = </Root/${name}/Texture.outputs:rgb>
            float inputs:roughness = 1
            token outputs:surface
        }

        def Shader "Texture"
        {
            uniform token info:id = "UsdUVTexture"
            asset inputs:file = @${texture}@
            token inputs:sourceColorSpace = "sRGB"
            token inputs:wrapS = "clamp"
            token inputs:wrapT = "clamp"
            float2 inputs:st.connect = </Root/${name}/Coordinates.outputs:result>
            float3 outputs:rgb
        }

        def Shader "Coordinates"
        {
            uniform token info:id = "UsdPrimvarReader_float2"
            string inputs:varname = "st"
            float2 outputs:result
        }
    }
`;
}

/** Lengths of a camera are tenths of the scene's unit (UsdGeomCamera): 36 millimetres of film are 0.36 of them where that is a metre. */
const FILM_WIDTH = 0.36;

/** The camera looks along -z, with y up. A principal point beside the middle moves the film. */
function cameraText(
  { width, height, intrinsics: { fx, fy, cx, cy } }: UsdFacts['camera'],
  children: string,
): string {
  const perPixel = FILM_WIDTH / width;
  const perRow = (perPixel * fx) / fy;
  return `    def Camera "Camera"
    {
        float2 clippingRange = (0.01, 10000)
        float focalLength = ${word(fx * perPixel)}
        float horizontalAperture = ${word(FILM_WIDTH)}
        float verticalAperture = ${word(height * perRow)}
        float horizontalApertureOffset = ${word((width / 2 - cx) * perPixel)}
        float verticalApertureOffset = ${word((cy - height / 2) * perRow)}
        token projection = "perspective"
${children}    }
`;
}

/** The photo's frame at a distance from the camera, whose child it is: hidden or moved by itself, and where the camera goes it goes. */
function imagePlaneText(
  { width, height, intrinsics: { fx, fy, cx, cy } }: UsdFacts['camera'],
  distance: number,
): string {
  const [left, right] = [0, width].map((x) => word(((x - cx) / fx) * distance));
  const [top, bottom] = [0, height].map((y) => word(((cy - y) / fy) * distance));
  const z = word(-distance);
  return `
        def Mesh "ImagePlane" (
            prepend apiSchemas = ["MaterialBindingAPI"]
        )
        {
            uniform bool doubleSided = 1
            uniform token subdivisionScheme = "none"
            float3[] extent = [(${left}, ${bottom}, ${z}), (${right}, ${top}, ${z})]
            rel material:binding = </Root/Photo>
            point3f[] points = [(${left}, ${bottom}, ${z}), (${right}, ${bottom}, ${z}), (${right}, ${top}, ${z}), (${left}, ${top}, ${z})]
            texCoord2f[] primvars:st = [(0, 0), (1, 0), (1, 1), (0, 1)] (
                interpolation = "vertex"
            )
            int[] faceVertexIndices = [0, 1, 2, 3]
            int[] faceVertexCounts = [4]
        }
`;
}

function* arrayText(
  name: string,
  mesh: TexturedMesh,
  itemText: (block: VertexBlock, k: number) => string,
  metadata = '',
): Iterable<string> {
  yield `        ${name} = [`;
  let isFirst = true;
  for (const block of mesh.vertexBlocks()) {
    let text = '';
    for (let k = 0; k < block.count; k++) {
      text += isFirst ? itemText(block, k) : `, ${itemText(block, k)}`;
      isFirst = false;
    }
    yield text;
  }
  yield metadata ? `] (\n            ${metadata}\n        )\n` : ']\n';
}

function word(value: number): string {
  return String(Number(value.toPrecision(8)));
}
