using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Simulators.Fregata;

namespace Parcoursup.Gateway.Simulators.Tests.Fregata;

/// <summary>A gateway that gives prepared answers, in their order for each call, and a Fregata in front of it.</summary>
internal sealed class PasserelleSimulee : IAsyncDisposable
{
    public const string Uai = "0730014U";
    public const string Annee = "2026-2027";
    public static readonly PersonneFregata Gestion = new("m.durand", PersonneFregata.Gestion);

    private readonly WebApplication _app;
    private readonly Dictionary<string, Queue<(int Status, string Body)>> _answers = new(StringComparer.Ordinal);

    private PasserelleSimulee(WebApplication app) => _app = app;

    public FregataSimulator Simulator { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Method and path with what was asked, and the body.</summary>
    public List<(string Call, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)> Received { get; } = [];

    public static async Task<PasserelleSimulee> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var passerelle = new PasserelleSimulee(app);
        app.Run(passerelle.AnswerAsync);
        await app.StartAsync();
        var url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        passerelle.Simulator = await FregataSimulator.StartAsync(
            new FregataOptions { Passerelle = url, Uai = Uai, Login = "fregata", MotDePasse = "mdp" }, default);
        passerelle.Http = new HttpClient { BaseAddress = passerelle.Simulator.Url };
        return passerelle;
    }

    /// <summary>The next answer to this call; the last one is given again and again.</summary>
    public void Prepare(string call, JsonNode body, int status = 200)
    {
        if (!_answers.TryGetValue(call, out var queue))
            _answers[call] = queue = new Queue<(int, string)>();
        queue.Enqueue((status, body.ToJsonString()));
    }

    public static JsonObject Import(params JsonNode[] dossiers) => new()
    {
        ["id"] = 3, ["etat"] = "Succes", ["source"] = "Parcoursup - CandidatsAdmis", ["anneeScolaire"] = Annee, ["date"] = "2026-07-08T10:12:00+02:00",
        ["utilisateur"] = "m.durand", ["role"] = "GestionInscriptions", ["nombreCandidats"] = dossiers.Length, ["nombreResponsables"] = 2 * dossiers.Length,
        ["message"] = $"INFO : Réception effectuée de {dossiers.Length} candidats avec succès, et de leur {2 * dossiers.Length} responsables",
        ["avertissement"] = null, ["annuleLe"] = null, ["annulePar"] = null, ["candidats"] = new JsonArray(dossiers),
    };

    /// <summary>A dossier with two guardians.</summary>
    public static JsonObject Dossier(int code, string etat = "Recu", string? ine = "123456789AB") => (JsonObject)JsonNode.Parse($$"""
        { "id": "2026-{{code}}-9201", "etat": "{{etat}}", "origine": "Parcoursup", "anneeScolaire": "2026-2027",
          "importation": { "id": 3, "date": "2026-07-08T10:12:00+02:00" },
          "apprenant": { "codeCandidat": {{code}}, "ine": {{(ine is null ? "null" : $"\"{ine}\"")}}, "sexe": "F", "nom": "Lefèvre", "prenom": "Zoé", "prenom2": null, "prenom3": null,
            "dateNaissance": "2008-02-28", "codeCommuneNaissance": "73065", "libelleCommuneNaissance": "Chambéry", "codePaysNaissance": "FR", "codePaysNationalite": "FR",
            "adresse": { "ligne1": "1 rue", "ligne2": null, "ligne3": null, "codePostal": "73000", "codeCommune": "73065", "libelleCommune": "Chambéry", "codePays": "FR" },
            "mail": "z{{code}}@example.org", "telMobile": "0612345678", "telFixe": null, "codeEtablissementOrigine": "0730016W",
            "bac": { "annee": 2026, "mois": 6, "serie": "Générale", "mention": null } },
          "responsables": [ { "nom": "Lefèvre", "prenom": "Ève", "mail": null, "tel": null, "adresse": null }, { "nom": "Lefèvre", "prenom": "Luc", "mail": null, "tel": null, "adresse": null } ],
          "formation": { "codeFormationPsup": 9201, "libelle": "BTSA", "mef": "32721401421", "libelleMef": null, "regime": "DemiPensionnaire", "division": null },
          "reponse": "Oui", "reponseDefinitive": true, "cursusAmenage": null, "internat": false, "cesure": false, "dateReponse": "2026-06-04T19:42:00",
          "differences": [], "problemes": [], "traitement": null, "validation": null, "desistement": null }
        """)!;

    public static JsonObject Rapport(string nature, params (int Code, string Resultat, string? Champ)[] lignes) => new()
    {
        ["id"] = 12, ["nature"] = nature, ["date"] = "2026-09-01T10:00:00+02:00", ["utilisateur"] = "m.durand",
        ["informes"] = lignes.Count(l => l.Resultat == "Informe"), ["aReessayer"] = lignes.Count(l => l.Resultat == "SeraReessaye"),
        ["refuses"] = lignes.Count(l => l.Resultat == "Refuse"), ["enCours"] = lignes.Count(l => l.Resultat == "EnCours"),
        ["sansObjet"] = lignes.Count(l => l.Resultat == "SansObjet"),
        ["inscriptions"] = Lignes(lignes),
    };

    public static JsonObject Traites(params (int Code, string Resultat, string? Champ)[] lignes) => new()
    {
        ["traites"] = lignes.Count(l => l.Resultat == "Traite"), ["refuses"] = lignes.Count(l => l.Resultat == "Refuse"), ["inscriptions"] = Lignes(lignes),
    };

    public async Task<JsonNode> EtatAsync() => JsonNode.Parse(await Http.GetStringAsync("/etat"))!;

    public async Task<IReadOnlyList<string>> AnomaliesAsync() => [.. (await EtatAsync())["anomalies"]!.AsArray().Select(a => a!.GetValue<string>())];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static JsonArray Lignes((int Code, string Resultat, string? Champ)[] lignes) => new([.. lignes.Select(l => (JsonNode)new JsonObject
    {
        ["id"] = $"2026-{l.Code}-9201", ["resultat"] = l.Resultat, ["champ"] = l.Champ, ["message"] = "…",
    })]);

    private async Task AnswerAsync(HttpContext context)
    {
        var text = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var call = $"{context.Request.Method} {context.Request.Path.Value!.Replace($"/fregata/v1/{Uai}/", "", StringComparison.Ordinal)}";
        Received.Add((call + context.Request.QueryString, text.Length == 0 ? null : JsonNode.Parse(text), context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString())));
        var (status, body) = _answers.TryGetValue(call, out var queue)
            ? queue.Count > 1 ? queue.Dequeue() : queue.Peek()
            : (404, """{"erreurs":[{"champ":"","message":"Réponse non préparée"}]}""");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, Encoding.UTF8);
    }
}
