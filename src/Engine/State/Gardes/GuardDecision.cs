using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>A person settles a guard. Confirming lets the decisions through, rejecting keeps the former ones.</summary>
internal sealed class GuardDecision(Database database, IEnumerable<IGuardEffect> effects, IBusinessClock clock, EvaluationSignal evaluation)
{
    public async Task<bool> SettleAsync(string etablissement, long id, EtatGarde etat, string par, CancellationToken ct)
    {
        var settled = await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement, ct);
            var garde = await session.FirstOrDefaultAsync<SettledRow>(
                """
                UPDATE garde SET etat = @etat, traitee_le = @now, par = @par
                WHERE id = @id AND etablissement = @etablissement AND etat = 'EnAttente' RETURNING type, donnees
                """,
                new { etat = etat.ToString(), now = clock.Now, par, id, etablissement }, ct);
            if (garde is null) return false;
            if (effects.FirstOrDefault(e => e.Type.ToString() == garde.Type) is { } effect)
                await effect.SettleAsync(session, id, etat, par, ct);
            else if (etat == EtatGarde.Confirmee) await ReleaseAsync(session, etablissement, id, garde, ct);
            return true;
        }, ct);
        evaluation.Wake();
        return settled;
    }

    private static async Task ReleaseAsync(WriteSession session, string etablissement, long id, SettledRow garde, CancellationToken ct)
    {
        if (garde.Type == nameof(TypeGarde.Disparitions))
        {
            // What was distrusted becomes the reference: the next trusted pulls tell who has really gone.
            await session.ExecuteAsync("UPDATE recuperation SET de_confiance = TRUE WHERE id = @pull", new { pull = JsonText.Read<long>(garde.Donnees!) }, ct);
            return;
        }

        await session.ExecuteAsync("DELETE FROM defavorable_du_jour WHERE etablissement = @etablissement", new { etablissement }, ct);
        await session.ExecuteAsync(
            """
            UPDATE candidat SET a_evaluer = TRUE WHERE etablissement = @etablissement AND EXISTS (
                SELECT 1 FROM voeu v WHERE v.etablissement = candidat.etablissement AND v.session = candidat.session
                  AND v.code_candidat = candidat.code_candidat AND v.garde = @id)
            """,
            new { etablissement, id }, ct);
    }

    private sealed class SettledRow
    {
        public string Type { get; init; } = "";
        public string? Donnees { get; init; }
    }
}
