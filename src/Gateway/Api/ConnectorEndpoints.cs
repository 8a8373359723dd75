using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Api;

/// <summary>"Tester connecteur" by REST.</summary>
internal static class ConnectorEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/connecteur/test", async (string etab, HttpContext http, ConnectorTest test) =>
        {
            var etablissement = http.Etablissement();
            var uai = etablissement.Document.Uais.FirstOrDefault(u => string.Equals(u, etab, StringComparison.OrdinalIgnoreCase));
            return ApiErrors.Json(await test.RunAsync(etablissement, uai, http.Caller().Nom, http.RequestAborted));
        });
        group.MapGet("/connecteur", async (HttpContext http, ConnectorTest test, ConnectorGate gate, Database database) =>
        {
            var etablissement = http.Etablissement();
            var open = await gate.IsOpenAsync(database, etablissement, http.RequestAborted);
            var history = await test.HistoryAsync(etablissement.Code, http.RequestAborted);
            return ApiErrors.Json(new
            {
                ouvert = open,
                raison = test.Reason(open, history),
                dernierTest = history.Count > 0 ? history[0] : null,
                historique = history,
            });
        });
    }
}
