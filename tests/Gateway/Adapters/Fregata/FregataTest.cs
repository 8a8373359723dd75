using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;

/// <summary>A lycée agricole on Fregata, whose gate is closed: Fregata never waits for it (rule D2).</summary>
public abstract class FregataTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected const int Btsa = TestDocument.Droit;

    /// <summary>Every role; a test takes one with <see cref="FregataApi.As"/>.</summary>
    protected FregataApi Fregata { get; private set; } = null!;

    protected async Task StartFregataAsync(params string[] settings)
    {
        await StartAsync(openGate: false, settings);
        Connect();
    }

    /// <summary>After a restart, which changes the port.</summary>
    protected void Connect()
    {
        Fregata?.Dispose();
        Fregata = new FregataApi(Gateway.Url, Etab.Uai);
    }

    public override async ValueTask DisposeAsync()
    {
        Fregata?.Dispose();
        await base.DisposeAsync();
    }

    protected override async Task<TestEtablissement> CreateEtablissementAsync() => Lycee(await TestEtablissement.StartAsync("lycee-alpes"));

    /// <summary>Makes an établissement of the tests one on Fregata, without a word about Apogée.</summary>
    public static TestEtablissement Lycee(TestEtablissement etab, string login = FregataApi.Login, string password = FregataApi.Password)
    {
        etab.Document["sis"] = "Fregata";
        etab.Document.Remove("apogee");
        etab.Document.Remove("opi");
        etab.Document["fregata"] = new JsonObject
        {
            ["fraicheurMinutes"] = 0, ["delaiReceptionSecondes"] = 20, ["delaiRemonteeSecondes"] = 10,
            ["comptes"] = new JsonArray(new JsonObject
            {
                ["login"] = login, ["motDePasse"] = password, ["roles"] = new JsonArray("AdministrateurEtablissement", "DirectionEtablissement", "GestionInscriptions"),
            }),
        };
        etab.Document["formations"] = new JsonArray(new JsonObject
        {
            ["codeFormationPsup"] = Btsa, ["libelle"] = "BTSA Productions animales", ["codeSise"] = "2500001",
            ["fregata"] = new JsonObject { ["mef"] = "32721401421", ["libelleMef"] = "1BTSA PA", ["regime"] = "DemiPensionnaire", ["regimeInternat"] = "Interne" },
        });
        return etab;
    }

    /// <summary>The wish of an admitted candidate with so many guardians.</summary>
    protected static JsonObject Admis(int code, int responsables = 0, int formation = Btsa, int situation = 1, int amenagement = 0)
    {
        var voeu = TestDocument.Voeu(code, formation, situation, amenagement);
        for (var n = 1; n <= responsables; n++) AddGuardian(voeu, n, $"Lefèvre{code}", n == 1 ? "Paul" : "Anne");
        return voeu;
    }

    /// <summary>Of a candidate whose number Parcoursup does not know.</summary>
    protected static JsonObject Unnumbered(JsonObject voeu)
    {
        voeu["ine"] = null;
        return voeu;
    }

    protected static void AddGuardian(JsonObject voeu, int n, string nom, string prenom, string? tel = "0611111111")
    {
        voeu[$"nomRL{n}"] = nom;
        voeu[$"prenomRL{n}"] = prenom;
        voeu[$"telRL{n}"] = tel;
        voeu[$"mailRL{n}"] = $"{prenom}.{n}@example.org";
        voeu[$"Adresse1RL{n}"] = "1 rue de l'Église";
        voeu[$"CodePostaleRL{n}"] = "73000";
    }

    /// <summary>The guide's lycée: 20 candidates, 34 guardians, of whom some are given twice.</summary>
    protected static JsonObject[] VingtCandidats()
    {
        var voeux = Enumerable.Range(101, 20).Select(code => Admis(code, code <= 114 ? 2 : 1)).ToArray();
        foreach (var voeu in voeux[14..]) AddGuardian(voeu, 2, voeu["nomRL1"]!.GetValue<string>().ToUpperInvariant().Replace('È', 'E'), " PAUL ", tel: null);
        return voeux;
    }

    protected void AtParcoursup(params JsonObject[] voeux) => Etab.Parcoursup.Enregistrer(voeux);

    protected void Withdraw(int code, int formation = Btsa) => Etab.Parcoursup.Retirer(new CleVoeu(2026, code, formation));

    /// <summary>Changes the établissement's options and saves them.</summary>
    protected Task SetFregataAsync(params (string Champ, JsonNode? Valeur)[] options)
    {
        foreach (var (champ, valeur) in options) Etab.Document["fregata"]![champ] = valeur;
        return Etab.SaveAsync(Gateway);
    }

    /// <summary>The 1st of September 2026, first day of the rentrée, or another day.</summary>
    protected Task SetDayAsync(int month, int day) => Api.SetClockAsync(new DateTimeOffset(2026, month, day, 9, 0, 0, TimeSpan.FromHours(2)));

    /// <summary>A candidate whose inscription is validated, and who withdraws afterwards.</summary>
    protected async Task ValidatedThenGoneAsync(int code)
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(code));
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(code);
        await SetDayAsync(9, 1);
        await Fregata.ValidateAsync(code);
        await PushAndRestAsync(Admis(code, situation: 3));
    }

    protected async Task<JsonNode> DossierAsync(int code) => (await Fregata.ListAsync("inscriptions")).Single(d => d!["id"]!.GetValue<string>() == FregataApi.IdOf(code))!;

    protected async Task<string> EtatAsync(int code) => Text(await DossierAsync(code), "etat");

    protected static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    protected static int Number(JsonNode node, string field) => node[field]!.GetValue<int>();

    protected static JsonNode Line(JsonNode report, int code) => report["inscriptions"]!.AsArray().Single(l => l!["id"]!.GetValue<string>() == FregataApi.IdOf(code))!;

    protected static string Resultat(JsonNode report, int code) => Text(Line(report, code), "resultat");
}
