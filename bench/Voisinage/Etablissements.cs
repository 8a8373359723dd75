using System.Text.Json.Nodes;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.Voisinage;

/// <summary>The two who share the gateway. Both may do all that an établissement may.</summary>
internal static class Etablissements
{
    public const string VictimeUai = "0730013T";
    public const string HostileUai = "0381912X";
    public const string ScolarixUai = "0690001B";
    public const string Password = "mot-de-passe-de-mesure";

    public static (string Name, string Value)[] Settings(string? postgres) =>
    [
        ("Horloge__Simulable", "true"), ("Horloge__Depart", "2026-07-10T09:00:00+02:00"),
        .. postgres is null ? Array.Empty<(string, string)>() :
        [
            ("Stockage__Type", "PostgreSql"), ("Stockage__Connexion", postgres), ("Securite__CleMaitresse", Convert.ToBase64String(new byte[32])),
        ],
    ];

    public static string Document(string apogee) =>
        $$"""
        {"campagnes":[{"session":2026,"debutAdmission":"2026-06-02","publicationResultatsBac":"2026-07-07","resultatsRattrapage":"2026-07-10","rentree":"2026-09-01","fin":"2026-10-31"}],
         "etablissements":[{{Apogee("victime", VictimeUai, apogee)}},{{Apogee("hostile", HostileUai, apogee)}},
          {"code":"hostile-s","libelle":"Hostile Scolarix","uais":["{{ScolarixUai}}"],"sis":"Scolarix","sourceOpi":"ApiRest",
           "parcoursup":{"url":"http://127.0.0.1:9/","login":"psup","motDePasse":"{{Password}}"},"scolarix":{"retour":{} } }]}
        """;

    /// <summary>Keys of the hostile one for its two établissements.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> KeyAsync(GatewayProcess gateway)
    {
        var keys = new Dictionary<string, string>();
        foreach (var code in (string[])["hostile", "hostile-s"])
        {
            using var answer = await gateway.Http.PostAsync("/api/cles", JsonContent.Create(new { nom = "mesure", etablissement = code }));
            var text = await answer.Content.ReadAsStringAsync();
            keys[code] = JsonNode.Parse(text)?["cle"]?.GetValue<string>() ?? throw new InvalidOperationException(text);
        }

        return keys;
    }

    private static string Apogee(string code, string uai, string apogee) =>
        $$"""
        {"code":"{{code}}","libelle":"{{code}}","uais":["{{uai}}"],"sis":"Apogee","sourceOpi":"ApiRest",
         "parcoursup":{"url":"http://127.0.0.1:9/","login":"psup","motDePasse":"{{Password}}"},
         "push":{"login":"psup-{{code}}","motDePasse":"{{Password}}"},
         "opi":{"comptes":[{"login":"ecandidat-{{code}}","motDePasse":"{{Password}}","prefixe":"E","origine":"Autre"}]},
         "apogee":{"url":"{{apogee}}","version":10,"release":"6.50","login":"opi","motDePasse":"mdp","appelsSimultanes":4},
         "formations":[{"codeFormationPsup":8842,"libelle":"Droit","codeSise":"2500001","oui":{"codCge":"DRT","codEtp":"L1DROI","codVrsVet":101,"codDemDos":"C"} }] }
        """;
}
