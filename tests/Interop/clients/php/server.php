<?php
// PHP's SoapServer at /services/<contract>, behind «php -S»; ../README.md says what it does.
declare(strict_types=1);

final class OpiMetier
{
    public function __construct(private readonly string $folder)
    {
    }

    public function __call(string $operation, array $arguments): array
    {
        $values = [];
        self::values($arguments[0]->_donneesOpi, '', $values);
        $lines = array_map(fn (string $path, string $value): string => "$path\t$value\n", array_keys($values), $values);
        file_put_contents("$this->folder/{$values['individu.codOpiIntEpo']}.tsv", $lines);
        switch ($values['voeux.item[0].codEtp']) {
            case 'PANNE':
                throw new RuntimeException($this->answer('PANNE')[1]);
            case 'FAUTE':
                [, $type, $domaine, $nature, $element, $lastErrorMsg] = $this->answer('FAUTE');
                $detail = compact('domaine', 'element', 'nature', 'type', 'lastErrorMsg') + ['messages' => null];
                throw new SoapFault('Server', "$type.$domaine.$nature.$element", null, $detail, 'WebBaseException');
            default:
                return [];
        }
    }

    private static function values(mixed $value, string $path, array &$values): void
    {
        if (is_scalar($value)) {
            $values[$path] = (string) $value;
            return;
        }
        foreach ((array) $value as $key => $child) {
            self::values($child, is_int($key) ? "{$path}[$key]" : ($path === '' ? $key : "$path.$key"), $values);
        }
    }

    private function answer(string $end): array
    {
        foreach (file("$this->folder/answers.tsv", FILE_IGNORE_NEW_LINES) as $line) {
            if (str_starts_with($line, "$end\t")) {
                return explode("\t", $line);
            }
        }
        throw new LogicException("answers.tsv says nothing of $end");
    }
}

$contract = basename($_SERVER['REQUEST_URI']);
$server = new SoapServer(getenv('CONTRACTS') . "/$contract.wsdl",
    ['features' => SOAP_SINGLE_ELEMENT_ARRAYS, 'cache_wsdl' => WSDL_CACHE_NONE]);
$server->setObject(new OpiMetier(getenv('FOLDER')));
try {
    $server->handle();
} catch (Throwable $e) {
    // SoapServer makes faults of SoapFault only.
    $server->fault('Server', $e->getMessage());
}
