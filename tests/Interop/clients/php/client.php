<?php
// Calls the gateway with PHP's SoapClient, which reads the contract at run time.
declare(strict_types=1);

$contracts = [];
$call = null;
foreach (file($argv[1], FILE_IGNORE_NEW_LINES) as $line) {
    $part = explode("\t", $line);
    switch ($part[0]) {
        case 'contract':
            $contracts[$part[1]] = $part[3];
            break;
        case 'call':
            $call = ['id' => $part[1], 'wsdl' => $contracts[$part[2]], 'version' => $part[3],
                'login' => $part[5], 'password' => $part[6], 'donnees' => []];
            break;
        case 'set':
            put($call['donnees'], $part[1], $part[2]);
            break;
        case 'nil':
            put($call['donnees'], $part[1], null);
            break;
        case 'end':
            send($call);
            break;
    }
}

function put(array &$donnees, string $path, ?string $value): void
{
    $place = &$donnees;
    foreach (preg_split('/[.\[\]]+/', $path, -1, PREG_SPLIT_NO_EMPTY) as $step) {
        $place = &$place[$step];
    }
    $place = $value;
}

function send(array $call): void
{
    $client = new SoapClient($call['wsdl'], ['login' => $call['login'],
        'password' => $call['password'], 'cache_wsdl' => WSDL_CACHE_NONE, 'keep_alive' => false, 'trace' => true]);
    try {
        $client->__soapCall('mettreajourDonneesOpi_v' . $call['version'], [['_donneesOpi' => $call['donnees']]]);
        result($call, 'ok');
    } catch (SoapFault $fault) {
        $detail = $fault->detail->fault ?? null;
        preg_match('~^HTTP/\S+ (\d+)~', (string) $client->__getLastResponseHeaders(), $status);
        if ($detail !== null) {
            $code = implode('.', [$detail->type, $detail->domaine, $detail->nature, $detail->element]);
            result($call, 'fault', 'SoapFault', $fault->faultstring, $code, $detail->lastErrorMsg);
        } elseif ($fault->faultcode === 'HTTP') {
            result($call, 'refused', 'SoapFault HTTP', $status[1] ?? '');
        } else {
            result($call, 'error', 'SoapFault', $fault->getMessage());
        }
    }
}

function result(array $call, string ...$words): void
{
    echo "result\t", $call['id'], "\t", preg_replace('/[\r\n]+/', ' ', implode("\t", $words)), "\n";
}
