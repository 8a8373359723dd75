using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>All lines as a file, page by page: never the whole in memory.</summary>
internal static class DiffusionCsv
{
    private const int Page = 1000;

    private static readonly CsvConfiguration Forme = new(CultureInfo.InvariantCulture) { Delimiter = ";", NewLine = "\r\n" };

    // The name of the column, and where its value stands in what the matching stored.
    private static readonly (string Nom, string? Partie, string Champ)[] Colonnes =
    [
        ("CODEFORMATIONACCUEIL", null, "CODEFORMATIONACCUEIL"), ("CODEFORMATIONINSCRIPTION", null, "CODEFORMATIONINSCRIPTION"),
        ("type", null, "type"), ("filiere", null, "filiere"), ("scope", null, "scope"),
        .. DeLaPartie("insertion", "", "couverture", "raison", "code", "uai", "uai_type", "methode", "anciennete", "appariement",
            "millesime", "date_donnee", "derniere_connue", "nb_annee_term", "taux_en_emploi_6_mois", "taux_en_formation",
            "taux_autres_6_mois"),
        .. DeLaPartie("remuneration", "remuneration_", "couverture", "code", "millesime", "date_donnee", "derniere_connue"),
        .. DeLaPartie("remuneration", "", "salaire_12_mois_q1", "salaire_12_mois_q2", "salaire_12_mois_q3"),
    ];

    public static async Task WriteAsync(Stream stream, DiffusionBook book, long execution, CancellationToken ct)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Forme, leaveOpen: true);
        foreach (var (nom, _, _) in Colonnes) csv.WriteField(nom);
        await csv.NextRecordAsync();
        string? apres = null;
        while (await book.PageAsync(execution, new(apres, null, null, Page), ct) is { Count: > 0 } page)
        {
            foreach (var ligne in page)
            {
                using var json = JsonDocument.Parse(ligne.Contenu);
                foreach (var (_, partie, champ) in Colonnes) csv.WriteField(Valeur(json.RootElement, partie, champ));
                await csv.NextRecordAsync();
            }

            apres = page[^1].Cle;
            await csv.FlushAsync();
        }
    }

    private static IEnumerable<(string, string?, string)> DeLaPartie(string partie, string prefixe, params string[] champs) =>
        champs.Select(champ => (prefixe + champ, (string?)partie, champ));

    private static string? Valeur(JsonElement json, string? partie, string champ)
    {
        if (partie is not null && !json.TryGetProperty(partie, out json)) return null;
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(champ, out var valeur)) return null;
        return valeur.ValueKind switch
        {
            JsonValueKind.String => valeur.GetString(),
            JsonValueKind.True => "oui",
            JsonValueKind.False => "non",
            JsonValueKind.Number => valeur.GetRawText(),
            _ => null,
        };
    }
}
