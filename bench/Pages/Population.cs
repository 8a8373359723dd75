using System.Globalization;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Pages;

/// <summary>An établissement of the measure, and whose files are its own.</summary>
/// <param name="Premier">The first file number; the others follow.</param>
internal sealed record Etab(string Code, string Uai, string Sis, int Candidats, int Premier, IReadOnlyList<int> Formations);

/// <summary>A hundred établissements of uneven size: the first has a tenth of all candidates, and the systems are mixed.</summary>
internal static class Population
{
    public const int Session = 2026;
    private const int Etablissements = 100;
    private const string Cles = "ABCDEFGHJKLMNPRSTUVWXYZ";

    public static IReadOnlyList<Etab> De(int candidats)
    {
        var largest = candidats / 10;
        var weights = Enumerable.Range(1, Etablissements - 1).Select(rang => Math.Pow(rang, -0.7)).ToList();
        var (etabs, first) = (new List<Etab>(), 100_000);
        for (var rang = 0; rang < Etablissements; rang++)
        {
            var size = rang == 0 ? largest : Math.Max(20, (int)((candidats - largest) * weights[rang - 1] / weights.Sum()));
            etabs.Add(new($"etab-{rang:00}", Uai(730_000 + rang), Sis(rang), size, first,
                [.. Enumerable.Range(10_000 + (rang * 100), Math.Clamp(size / 150, 4, 80))]));
            first += size;
        }

        return etabs;
    }

    /// <summary>The document of <c>gateway config import</c>.</summary>
    /// <param name="folder">Where Scolarix's files would lie.</param>
    public static string Configuration(IReadOnlyList<Etab> etabs, string folder) => new JsonObject
    {
        ["campagnes"] = new JsonArray(new JsonObject
        {
            ["session"] = Session, ["debutAdmission"] = "2026-06-02", ["publicationResultatsBac"] = "2026-07-07",
            ["resultatsRattrapage"] = "2026-07-10", ["rentree"] = "2026-09-01", ["fin"] = "2026-10-31",
        }),
        ["etablissements"] = new JsonArray([.. etabs.Select(etab => Document(etab, folder))]),
    }.ToJsonString();

    // Nothing leaves and nothing is asked for during the measure: the connectors were never tested.
    private static JsonObject Document(Etab etab, string folder)
    {
        var document = new JsonObject
        {
            ["code"] = etab.Code, ["libelle"] = $"Université {etab.Code}", ["uais"] = new JsonArray(etab.Uai), ["sis"] = etab.Sis,
            ["parcoursup"] = new JsonObject { ["url"] = "http://127.0.0.1:9/", ["login"] = "psup", ["motDePasse"] = "secret" },
            ["formations"] = new JsonArray([.. etab.Formations.Select(code => Formation(etab.Sis, code))]),
        };
        if (etab.Sis == "Apogee")
        {
            document["sourceOpi"] = "ApiRest";
            document["apogee"] = new JsonObject { ["url"] = "http://127.0.0.1:9/services/OpiMetier" };
        }
        else if (etab.Sis == "Scolarix")
        {
            document["scolarix"] = new JsonObject { ["dossier"] = Directory.CreateDirectory(Path.Combine(folder, etab.Code)).FullName };
        }

        return document;
    }

    private static JsonObject Formation(string sis, int code)
    {
        var formation = new JsonObject
        {
            ["codeFormationPsup"] = code, ["libelle"] = $"Licence - Formation {code}", ["codeSise"] = "2500001",
        };
        if (sis == "Apogee")
            formation["oui"] = new JsonObject { ["codCge"] = "DRT", ["codEtp"] = $"L{code}", ["codVrsVet"] = 101, ["codDemDos"] = "C" };
        else if (sis == "Fregata")
            formation["fregata"] = new JsonObject
            {
                ["mef"] = "32721401421", ["libelleMef"] = "1BTSA PA", ["regime"] = "DemiPensionnaire", ["regimeInternat"] = "Interne",
            };
        return formation;
    }

    private static string Sis(int rang) => (rang % 20) switch { 1 or 4 or 9 or 13 or 17 => "Fregata", 2 or 7 or 15 => "Scolarix", _ => "Apogee" };

    // The letter that makes its number right.
    private static string Uai(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:0000000}{Cles[number % Cles.Length]}");
}
