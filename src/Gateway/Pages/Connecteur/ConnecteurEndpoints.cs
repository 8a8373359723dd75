using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Connecteur;

/// <summary>« Tester le connecteur »: each step, its remedy, and what the gate holds back meanwhile.</summary>
public static class ConnecteurEndpoints
{
    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/connecteur", ShowAsync).Pour(Niveau.Lecture);
        etablissement.MapPost("/connecteur", async (HttpContext http, ConnectorTest test) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var etablissement = http.Etablissement();
            var uai = etablissement.Document.Uais.FirstOrDefault(u => u == form["uai"]);
            var report = await test.RunAsync(etablissement, uai, http.Caller().Nom, http.RequestAborted);
            return http.Suite(http.CheminEtablissement("/connecteur"), test.Verdict(report));
        }).Pour(Niveau.Administrateur);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ConnectorTest test, ConnectorGate gate, Database database)
    {
        var etablissement = http.Etablissement();
        var open = await gate.IsOpenAsync(database, etablissement, http.RequestAborted);
        var history = await test.HistoryAsync(etablissement.Code, http.RequestAborted);
        return http.Page<ConnecteurPage>("Connecteur", new Etat(open, test.Reason(open, history), history));
    }

    public sealed record Etat(bool Ouvert, string Raison, IReadOnlyList<RapportTest> Historique);
}
