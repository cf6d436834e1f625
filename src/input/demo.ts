// The demo's files: templates/demo, with the dates told as days from today.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { addDays } from '../domain/time.ts';

export interface DemoStep {
  /** Key of the words that introduce what follows; a step has either words or a command. */
  readonly words?: string;
  /** "oms … | oms …" */
  readonly command?: string;
}

export interface DemoFile {
  readonly name: string;
  readonly text: string;
}

/** The export files of the demo, `{today-3}` replaced by that date. */
export function demoFiles(root: string, today: string): DemoFile[] {
  const folder = path.join(root, 'templates/demo');
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return names.sort().map((name) => ({ name, text: dated(readFileSync(path.join(folder, name), 'utf8'), today) }));
}

function dated(text: string, today: string): string {
  return text.replace(/\{today-(\d+)\}/g, (_, days: string) => addDays(today, -Number(days)));
}

/** The day, line by line: "# key" introduces, anything else is a command. */
export function demoSteps(root: string): DemoStep[] {
  const lines = readFileSync(path.join(root, 'templates/demo/day.txt'), 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => (line.startsWith('# ') ? { words: line.slice(2).trim() } : { command: line }));
}
