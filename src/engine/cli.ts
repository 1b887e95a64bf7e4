#!/usr/bin/env node
// The program `second-nature`: a command line for people and scripts, and with `mcp` a bridge for agents. It holds no
// memory itself; it asks the engine, which it starts where none runs.
import { runCommandLine } from './serve/command-line.ts';
import { findInstallation } from './serve/installation.ts';

async function main(): Promise<void> {
  process.exitCode = await runCommandLine(process.argv.slice(2), findInstallation(process.argv[1]!));
}

void main();
