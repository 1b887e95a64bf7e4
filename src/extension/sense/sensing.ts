// Composes the sensors that the settings allow. Disposing it stops all sensing at once; what was not reported by then
// is dropped.
import * as vscode from 'vscode';
import type { WireObservation } from '../../protocol/observe.ts';
import type { Settings } from '../settings.ts';
import { createCommandFilter } from './command-filter.ts';
import { senseCommands } from './command-sensor.ts';
import type { CostMeter } from './cost-meter.ts';
import { type FileErrors, senseDiagnostics } from './diagnostic-sensor.ts';
import { createDocumentFilter } from './document-filter.ts';
import { senseDwell } from './dwell-sensor.ts';
import { senseEdits } from './edit-sensor.ts';
import { senseExceptions } from './exception-sensor.ts';
import { senseGit } from './git-sensor.ts';
import { nameResolution } from './hunk-naming.ts';
import { senseNotebooks } from './notebook-sensor.ts';
import type { Report } from './observation-draft.ts';
import { followOpenDocuments, textOf } from './open-documents.ts';
import { senseOpens } from './open-sensor.ts';
import { createReportOrder } from './report-order.ts';
import { senseSaves } from './save-sensor.ts';
import { createSymbolNamer } from './symbol-namer.ts';
import { senseTasks } from './task-sensor.ts';
import { followTerminals } from './terminal-runs.ts';
import { senseTestReports } from './test-report-sensor.ts';

export interface Sensing extends vscode.Disposable {
  /** Reports what waits for a pause in the typing. */
  flush(): Promise<void>;
}

export function startSensing(parts: {
  readonly settings: Settings;
  readonly report: Report;
  readonly cost: CostMeter;
  readonly onStanding: (file: FileErrors) => void;
  /** Commits may have been made in the folder, given by its absolute path. */
  readonly onHistoryMoved: (folder: string) => void;
  /** Tells of what went wrong without harm. */
  readonly warn: (problem: string) => void;
}): Sensing {
  const { sensors, excludeGlobs } = parts.settings;
  const order = createReportOrder(parts.report);
  const { report } = order;
  const namer = createSymbolNamer(parts.warn);
  const filter = createDocumentFilter(excludeGlobs);
  const documents = followOpenDocuments(filter, parts.cost);
  const edits = senseEdits(documents, namer, sensors.edits ? order.reportLater : () => {});
  const textAt = (path: string) => {
    const open = [...documents.all()].find((each) => each.path === path);
    return open === undefined ? undefined : textOf(open);
  };
  const running: vscode.Disposable[] = [namer, documents, edits];
  if (sensors.opens) running.push(senseOpens(documents, report));
  if (sensors.dwell) running.push(senseDwell(documents, report));
  if (sensors.saves) running.push(senseSaves(documents, report, edits.flush));
  if (sensors.diagnostics) {
    const diagnostics = senseDiagnostics(documents, edits, (whole) => {
      const observation = sensors.edits ? whole : withoutEdits(whole);
      const named = nameResolution(observation, textAt, namer);
      if (named === undefined) report(observation);
      else order.reportLater(named);
    });
    diagnostics.onStanding(parts.onStanding);
    running.push(diagnostics);
  }
  if (sensors.exceptions) running.push(senseExceptions(filter, report));
  if (sensors.notebooks) running.push(senseNotebooks(filter, report));
  if (sensors.testReports) {
    running.push(
      senseTestReports(filter, (observation) => {
        edits.flush(); // What was edited before a run is known before it.
        report(observation);
      }),
    );
  }
  if (sensors.git) running.push(senseGit(report, parts.onHistoryMoved));
  running.push(
    ...senseTerminals(parts.settings, (observation) => {
      edits.flush(); // What was edited before a command is known before it.
      report(observation);
    }),
  );
  const flush = () => {
    edits.flush();
    return order.settled();
  };
  return { flush, dispose: () => vscode.Disposable.from(...running.reverse()).dispose() };
}

/** How an error went away is known from edits; where those are not to be told, only that it did. */
function withoutEdits(observation: WireObservation): WireObservation {
  if (observation.kind !== 'diagnostic' || observation.data.change !== 'resolved') return observation;
  return { ...observation, data: { ...observation.data, hunks: [] } };
}

/** Commands and tasks share one look at the terminals. */
function senseTerminals({ sensors, excludeGlobs }: Settings, report: Report): vscode.Disposable[] {
  if (!sensors.commands && !sensors.tasks) return [];
  const terminals = followTerminals();
  const filter = createCommandFilter(excludeGlobs);
  return [
    terminals,
    ...(sensors.commands ? [senseCommands(terminals, filter, report)] : []),
    ...(sensors.tasks ? [senseTasks(terminals, filter, report)] : []),
  ];
}
