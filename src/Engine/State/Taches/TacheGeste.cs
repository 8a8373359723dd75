using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Taches;

/// <summary>A person says that a task is done.</summary>
public sealed class TacheGeste(Database database, AuditBook audit, TimeProvider time)
{
    /// <returns>False when there is none that is open.</returns>
    public Task<bool> TerminerAsync(string etablissement, long id, string par, CancellationToken ct) => audit.ChangeAsync(
        database, new(ActeAudit.TacheTerminee, etablissement, FormattableString.Invariant($"tâche {id}")),
        "UPDATE tache SET terminee_le = @now, par = @par WHERE id = @id AND etablissement = @etablissement AND terminee_le IS NULL",
        new { now = time.GetUtcNow(), par, id, etablissement }, ct);
}
