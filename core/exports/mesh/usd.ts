import type { TexturedMesh, VertexBlock } from './textured-mesh.ts';

/**
 * A mesh (metres, y up) as the text form of USD (OpenUSD, UsdGeomMesh and UsdPreviewSurface), in pieces. Texture coordinates start at the
 * bottom left. The photo is emissive: there is no standard unlit surface.
 */
export function* usdText(mesh: TexturedMesh, title: string, texture: string): Iterable<string> {
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
    def Mesh "Surface" (
        prepend apiSchemas = ["MaterialBindingAPI"]
    )
    {
        uniform bool doubleSided = 1
        uniform token subdivisionScheme = "none"
        rel material:binding = </Root/Photo>
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
  yield `]
    }

    def Material "Photo"
    {
        token outputs:surface.connect = </Root/Photo/Surface.outputs:surface>

        def Shader "Surface"
        {
            uniform token info:id = "UsdPreviewSurface"
            color3f inputs:diffuseColor = (0, 0, 0)
            color3f inputs:emissiveColor.connect = </Root/Photo/Texture.outputs:rgb>
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
            float2 inputs:st.connect = </Root/Photo/Coordinates.outputs:result>
            float3 outputs:rgb
        }

        def Shader "Coordinates"
        {
            uniform token info:id = "UsdPrimvarReader_float2"
            string inputs:varname = "st"
            float2 outputs:result
        }
    }
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
