using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>Where candidates wait to be evaluated.</summary>
internal sealed class DueCandidats(Database database, IBusinessClock clock, TimeProvider time)
{
    /// <summary>Marks whoever's day has come.</summary>
    public async Task MarkAsync(CancellationToken ct)
    {
        var today = clock.Today;
        if (await database.ScalarAsync<long>("SELECT COUNT(*) FROM candidat WHERE prochaine_evaluation <= @today", new { today }, ct) > 0)
            await database.ExecuteAsync(
                "UPDATE candidat SET a_evaluer = TRUE, prochaine_evaluation = NULL WHERE prochaine_evaluation <= @today",
                new { today }, ct);
    }

    /// <summary>What is being loaded in several transactions is judged as a whole afterwards (rule C6).</summary>
    public Task<IReadOnlyList<string>> EtablissementsAsync(CancellationToken ct) => database.QueryAsync<string>(
        $"SELECT DISTINCT etablissement FROM candidat WHERE a_evaluer AND {LoadInProgress.NoneFor("candidat")}",
        new { now = time.GetUtcNow() }, ct);
}
