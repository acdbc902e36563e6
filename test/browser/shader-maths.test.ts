import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DepthKind } from '../../contract/depth-map.ts';
import { SIDE } from '../../contract/geometry/connected.ts';
import { cutSides } from '../../contract/geometry/cut-sides.ts';
import { depthInMetres, type MetricScale } from '../../contract/maths/depth-in-metres.ts';
import { CUT_SIDE_GLSL, KIND_NUMBERS, MAPPING_GLSL, METRIC_DEPTH_GLSL } from '../../contract/maths/glsl.ts';
import { type Mapping, mapped, mappingUniform } from '../../contract/maths/mapping.ts';
import { openPage } from './chromium.ts';
import { browserOfFile } from './open-app.ts';

const browser = browserOfFile();

/** Values of all sizes and both signs, the ends of what is stored, and what is no value. */
const VALUES = Float32Array.of(
  ...[0, 1e-6, 1e-3, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3.7, 10, 79.9, 1000, 65504, 1e20],
  ...[-1e-6, -0.25, -1, -10, Number.NaN],
);

const MAPPINGS: Mapping[] = [
  [1, 0],
  [0.5, 0.1],
  [-2, 3],
  [0, 0.25],
  [40, -0.02],
].flatMap(([scale, shift]) =>
  [false, true].flatMap((isInputInverted) =>
    [false, true].map((isOutputInverted) => ({ isInputInverted, scale, shift, isOutputInverted })),
  ),
);

const SCALES: MetricScale[] = [
  { kind: 'metric' },
  ...(['affine-depth', 'affine-disparity'] as const).flatMap((kind) =>
    [
      [0, 1, 1, 10],
      [-0.25, 3.7, 0.2, 1000],
      // A flat map lies in one plane.
      [2, 2, 1, 4],
    ].map(([minimum, maximum, nearInMetres, farInMetres]) => ({
      kind,
      minimum,
      maximum,
      nearInMetres,
      farInMetres,
    })),
  ),
];

test('the shader maps values as the comparison does', async () => {
  const { page } = await openPage(browser());
  for (const mapping of MAPPINGS) {
    const [x, y, z, w] = mappingUniform(mapping);
    const shown = await drawn(
      page,
      MAPPING_GLSL,
      `mapped(value, vec4(${[x, y, z, w].map(literal).join(', ')}))`,
    );
    const expected = Array.from(VALUES, (value) => mapped(value, mapping));
    for (const [i, value] of VALUES.entries())
      expectAlike(shown[i], expected[i], `${value} by ${JSON.stringify(mapping)}`);
  }
});

test('the shader makes metres as the exports do', async () => {
  const { page } = await openPage(browser());
  for (const scale of SCALES) {
    const { minimum, maximum, nearInMetres, farInMetres } = {
      ...{ minimum: 0, maximum: 1, nearInMetres: 1, farInMetres: 10 },
      ...scale,
    };
    const kind: DepthKind = scale.kind;
    const planes = [minimum, maximum, nearInMetres, farInMetres].map(literal);
    const call = `metresOf(value, ${KIND_NUMBERS[kind]}, vec2(${planes[0]}, ${planes[1]}), vec2(${planes[2]}, ${planes[3]}))`;
    const shown = await drawn(page, MAPPING_GLSL + METRIC_DEPTH_GLSL, call);
    for (const [i, value] of VALUES.entries()) {
      const metres = depthInMetres(value, scale);
      // -1 stands for what is no depth.
      expectAlike(shown[i], Number.isNaN(metres) ? -1 : metres, `${value} by ${JSON.stringify(scale)}`);
    }
  }
});

test('the shader cuts where the exports do', async () => {
  const { page } = await openPage(browser());
  const depths = [0.9, 1, 1.02, 1.08, 1.16, 1.3, 2, 5];
  const cut = 0.05;
  // Focal lengths so long that steepness has no say: the threshold is the edge cut.
  const focal = { fx: 1e-9, fy: 1e-9 };
  const rule = { edgeCut: cut, edgeAngle: 8 };
  for (const before of [...depths, Number.NaN, null])
    for (const after of [...depths, Number.NaN, null]) {
      const call = (depth: number | null) =>
        depth === null ? 'BEYOND' : Number.isNaN(depth) ? '-1.0' : literal(depth);
      // The values of the test are the first pixel of the side, the second is behind it.
      const shown = await drawn(
        page,
        MAPPING_GLSL + METRIC_DEPTH_GLSL + CUT_SIDE_GLSL,
        `isMissing(value) || value <= 0.0 ? 0.0 : isCutSide(${call(before)}, value, 1.2, ${call(after)}, ${literal(cut)}) ? 1.0 : 0.0`,
      );
      for (const [i, value] of VALUES.entries()) {
        const line = [
          ...(before === null ? [] : [before, 1, 1]),
          value,
          1.2,
          ...(after === null ? [] : [1, 1, after]),
        ];
        const at = before === null ? 0 : 3;
        const { sides } = cutSides(Float32Array.from(line), { width: line.length, height: 1 }, focal, rule);
        const expected = value > 0 && sides[at] === SIDE.right ? 1 : 0;
        expect(shown[i], `${before} ${value} 1.2 ${after}`).toBe(expected);
      }
    }
});

