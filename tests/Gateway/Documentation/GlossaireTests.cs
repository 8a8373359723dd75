using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>Whoever is new to the trade finds its words in the glossary, in French too, and with a class that there is.</summary>
public sealed partial class GlossaireTests
{
    // What any administrator of a system knows.
    private static readonly string[] Technical =
        ["API", "BOM", "CAS", "CSV", "DNS", "HTML", "HTTP", "ISO", "JAX", "JSON", "PDF", "PEM", "PHP", "PKCE", "README", "REST", "SOAP", "TCP", "TLS", "URL", "UTF", "WSDL", "XML"];

    private static readonly string[] Trade =
    [
        "académie", "Affelnet", "apprenant", "appariement", "campagne", "candidat de test", "centre de gestion", "clôture", "code SISE", "connecteur",
        "cursus aménagé", "désistement", "différé", "dossier", "eCandidat", "exploitant", "façade", "flux retour", "garde", "IaPrimo", "Idéo", "import", "importation",
        "instantané", "instructeur", "interface synchrone", "laissez-passer", "livraison", "lot", "mandataire inverse", "millésime", "numéro de dossier",
        "oui si", "poussée", "rattrapage", "récupération", "régime", "relais", "remontée", "réserve", "site de gestion", "table de travail", "tâche", "traitement", "voie",
    ];

    private static readonly string Guides = string.Join('\n', Directory.EnumerateFiles(Depot.PathOf("docs/guide"), "*.md").Select(File.ReadAllText));

    private static readonly IReadOnlyList<string[]> Entries =
    [
        .. File.ReadLines(Depot.PathOf("docs/glossaire.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| word |", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    private static readonly HashSet<string> Words = [.. Entries.SelectMany(e => Part().Split(e[0]).Select(w => w.Trim())).Concat(Entries.Select(e => e[0])), .. InParentheses()];

    [Fact]
    public void Every_entry_says_in_French_and_in_English_what_it_means() =>
        Assert.All(Entries, e => Assert.True(e.Length == 5 && e[1].Length > 0 && e[2].Length > 0, e[0]));

    [Fact]
    public void Every_abbreviation_of_the_guides_has_its_entry()
    {
        var known = Words.SelectMany(entry => entry.Split(' ')).Concat(Technical).ToHashSet(StringComparer.Ordinal);
        var unknown = Abbreviation().Matches(Code().Replace(Guides, "")).Select(m => m.Value).Distinct().Except(known).ToList();
        Assert.True(unknown.Count == 0, string.Join(", ", unknown));
    }

    [Fact]
    public void Every_word_of_the_trade_in_the_guides_has_its_entry() => Assert.All(Trade, word =>
    {
        Assert.Contains(word, Words);
        Assert.Contains(word, Guides, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public void The_class_to_open_first_is_there()
    {
        var code = string.Join('\n', Directory.EnumerateFiles(Depot.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).SelectMany(File.ReadLines).Where(line => Declaration().IsMatch(line)));

        Assert.All(Entries.SelectMany(e => Name().Matches(e[4]).Select(m => m.Groups["name"].Value)), name =>
            Assert.Matches($@"\b(class|record|struct|interface|enum) {name}\b", code));
    }

    private static IEnumerable<string> InParentheses() => Entries.Select(e => Inside().Match(e[0])).Where(m => m.Success).Select(m => m.Groups["word"].Value);

    [GeneratedRegex(@"\(|\)|, ")]
    private static partial Regex Part();

    [GeneratedRegex(@"\((?<word>[^)]+)\)")]
    private static partial Regex Inside();

    [GeneratedRegex(@"\b[A-ZÉ][A-Z]{2,}\b")]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"(?s)```.*?```|`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) ")]
    private static partial Regex Declaration();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+)`")]
    private static partial Regex Name();
}
