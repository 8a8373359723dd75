using System.Globalization;
using System.Text.Json;

namespace Parcoursup.Gateway.NuitCatalogue;

/// <summary>A feed and rules as they are in use: most formations are excluded by something, some match several rules.</summary>
internal static class Feed
{
    private const int Diplomes = 20;
    private static readonly string[] Niveaux = ["3 (CAP...)", "4 (BAC...)", "5 (BTS, DEUST...)", "6 (Licence, BUT...)", "7 (Master, titre ingénieur...)"];

    private static readonly string[] Statuts =
    [
        "à publier", "à publier (soumis à validation Recteur)", "à publier (vérifier accès direct postbac)",
        "à publier (sous condition habilitation)", "non publiable en l'état",
    ];

    public static async Task WriteAsync(string path, int count)
    {
        var random = new Random(1);
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync(
            "cle_ministere_educatif;published;catalogue_published;niveau;diplome;intitule_long;libelle_court;niveau_formation_diplome;cfd;"
            + "cfd_outdated;cfd_date_fermeture;CI_inscrit_rncp;rncp_code;rncp_details;bcn_mefs_10;duree;annee;num_academie;date_debut;uai_formation");
        for (var i = 0; i < count; i++)
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $$"""
                {{i:000000}}P01{{i * 7919L % 1000000000:000000000}}|{{i}};{{Say(random, 95)}};{{Say(random, 90)}};{{Of(Niveaux, random)}};DIPLOME {{random.Next(Diplomes)}};INTITULE DE LA FORMATION {{i % 500}};LIBELLE {{i % 500}};3{{i % 9}};{{i % 3000:00000000}};{{Say(random, 7)}};{{(i % 3 == 0 ? "" : "2028-08-31T22:00:00.000Z")}};{{(i % 2 == 0 ? "1 - Non" : "3 - Inscrit de droit")}};RNCP{{i % 900}};"{""active_inactive"":""ACTIVE"",""rncp_outdated"":false,""date_fin_validite_enregistrement"":""2027-08-31T22:00:00.000Z"",""nsf_code"":""{{300 + (i % 40)}}""}";"[{""mef10"":""{{i % 4000:0000000000}}""}]";2;{{(random.Next(100) < 80 ? 1 : 2)}};{{1 + random.Next(24)}};"[""2026-09-01T22:00:00.000Z"",""2025-09-01T22:00:00.000Z""]";{{i % 9999999:0000000}}A
                """));
    }

    public static string Rules(int count)
    {
        var random = new Random(2);
        return JsonSerializer.Serialize(Enumerable.Range(0, count).Select(i => new
        {
            id = $"r{i}", niveau = Of(Niveaux, random), diplome = $"DIPLOME {random.Next(Diplomes)}", condition_integration = "peut intégrer",
            statut = Of(Statuts, random),
            regle_complementaire = new
            {
                combinateur = "OU",
                criteres = new[]
                {
                    new { champ = "intitule_long", operateur = "contient", valeur = $"FORMATION {i % 10}" },
                    new { champ = "cfd", operateur = "regexp", valeur = "^0+[1-5]" },
                },
            },
        }));
    }

    private static string Say(Random random, int percent) => random.Next(100) < percent ? "true" : "false";

    private static string Of(string[] words, Random random) => words[random.Next(words.Length)];
}
