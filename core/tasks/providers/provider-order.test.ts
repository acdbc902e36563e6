import { describe, expect, test } from 'vitest';
import type { MeasuredProvider } from '../../worker/provider-knowledge.ts';
import { orderProviders, type Situation } from './provider-order.ts';

const LARGE = 950e6;
const SMALL = 4e6;

function took(provider: string, computing: number, opening = 500): MeasuredProvider {
  return { provider, versions: 'same', computing, opening };
}

function order(given: Partial<Situation>): string[] {
  const situation = { present: ['cpu'], parameters: LARGE, measured: [], openOn: null, ...given };
  return orderProviders(situation).map(({ provider }) => provider);
}

describe('while nothing was measured', () => {
  test('a large network goes to the first device of cuda, dml, coreml and webgpu, the CPU comes last', () => {
    expect(order({ present: ['cpu', 'webgpu', 'cuda'] })).toEqual(['cuda', 'webgpu', 'cpu']);
    expect(order({ present: ['cpu', 'webgpu', 'dml'] })).toEqual(['dml', 'webgpu', 'cpu']);
    expect(order({ present: ['webgpu', 'coreml', 'cpu'] })).toEqual(['coreml', 'webgpu', 'cpu']);
    expect(order({ present: ['cpu', 'webgpu'] })).toEqual(['webgpu', 'cpu']);
    expect(order({ present: ['cpu'] })).toEqual(['cpu']);
  });

  test('a small one stays on the CPU, also where only another device was measured', () => {
    expect(order({ present: ['cpu', 'webgpu'], parameters: SMALL })).toEqual(['cpu', 'webgpu']);
    const measured = [took('cuda', 10)];
    expect(order({ present: ['cpu', 'cuda'], parameters: SMALL, measured })[0]).toBe('cpu');
  });

  test('what nobody preferred is not taken', () => {
    expect(order({ present: ['cpu', 'tensorrt'] })).toEqual(['cpu']);
  });
});

describe('measured', () => {
  test('the one that is faster for the person comes first', () => {
    const present = ['cpu', 'webgpu'];
    expect(order({ present, measured: [took('webgpu', 9_000), took('cpu', 3_000)] })[0]).toBe('cpu');
    expect(order({ present, measured: [took('webgpu', 1_000), took('cpu', 3_000)] })[0]).toBe('webgpu');
  });

  test('opening counts where the graphs are not open', () => {
    const measured = [took('webgpu', 500, 4_000), took('cpu', 2_000, 300)];
    expect(order({ present: ['cpu', 'webgpu'], measured })[0]).toBe('cpu');
    expect(order({ present: ['cpu', 'webgpu'], measured, openOn: 'webgpu' })[0]).toBe('webgpu');
  });

  test('a large network that only the CPU has done goes to a device', () => {
    expect(order({ present: ['cpu', 'cuda'], measured: [took('cpu', 60_000)] })[0]).toBe('cuda');
  });

  test('a small network with large work is tried elsewhere once', () => {
    const present = ['cpu', 'webgpu'];
    const slow = [took('cpu', 20_000)];
    expect(order({ present, parameters: SMALL, measured: slow })[0]).toBe('webgpu');
    expect(order({ present, parameters: SMALL, measured: [...slow, took('webgpu', 30_000)] })[0]).toBe('cpu');
    expect(order({ present, parameters: SMALL, measured: [took('cpu', 900)] })[0]).toBe('cpu');
  });

  test('one that is gone is not chosen', () => {
    expect(order({ present: ['cpu', 'webgpu'], measured: [took('cuda', 10), took('cpu', 900)] })[0]).toBe(
      'webgpu',
    );
  });

  test('says why', () => {
    const situation = { present: ['cpu', 'webgpu'], parameters: LARGE, openOn: null };
    const measured = [took('webgpu', 1_000), took('cpu', 30_000)];
    expect(orderProviders({ ...situation, measured })[0].why).toBe(
      'Such work takes about 1.5 s with it, and 31 s with "cpu".',
    );
  });
});
