using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Parcoursup.Gateway.Simulators.Fichiers;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>What an import took in.</summary>
public sealed record BilanImport(int Opi, int Lignes);

/// <summary>
/// Reads a lot of flat files as a job of Apogée would, and strictly: manifest, hashes, counts, encoding, columns, and
/// each wish in exactly one file. Nothing is applied before everything was read.
/// </summary>
internal static class LotImport
{
    private static readonly string[] RequiredColumns =
        ["codOpiIntEpo", "libNomPatIndOpi", "libPr1IndOpi", "dateNaiIndOpi", "codCge", "codEtp", "codVrsVet", "numCls", "codDecVeu"];

    public static IReadOnlyList<OpiMessage> Read(byte[] manifeste, Func<string, byte[]> fichier, out int lignes)
    {
        using var json = JsonDocument.Parse(manifeste);
        var root = json.RootElement;
        var separator = root.GetProperty("separateur").GetString()![0];
        var encoding = Encoding.GetEncoding(CodePage(root.GetProperty("encodage").GetString()!), EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback);
        var files = root.GetProperty("fichiers").EnumerateArray().ToDictionary(f => f.GetProperty("nature").GetString()!);
        if (!files.Keys.Order(StringComparer.Ordinal).SequenceEqual(["Defavorable", "Habituel"]))
            throw new ImportRefuse("Le manifeste ne nomme pas les deux fichiers");

        var opi = new Dictionary<string, XElement>(StringComparer.Ordinal);
        lignes = 0;
        foreach (var (nature, file) in files)
        {
            var lines = ReadFile(file, fichier(file.GetProperty("nom").GetString()!), encoding, separator);
            lignes += lines.Count;
            foreach (var line in lines) Add(opi, line, unfavourable: nature == "Defavorable");
        }

        return [.. opi.Values.Select(donnees => new OpiMessage("", 10, donnees))];
    }

    private static int CodePage(string name) => name switch
    {
        "UTF-8" => 65001,
        "ISO-8859-15" => Latin9(),
        _ => throw new ImportRefuse($"Encodage inconnu : {name}"),
    };

    private static int Latin9()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return 28605;
    }

    private static List<Dictionary<string, string>> ReadFile(JsonElement file, byte[] bytes, Encoding encoding, char separator)
    {
        var name = file.GetProperty("nom").GetString();
        if (bytes.Length != file.GetProperty("octets").GetInt64()
            || Convert.ToHexStringLower(SHA256.HashData(bytes)) != file.GetProperty("sha256").GetString())
            throw new ImportRefuse($"{name} n'est pas le fichier dont parle le manifeste");
        var records = DelimitedRecords.Parse(encoding.GetString(bytes), separator);
        var header = records.Count > 0 ? records[0] : throw new ImportRefuse($"{name} n'a pas d'en-tête");
        if (RequiredColumns.Except(header).FirstOrDefault() is { } missing) throw new ImportRefuse($"{name} : la colonne {missing} manque");
        if (header.FirstOrDefault(h => LotColumns.PathOf(h) is null) is { } unknown)
            throw new ImportRefuse($"{name} : colonne inconnue {unknown}");
        if (header.Distinct(StringComparer.Ordinal).Count() != header.Length)
            throw new ImportRefuse($"{name} : une colonne figure deux fois");

        var lines = new List<Dictionary<string, string>>();
        foreach (var record in records.Skip(1))
        {
            if (record.Length != header.Length)
                throw new ImportRefuse($"{name} : ligne de {record.Length} valeurs pour {header.Length} colonnes");
            lines.Add(header.Zip(record).Where(p => p.Second.Length > 0).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
        }

        if (lines.Count != file.GetProperty("lignes").GetInt32() || lines.Select(l => l["codOpiIntEpo"]).Distinct()
            .Count() != file.GetProperty("opi").GetInt32())
            throw new ImportRefuse($"{name} : le manifeste annonce un autre nombre de lignes ou d'OPI");
        return lines;
    }

    private static void Add(Dictionary<string, XElement> opi, Dictionary<string, string> line, bool unfavourable)
    {
        var number = line["codOpiIntEpo"];
        var decision = line.GetValueOrDefault("codDecVeu");
        if (unfavourable != (decision == "D"))
            throw new ImportRefuse($"OPI {number} : une décision {decision} est dans le mauvais fichier");
        if (!opi.TryGetValue(number, out var donnees)) opi[number] = donnees = new XElement("_donneesOpi", new XElement("voeux"));

        var item = new XElement("item");
        foreach (var (header, value) in line)
        {
            var path = LotColumns.PathOf(header)!;
            Put(path[0] == "voeu" ? item : donnees, path[0] == "voeu" ? path[1..] : path, value, number);
        }

        donnees.Element("voeux")!.Add(item);
    }

    // Several lines of one OPI must say the same of the person.
    private static void Put(XElement parent, string[] path, string value, string number)
    {
        foreach (var name in path[..^1])
        {
            if (parent.Element(name) is null) parent.Add(new XElement(name));
            parent = parent.Element(name)!;
        }

        if (parent.Element(path[^1]) is { } former && former.Value != value)
            throw new ImportRefuse($"OPI {number} : deux valeurs de {path[^1]}");
        if (parent.Element(path[^1]) is null) parent.Add(new XElement(path[^1], value));
    }
}