function literal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Equal to within the precision of a float32 that goes through two divisions. */
function expectAlike(received: number, expected: number, message: string): void {
  if (Number.isNaN(expected)) {
    expect(received, message).toBeNaN();
    return;
  }
  const tolerance = 4e-6 * Math.max(Math.abs(expected), 1e-6);
  expect(
    Math.abs(received - Math.fround(expected)),
    `${message}: ${received}, not ${expected}`,
  ).toBeLessThanOrEqual(tolerance);
}

/** Draws an expression of `value` for each of VALUES into a float target, and reads it back. */
async function drawn(page: Page, functions: string, expression: string): Promise<number[]> {
  const fragment = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D plane;
out vec4 colour;
${functions}
void main() {
  float value = texelFetch(plane, ivec2(gl_FragCoord.xy), 0).r;
  colour = vec4(${expression});
}`;
  const answer = await page.evaluate(drawInPage, { fragment, values: [...VALUES].map(String) });
  return answer.map(Number);
}

/** Runs in the page; numbers travel as text, since JSON has no NaN. */
function drawInPage({ fragment, values }: { fragment: string; values: string[] }): string[] {
  const { document } = globalThis as unknown as { document: { createElement(name: 'canvas'): Canvas } };
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl.getExtension('EXT_color_buffer_float')) throw new Error('no float targets here');
  const program = gl.createProgram();
  const vertex = `#version 300 es
void main() { gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0); }`;
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's, not React's.
  gl.useProgram(program);
  const textureOf = (format: number, layout: number, data: Float32Array | null) => {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, format, values.length, 1, 0, layout, gl.FLOAT, data);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return texture;
  };
  const target = textureOf(gl.RGBA32F, gl.RGBA, null);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, target, 0);
  textureOf(gl.R32F, gl.RED, Float32Array.from(values, Number));
  gl.viewport(0, 0, values.length, 1);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const pixels = new Float32Array(4 * values.length);
  gl.readPixels(0, 0, values.length, 1, gl.RGBA, gl.FLOAT, pixels);
  if (gl.getError() !== gl.NO_ERROR) throw new Error('WebGL says that something is wrong');
  return values.map((_, i) => String(pixels[4 * i]));
}

/** As much of a canvas as is used here: these tests are compiled without the DOM. */
interface Canvas {
  getContext(name: 'webgl2'): Context;
}
type Numbers =
  | 'VERTEX_SHADER'
  | 'FRAGMENT_SHADER'
  | 'COMPILE_STATUS'
  | 'TEXTURE_2D'
  | 'TEXTURE_MIN_FILTER'
  | 'TEXTURE_MAG_FILTER'
  | 'NEAREST'
  | 'FLOAT'
  | 'RGBA32F'
  | 'RGBA'
  | 'R32F'
  | 'RED'
  | 'FRAMEBUFFER'
  | 'COLOR_ATTACHMENT0'
  | 'TRIANGLES'
  | 'NO_ERROR';
type Makers = 'getExtension' | 'createProgram' | 'createShader' | 'createTexture' | 'createFramebuffer';
type Calls =
  | 'shaderSource'
  | 'compileShader'
  | 'attachShader'
  | 'linkProgram'
  | 'useProgram'
  | 'bindTexture'
  | 'texImage2D'
  | 'texParameteri'
  | 'bindFramebuffer'
  | 'framebufferTexture2D'
  | 'viewport'
  | 'drawArrays'
  | 'readPixels';
type Context = Readonly<Record<Numbers, number>> &
  Record<Makers, (...given: (number | string)[]) => object> &
  Record<Calls, (...given: unknown[]) => void> & {
    getShaderParameter(shader: object, name: number): boolean;
    getShaderInfoLog(shader: object): string;
    getError(): number;
  };
