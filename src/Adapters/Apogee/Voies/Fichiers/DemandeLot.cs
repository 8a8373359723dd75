using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Somebody asks for a lot now.</summary>
internal sealed class DemandeLot(Database database, GenerationBook generations, AuditBook audit)
{
    /// <returns>The number of the run; one that is asked for or under way already is the answer.</returns>
    public Task<long> DemanderAsync(string etablissement, string par, CancellationToken ct) => database.WriteAsync(session =>
    {
        audit.Note(session, new(ActeAudit.LotDemande, etablissement, "fichiers OPI"));
        return generations.RequestAsync(session, etablissement, par, ct);
    }, ct);
}
