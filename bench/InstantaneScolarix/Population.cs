using System.Data.Common;
using System.Globalization;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Nomenclatures;

namespace Parcoursup.Gateway.InstantaneScolarix;

/// <summary>A row of <c>scolarix_population</c> as the evaluation of a candidate leaves it.</summary>
internal readonly record struct Place(int Code, string Presence, string Raison, byte[]? Ligne, byte[]? Empreinte);

/// <summary>Candidates as they are in a campaign: nine of ten in the file, with lines rendered by the adapter.</summary>
internal static class Population
{
    public const string Etablissement = "mesure";
    public const int Session = 2026;
    public const double SharePresent = 0.9;
    private const int Absent = 10;

    public static IEnumerable<Place> Of(int count)
    {
        using var renderer = new LigneScolarixRenderer(new DispositionScolarix(), new TablesNomenclature(new Dictionary<string, IReadOnlyDictionary<string, string>>()));
        for (var code = 1; code <= count; code++)
        {
            if (code % Absent == 0)
            {
                yield return new(code, "Absente", "NonBachelier", null, null);
                continue;
            }

            var line = renderer.Render(Candidat(code));
            yield return new(code, "Presente", "BacObtenu", line.Octets, line.Empreinte);
        }
    }

    /// <summary>One in two hundred leaves, one in two hundred enters; others in each round.</summary>
    public static async Task ChangeAsync(DbConnection connection, int round)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 600;
        command.CommandText =
            $"""
            UPDATE scolarix_population SET presence = 'Absente', raison = 'Desiste', ligne = NULL, empreinte = NULL WHERE code_candidat % 200 = {round};
            UPDATE scolarix_population SET presence = 'Presente', raison = 'BacObtenu',
                ligne = (SELECT ligne FROM scolarix_population WHERE code_candidat = 199), empreinte = (SELECT empreinte FROM scolarix_population WHERE code_candidat = 199)
            WHERE code_candidat % 200 = {10 * round};
            """;
        await command.ExecuteNonQueryAsync();
    }

    private static Candidat Candidat(int code) => new()
    {
        Session = Session, CodeCandidat = code, Ine = string.Create(CultureInfo.InvariantCulture, $"{code:D9}AB"), Sexe = code % 2 == 0 ? "F" : "M",
        Nom = "Lefèvre-Dubois", Prenom = "Maëlys", Prenom2 = "Anne", DateNaissance = new DateOnly(2008, 1 + (code % 12), 1 + (code % 28)),
        LibelleCommuneNaissance = "Chambéry", DepartementNaissance = "073", CodePaysNaissance = "99100", CodePaysNationalite = "99100",
        Adresse = new Adresse { Ligne1 = string.Create(CultureInfo.InvariantCulture, $"{code % 300} rue de l'Église"), Ligne2 = "Bâtiment B", CodePostal = "73000", LibelleCommune = "Chambéry", CodePays = "FR" },
        TelMobile = "0601020304", Mail = string.Create(CultureInfo.InvariantCulture, $"prenom.nom{code}@example.org"), CodeEtablissementSco = "0730016W",
        Bac = new InscriptionBac { Annee = 2026, Mois = 6, Serie = "G", Mention = "AB" },
    };
}
