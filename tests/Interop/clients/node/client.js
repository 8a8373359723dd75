// Calls the gateway with npm's soap, which reads the contract at run time.
import { readFileSync } from 'node:fs';
import soap from 'soap';

function* calls(file) {
  const contracts = {};
  let call;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const part = line.split('\t');
    if (part[0] === 'contract') contracts[part[1]] = part[3];
    else if (part[0] === 'call')
      call = { id: part[1], wsdl: contracts[part[2]], version: part[3], login: part[5], password: part[6], donnees: {} };
    else if (part[0] === 'set') put(call.donnees, part[1], part[2]);
    else if (part[0] === 'nil') put(call.donnees, part[1], null);
    else if (part[0] === 'end') yield call;
  }
}

function put(donnees, path, value) {
  const steps = path.split(/[.[\]]+/).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  let place = donnees;
  steps.forEach((step, i) => {
    if (i === steps.length - 1) place[step] = value;
    else place = place[step] ??= typeof steps[i + 1] === 'number' ? [] : {};
  });
}

async function send(call) {
  const client = await soap.createClientAsync(call.wsdl);
  client.setSecurity(new soap.BasicAuthSecurity(call.login, call.password));
  await client[`mettreajourDonneesOpi_v${call.version}Async`]({ _donneesOpi: call.donnees });
}

function report(call, error) {
  const type = error.constructor.name;
  const status = error.response?.status ?? error.status;
  const fault = error.root?.Envelope?.Body?.Fault;
  const detail = fault?.detail?.fault;
  if (detail)
    result(call, 'fault', type, fault.faultstring, [detail.type, detail.domaine, detail.nature, detail.element].join('.'), detail.lastErrorMsg);
  else if (status === 401) result(call, 'refused', type, status);
  else result(call, 'error', type, error.message);
}

function result(call, ...words) {
  console.log(['result', call.id, ...words.map((word) => String(word).replace(/[\r\n]+/g, ' '))].join('\t'));
}

for (const call of calls(process.argv[2])) {
  try {
    await send(call);
    result(call, 'ok');
  } catch (error) {
    report(call, error);
  }
}
