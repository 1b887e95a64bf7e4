// What the memory tells of itself in numbers, over the wire.
import { insightsMethod, insightsParams, type WireInsights } from '../../protocol/insights.ts';
import type { Engine } from '../engine.ts';
import type { Insights } from '../model/insight.ts';
import { type MemoryMethod, on } from './memory-method.ts';

const dayMs = 86_400_000;

export function listInsightMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(insightsMethod, insightsParams, async ({ folder, days, subjects }) =>
      fromInsights(await engine.insights(folder, days, subjects)),
    ),
  ];
}

function fromInsights({ forgettings, answers, calibration, fading }: Insights): WireInsights {
  return {
    forgettings: forgettings.map((forgetting) => ({ ...forgetting })),
    answers: answers.map(({ day, ...tally }) => ({ dayMs: day * dayMs, ...tally })),
    calibration: calibration.map(({ claimed, judged, right }) => ({ claimed, judged, right })),
    fading: fading.map(({ points, ...memory }) => ({ ...memory, points: points.map((point) => ({ ...point })) })),
  };
}
