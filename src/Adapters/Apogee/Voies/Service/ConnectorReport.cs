using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary><c>testerConnecteur</c>: "Tester connecteur" as a SIS sees it, or the state that its last run left.</summary>
internal sealed class ConnectorReport(ConnectorTest test, ConnectorGate gate, Database database)
{
    public async Task<ReponseTraitement> OfAsync(CompteTraitementModel account, string? uai, bool run, CancellationToken ct)
    {
        var etablissement = account.Etablissement;
        if (run) await test.RunAsync(etablissement, uai, $"{account.Compte.Login} (traitement côté Apogée)", ct);
        var history = await test.HistoryAsync(etablissement.Code, ct);
        var open = await gate.IsOpenAsync(database, etablissement, ct);
        var last = history.Count > 0 ? history[0] : null;
        return new ReponseTraitement.Connecteur(open, test.Reason(open, history), last?.TesteLe,
            [.. (last?.Etapes ?? []).Select(e => new EtapeRendue(e.Nom, e.Resultat, e.DureeMs, e.Message, e.Remede))]);
    }
}
