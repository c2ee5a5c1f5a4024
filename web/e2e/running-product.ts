import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('../../bin/run', import.meta.url));
const START_SECONDS = 120;

/** The whole product in a process of its own, with new data. What it prints is in `test-results/products`. */
export class RunningProduct {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly data: string,
    private readonly log: string,
  ) {}

  static async start(name: string, port: number): Promise<RunningProduct> {
    const url = `http://localhost:${port}`;
    if (await isUp(url)) {
      throw new Error(`another laslink runs on port ${port}: stop it first`);
    }
    const data = mkdtempSync(join(tmpdir(), 'laslink-browser-'));
    mkdirSync('test-results/products', { recursive: true });
    const log = `test-results/products/${name}.log`;
    const output = openSync(log, 'w');
    const child = spawn(RUN, ['--fresh', '--port', String(port), '--data', data], {
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const product = new RunningProduct(url, child, data, log);
    for (let second = 0; second < START_SECONDS; second += 0.25) {
      if (await isUp(url)) {
        return product;
      }
      if (child.exitCode !== null) {
        break;
      }
      await sleep(250);
    }
    child.kill();
    throw new Error(`the product did not start:\n${product.lastLines()}`);
  }

  /** Stops it as Ctrl-C does, and fails when it did not stop cleanly. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill();
      await ended;
    }
    rmSync(this.data, { recursive: true, force: true });
    if (!this.lastLines().endsWith('laslink is stopped.')) {
      throw new Error(`the product did not stop cleanly:\n${this.lastLines()}`);
    }
  }

  private lastLines(): string {
    return readFileSync(this.log, 'utf8').trim().split('\n').slice(-20).join('\n');
  }
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_local/health`)).ok;
  } catch {
    return false;
  }
}
