// bin/run as a person starts it: what it says when it cannot, and what a next start finds. bin/test run builds and runs this.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PORT = 8640;
const WEB = `http://localhost:${PORT}`;
const LINK = `${WEB}/api/schools/99XX-00/link`;
const folder = mkdtempSync(join(tmpdir(), 'laslink-run-'));
const started = [];

after(() => {
  for (const product of started) {
    product.kill('SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Exit status 1 and one line, which says this; nothing else. */
function refuses(script, options, environment, said) {
  const { status, stdout, stderr } = spawnSync(script, options, {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.match(stderr, said);
  assert.deepEqual([status, stderr.trim().split('\n').length, stdout], [1, 1, '']);
}

/** A path with what the script needs to get so far, and what is given here: a script, or nothing. */
function pathWith(name, tools) {
  const path = join(folder, name);
  mkdirSync(path);
  for (const tool of ['bash', 'sed', 'dirname', 'realpath', 'find', 'cat', 'env']) {
    symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), join(path, tool));
  }
  for (const [tool, script] of Object.entries(tools)) {
    writeFileSync(join(path, tool), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, tool), 0o755);
  }
  return path;
}

test('one clear line and exit 1 when a tool is missing or too old', () => {
  // A copy of the scripts that looks for JDKs in places of this test only.
  cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
  const library = join(folder, 'bin', '.lib.sh');
  writeFileSync(library, readFileSync(library, 'utf8').replace('/usr/lib/jvm/*', `${folder}/jdk*`).replace('/Library/Java', `${folder}/none`));
  const run = join(folder, 'bin', 'run');
  const noJdk = { JAVA_HOME: '', HOME: folder };
  refuses(run, [], noJdk, /^laslink needs a JDK 25: set JAVA_HOME/);

  mkdirSync(join(folder, 'jdk-17', 'bin'), { recursive: true });
  writeFileSync(join(folder, 'jdk-17', 'release'), 'JAVA_VERSION="17.0.15"\n');
  writeFileSync(join(folder, 'jdk-17', 'bin', 'javac'), '#!/bin/sh\n', { mode: 0o755 });
  refuses(run, [], noJdk, /^laslink needs a JDK 25: set JAVA_HOME/);

  mkdirSync(join(folder, 'jdk-25', 'bin'), { recursive: true });
  writeFileSync(join(folder, 'jdk-25', 'release'), 'JAVA_VERSION="25.0.3"\n');
  writeFileSync(join(folder, 'jdk-25', 'bin', 'javac'), '#!/bin/sh\n', { mode: 0o755 });
  refuses(run, [], { ...noJdk, PATH: pathWith('no-maven', {}) }, /^laslink needs Maven 3\.8 or newer/);
  refuses(run, [], { ...noJdk, PATH: pathWith('no-node', { mvn: '' }) }, /^laslink needs Node 20 or newer with npm/);
  const oldNode = pathWith('old-node', { mvn: '', npm: '', node: 'echo v18.20.0' });
  refuses(run, [], { ...noJdk, PATH: oldNode }, /^laslink needs Node 20 or newer with npm/);
  const noNpm = pathWith('no-npm', { mvn: '', node: 'echo v20.19.0' });
  refuses(run, [], { ...noJdk, PATH: noNpm }, /^laslink needs npm, which comes with Node/);
});

test('a copy of a built tree builds its own classes, once', () => {
  const tools = pathWith('fake-tools', {
    mvn: 'for module in local/emulator operations; do echo "$PWD/$module" >$module/target/classpath; done',
    node: 'echo v22.0.0',
    npm: '',
    touch: `exec ${spawnSync('which', ['touch'], { encoding: 'utf8' }).stdout.trim()} "$@"`,
  });
  const jdk = join(folder, 'fake-jdk');
  mkdirSync(join(jdk, 'bin'), { recursive: true });
  writeFileSync(join(jdk, 'release'), 'JAVA_VERSION="25.0.3"\n');
  writeFileSync(join(jdk, 'bin', 'javac'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(jdk, 'bin', 'java'), '#!/bin/sh\necho "$*"\n', { mode: 0o755 });
  const one = join(folder, 'one');
  cpSync(join(ROOT, 'bin'), join(one, 'bin'), { recursive: true });
  for (const name of ['shared', 'functions', 'local/emulator/target', 'operations/target', 'web/dist']) {
    mkdirSync(join(one, name), { recursive: true });
  }
  for (const name of ['pom.xml', 'openapi.yaml', 'web/dist/.built']) {
    writeFileSync(join(one, name), '');
  }
  const two = join(folder, 'two');

  const classPath = (tree, script, ...options) =>
    spawnSync(join(tree, 'bin', script), options, {
      env: { ...process.env, PATH: tools, JAVA_HOME: jdk },
      encoding: 'utf8',
      timeout: 60_000,
    }).stdout.match(/-cp (\S+)/)?.[1];

  for (const [script, module, ...options] of [
    ['run', 'local/emulator'],
    ['uwlr', 'operations', 'read', 'answer.xml'],
  ]) {
    assert.ok(classPath(one, script, ...options).endsWith(`:${one}/${module}`));
    rmSync(two, { recursive: true, force: true });
    cpSync(one, two, { recursive: true, preserveTimestamps: true });
    assert.ok(classPath(two, script, ...options).endsWith(`:${two}/${module}`));

    writeFileSync(join(two, module, 'target', 'classpath'), 'kept');
    assert.ok(classPath(two, script, ...options).endsWith(':kept'));
  }
});

test('one clear line and exit 1 when it is asked for something it does not know', () => {
  const run = join(ROOT, 'bin', 'run');
  refuses(run, ['--prot', '8500'], {}, /^bin\/run does not know --prot/);
  refuses(run, ['--port', 'high'], {}, /^--port wants a number from 1024 to 65530\./);
  refuses(run, ['--data'], {}, /^--data wants a path\./);
  refuses(run, ['--port', String(PORT), '--las-types', join(folder, 'gone.json')], {}, /gone\.json/);
});

test('the next start finds the data again, in the folder and with the kinds of LAS it was given', async () => {
  const data = join(folder, 'data');
  const types = join(folder, 'las-types.json');
  const all = JSON.parse(readFileSync(join(ROOT, 'local', 'las-types.json'), 'utf8'));
  const [first] = all.lasTypes;
  writeFileSync(types, JSON.stringify({ ...all, lasTypes: [{ ...first, name: 'Een LAS van hier' }] }));

  const one = await start('--fresh', '--data', data, '--las-types', types);
  assert.deepEqual(await names(), ['Een LAS van hier']);
  const before = await ask('GET', LINK);
  assert.ok(before.externalNumbers.pupils > 0);
  await ask('POST', `${WEB}/api/schools/99XX-00/external-numbers/removal`, { mode: 'execute' });
  await local('idle');
  await ask('POST', LINK, {
    type: first.code,
    brin: '99XX',
    dependance: '00',
    schoolYear: (await ask('GET', `${WEB}/api/schools/99XX-00`)).currentSchoolYear,
    authorisationKey: 'demo-sleutel-99XX-00',
    schoolKey: '',
  });
  await local('idle');
  refuses(join(ROOT, 'bin', 'run'), ['--port', String(PORT), '--data', join(folder, 'other')], {}, new RegExp(`^Port ${PORT} is in use by another program\\.`));
  await stop(one);

  const two = await start('--data', data);
  assert.ok((await names()).length > 1);
  const link = await ask('GET', LINK);
  assert.deepEqual([link.state, link.externalNumbers.pupils], ['requested', 0]);
  const mails = await (await fetch(`${WEB}/_local/mails`)).json();
  assert.deepEqual(mails.map((mail) => mail.to.join()), ['klantenservice@laslink.example']);
  await stop(two);

  const three = await start('--fresh', '--data', data);
  const afresh = await ask('GET', LINK);
  assert.deepEqual([afresh.state, afresh.externalNumbers.pupils], ['none', before.externalNumbers.pupils]);
  assert.deepEqual(await (await fetch(`${WEB}/_local/mails`)).json(), []);
  await stop(three);
});

const names = async () => (await ask('GET', `${WEB}/api/las-types`)).items.map((type) => type.name);

async function start(...options) {
  const product = spawn(join(ROOT, 'bin', 'run'), ['--port', String(PORT), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(product);
  product.said = '';
  product.stdout.on('data', (text) => {
    product.said += text;
  });
  product.stderr.on('data', (text) => {
    product.said += text;
  });
  for (let i = 0; i < 480; i++) {
    assert.equal(product.exitCode, null, product.said);
    if (product.said.includes('Ctrl-C stops it.')) {
      assert.match(product.said, new RegExp(`Web +${WEB}/\n`));
      return product;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`bin/run did not start: ${product.said}`);
}

/** Ctrl-C. */
async function stop(product) {
  const ended = new Promise((resolve) => product.once('close', resolve));
  product.kill('SIGINT');
  await ended;
  assert.equal(product.said.trim().split('\n').at(-1), 'laslink is stopped.');
}

async function local(path) {
  const answer = await fetch(`${WEB}/_local/${path}`, { method: 'POST' });
  assert.equal(answer.status, 200);
}

async function ask(method, address, body) {
  const { token } = await (await fetch(`${WEB}/_local/info`)).json();
  const form = new URLSearchParams(token.form);
  const signedIn = await (await fetch(token.url, { method: 'POST', body: form })).json();
  const answer = await fetch(address, {
    method,
    headers: { Authorization: `Bearer ${signedIn.id_token}`, 'Content-Type': 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${dirname(address)}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
