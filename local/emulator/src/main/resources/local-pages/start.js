// The local page: run the night, move the clock, and invent a test sitting for a group.
const byId = (id) => document.getElementById(id);

function say(id, text, failed) {
  const state = byId(id);
  state.textContent = text;
  state.className = failed ? 'stop' : text ? 'go' : '';
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(content.message ?? `antwoord ${answer.status}`);
  }
  return content;
}

byId('night').addEventListener('click', async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  say('night-state', '');
  byId('night-state').textContent = 'De nacht draait…';
  try {
    const report = await post('/_local/night');
    const mails = report.mails === 1 ? '1 mail' : `${report.mails} mails`;
    say('night-state', `De nacht is klaar, na ${report.seconds.toLocaleString('nl')} s. ${mails} verstuurd.`);
  } catch (problem) {
    say('night-state', `De nacht is niet klaar: ${problem.message}.`, true);
  }
  button.disabled = false;
});

let date = '';

function showClock(clock) {
  date = clock.date;
  byId('clock-now').textContent = new Date(clock.now).toLocaleString('nl', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Amsterdam' });
  byId('clock-date').min = date;
  byId('clock').hidden = false;
}

async function move(to) {
  say('clock-state', '');
  byId('clock-state').textContent = 'De klok gaat vooruit…';
  try {
    const clock = await post('/_local/clock', to);
    showClock(clock);
    say('clock-state', clock.ran.length > 0 ? `Verzet. Gedraaid: ${clock.ran.join(', ')}.` : 'Verzet.');
  } catch (problem) {
    say('clock-state', `De klok is niet verzet: ${problem.message}.`, true);
  }
}

/** The first 1 August after this date. */
function nextAugust(today) {
  const year = Number(today.slice(0, 4));
  return `${today < `${year}-08-01` ? year : year + 1}-08-01`;
}

byId('clock-day').addEventListener('click', () => move({ days: 1 }));
byId('clock-august').addEventListener('click', () => move({ to: nextAugust(date) }));
byId('clock-move').addEventListener('submit', (event) => {
  event.preventDefault();
  move({ to: byId('clock-date').value });
});

let schools = [];

function showGroups() {
  const school = schools.find((s) => s.school === byId('school').value);
  byId('group').replaceChildren(
    ...(school?.groups ?? []).map((g) => new Option(`${g.name} (${g.pupils} actieve leerlingen)`, g.id)),
  );
}

async function showSchools() {
  const answer = await fetch('/_local/schools');
  schools = await answer.json();
  const chosen = byId('school').value;
  byId('school').replaceChildren(...schools.map((s) => new Option(`${s.name} (${s.school})`, s.school)));
  if (chosen) {
    byId('school').value = chosen;
  }
  showGroups();
}

byId('school').addEventListener('change', showGroups);
byId('sitting').addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = event.currentTarget.querySelector('button');
  button.disabled = true;
  say('sitting-state', '');
  byId('sitting-state').textContent = 'De toets wordt afgenomen…';
  try {
    const sitting = await post('/_local/sittings', { school: byId('school').value, group: byId('group').value });
    say('sitting-state', `${sitting.pupils} leerlingen van ${sitting.group} maakten ${sitting.test}.`);
  } catch (problem) {
    say('sitting-state', `De toets is niet afgenomen: ${problem.message}.`, true);
  }
  button.disabled = false;
});

showSchools().catch((problem) => say('sitting-state', `De groepen zijn er niet: ${problem.message}.`, true));
fetch('/_local/clock')
  .then((answer) => (answer.ok ? answer.json().then(showClock) : undefined))
  .catch((problem) => say('night-state', `De datum is er niet: ${problem.message}.`, true));
