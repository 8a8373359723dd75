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
        etablissement.MapPost("/connecteur", TestAsync).Pour(Niveau.Administrateur);
    }

    private static async Task<IResult> TestAsync(HttpContext http, TestsLances tests, ConnectorTest test)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var etablissement = http.Etablissement();
        var uai = etablissement.Document.Uais.FirstOrDefault(u => u == form["uai"]);
        var (here, ct) = (http.CheminEtablissement("/connecteur"), http.RequestAborted);
        if (await tests.LancerAsync(etablissement, uai, http.Caller().Nom, ct) is not { } running)
            return http.Suite(here, "Un test est déjà en cours : en voici les étapes.");
        // Who follows the steps comes back at once; without scripts one comes back to the finished report.
        if (form["suivre"] == "oui") return http.Suite(here);
        return http.Suite(here, await running.WaitAsync(ct) is { } report ? test.Verdict(report)
            : "Le test n'a pas pu aller à son terme : le relancer, et prévenir l'exploitant si cela se répète.");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, ConnectorTest test, TestEnCoursBook running, ConnectorGate gate, Database database)
    {
        var etablissement = http.Etablissement();
        var open = await gate.IsOpenAsync(database, etablissement, http.RequestAborted);
        var history = await test.HistoryAsync(etablissement.Code, http.RequestAborted);
        return http.Page<ConnecteurPage>("Connecteur", new Etat(
            open, test.Reason(open, history), history, await running.DeAsync(etablissement.Code, http.RequestAborted)));
    }

    /// <param name="EnCours">The test that is under way; null where none is.</param>
    public sealed record Etat(bool Ouvert, string Raison, IReadOnlyList<RapportTest> Historique, TestEnCours? EnCours);
}
