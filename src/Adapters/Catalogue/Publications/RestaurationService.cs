using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Publications;

/// <summary>
/// Gives formations the statuses of a chosen night back: tried without effect first, then written as new entries of the history with the
/// person's name. Nothing is deleted, so that a restoration can be restored from too.
/// </summary>
internal sealed class RestaurationService(Database database, FormationBook formations, ActionBook actions, IBusinessClock clock)
{
    private const string Action = "restaurer";

    /// <param name="auteur">Who has it applied; null for a trial.</param>
    public async Task<Issue> RestaurerAsync(DateOnly nuit, string? auteur, CancellationToken ct)
    {
        if (auteur is not null) return await database.WriteAsync(session => RestaurerAsync(session, nuit, auteur, ct), ct);
        await using var reading = await database.EssayerAsync(ct);
        return await RestaurerAsync(reading, nuit, null, ct);
    }

    private async Task<Issue> RestaurerAsync(WriteSession session, DateOnly nuit, string? auteur, CancellationToken ct)
    {
        if (auteur is not null) await formations.LockAsync(session, ct);
        if (await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM catalogue_historique WHERE jour = @nuit AND catalogue_historique.nuit IS NULL", new { nuit }, ct) == 0)
            return Issue.Refusee("nuit", FormattableString.Invariant(
                $"L'historique n'a aucune entrée de la nuit du {nuit:yyyy-MM-dd} : en choisir une autre."));
        var different = await session.QueryAsync<RestaureRow>(
            """
            SELECT f.id, f.cle, f.academie, f.statut AS de, h.statut AS vers
            FROM catalogue_historique h JOIN catalogue_formation f ON f.id = h.formation
            WHERE h.jour = @nuit AND h.nuit IS NULL AND h.statut <> f.statut AND NOT EXISTS (
                SELECT 1 FROM catalogue_historique o
                WHERE o.jour = h.jour AND o.formation = h.formation AND o.nuit IS NULL AND o.rang > h.rang)
            ORDER BY f.cle
            """, new { nuit }, ct);
        if (auteur is not null && different.Count > 0) await ApplyAsync(session, nuit, different, auteur, ct);
        var counts = new Changements();
        foreach (var row in different) counts.Add(row.Academie, row.De, row.Vers);
        return Issue.Faite(new Restauration(nuit, auteur is not null, auteur,
            [.. different.Select(d => new ChangementFormation(d.Cle, d.De.Libelle(), d.Vers.Libelle()))], counts.Resume(),
            counts.ParAcademie()));
    }

    private async Task ApplyAsync(WriteSession session, DateOnly nuit, IReadOnlyList<RestaureRow> rows, string auteur, CancellationToken ct)
    {
        var (today, now) = (clock.Today, clock.Now);
        var rank = 1 + await session.ScalarAsync<int>(
            "SELECT COALESCE(MAX(rang), 0) FROM catalogue_historique WHERE jour = @today", new { today }, ct);
        await formations.AddEntriesAsync(session, [.. rows.Select(r => new EntreeRow
        {
            Jour = today, Formation = r.Id, Rang = rank, Statut = r.Vers, Auteur = auteur, Nuit = nuit,
        })], ct);
        await session.ExecuteAsync(
            """
            UPDATE catalogue_formation SET precedent = catalogue_formation.statut, statut = h.statut, statut_le = @today
            FROM catalogue_historique h WHERE h.jour = @today AND h.rang = @rank AND h.formation = catalogue_formation.id
            """, new { today, rank }, ct);
        await actions.RestoreAsync(session, nuit, auteur, [.. rows.Select(r => new ActionRow
        {
            Cle = r.Cle, Action = Action, De = r.De, Vers = r.Vers, Raison = FormattableString.Invariant($"nuit du {nuit:yyyy-MM-dd}"),
            Auteur = auteur, Le = now,
        })], ct);
    }

    private sealed class RestaureRow
    {
        public long Id { get; init; }
        public string Cle { get; init; } = "";
        public int? Academie { get; init; }
        public StatutCatalogue De { get; init; }
        public StatutCatalogue Vers { get; init; }
    }
}

/// <summary>What a restoration changes, or would.</summary>
internal sealed record Restauration(
    DateOnly nuit, bool appliquee, string? auteur, IReadOnlyList<ChangementFormation> changements, IReadOnlyList<Mouvement> resume,
    IReadOnlyList<MouvementsAcademie> academies);
