using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>A person settles a guard: confirming lets through what it held, rejecting keeps what was before.</summary>
public sealed class GardeDecision(
    Database database, IEnumerable<IGardeEffect> effects, AuditBook audit, IBusinessClock clock, EvaluationSignal evaluation)
{
    private readonly Dictionary<string, IGardeEffect> _effects = effects.ToDictionary(e => e.Type.Code, StringComparer.Ordinal);

    /// <summary>Null of a type that nobody here knows any more: settling it does nothing else.</summary>
    public SuiteGarde? Annoncer(GardeRow garde) => _effects.GetValueOrDefault(garde.Type)?.Annoncer(garde);

    public async Task<bool> SettleAsync(string etablissement, long id, EtatGarde etat, string par, CancellationToken ct)
    {
        var settled = await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement, ct);
            var type = await session.FirstOrDefaultAsync<string>(
                $"""
                UPDATE garde SET etat = @etat, traitee_le = @now, par = @par
                WHERE id = @id AND etablissement = @etablissement AND etat = '{nameof(EtatGarde.EnAttente)}' RETURNING type
                """,
                new { etat = etat.ToString(), now = clock.Now, par, id, etablissement }, ct);
            if (type is null) return false;
            // One that nobody here knows any more is settled all the same: there is nothing left that it holds.
            if (_effects.TryGetValue(type, out var effect)) await effect.SettleAsync(session, id, etat, par, ct);
            audit.Note(session, new(ActeAudit.GardeTranchee, etablissement, FormattableString.Invariant($"garde {id}"))
            {
                Details = [new("type", null, type), new("etat", nameof(EtatGarde.EnAttente), etat.ToString())],
            });
            return true;
        }, ct);
        evaluation.Wake();
        return settled;
    }
}
