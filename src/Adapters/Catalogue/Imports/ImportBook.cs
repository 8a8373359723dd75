using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>The imports and the lines that they stage.</summary>
internal sealed class ImportBook(Database database, IBusinessClock clock)
{
    private static readonly BulkInsert<(long Import, LigneLue Ligne)> Lignes = new(
        "catalogue_import_ligne", "",
        BulkColumn.Of<(long Import, LigneLue Ligne)>("import", l => l.Import),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("cle", l => l.Ligne.Cle),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("lisible", l => l.Ligne.Lisible),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("academie", l => l.Ligne.Academie),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("donnees", l => l.Ligne.Donnees),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("remplace", l => l.Ligne.Remplace),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("statut", l => (int?)l.Ligne.Statut),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("statut_le", l => l.Ligne.StatutLe),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("parcoursup_id", l => l.Ligne.ParcoursupId),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("erreur", l => l.Ligne.Erreur),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("publie", l => l.Ligne.Publie ?? false),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("demandeur", l => l.Ligne.Demandeur),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("rejection", l => l.Ligne.Rejection),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("maj_le", l => l.Ligne.MajLe),
        BulkColumn.Of<(long Import, LigneLue Ligne)>("historique", l => l.Ligne.Historique));

    public Task<long> BeginAsync(string fichier, CancellationToken ct) => database.WriteAsync(
        session => session.ScalarAsync<long>(
            $"""
            INSERT INTO catalogue_import (fichier, recu_le, etat) VALUES (@fichier, @Instant, '{nameof(EtatImport.EnCours)}') RETURNING id
            """, new { fichier, Instant = clock.Now }, ct), ct);

    public Task StageAsync(WriteSession session, long id, IEnumerable<LigneLue> lignes, CancellationToken ct) =>
        Lignes.ExecuteAsync(session, [.. lignes.Select(l => (id, l))], ct);

    public Task UnreadableAsync(WriteSession session, long id, IReadOnlyCollection<string> cles, CancellationToken ct) =>
        cles.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            "UPDATE catalogue_import_ligne SET lisible = FALSE WHERE import = @id AND cle IN @cles", new { id, cles = cles.ToArray() }, ct);

    public Task EndAsync(WriteSession session, long id, EtatImport etat, string? motif, FinImport fin, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            UPDATE catalogue_import SET etat = @etat, motif = COALESCE(@motif, motif), confirmable = @Confirmable,
                mesure = COALESCE(@mesure, mesure), reprise = COALESCE(@Reprise, reprise), auteur = COALESCE(@Auteur, auteur)
            WHERE id = @id
            """,
            new
            {
                id, etat = etat.ToString(), motif, fin.Confirmable, fin.Reprise, fin.Auteur,
                mesure = fin.Mesure is { } m ? JsonText.Of(m) : null,
            }, ct);

    /// <summary>Lines of other imports wait for nothing any more.</summary>
    public Task ForgetOthersAsync(WriteSession session, long id, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM catalogue_import_ligne WHERE import <> @id", new { id }, ct);

    public Task ForgetLinesAsync(WriteSession session, long id, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM catalogue_import_ligne WHERE import = @id", new { id }, ct);

    /// <summary>The last import, whatever became of it.</summary>
    public Task<ImportRow?> LastAsync(WriteSession session, CancellationToken ct) =>
        session.FirstOrDefaultAsync<ImportRow>("SELECT * FROM catalogue_import ORDER BY id DESC LIMIT 1", null, ct);

    /// <summary>What the last import that was applied held.</summary>
    public async Task<MesureImport?> AppliedAsync(WriteSession session, CancellationToken ct) =>
        await session.ScalarAsync<string>(
            $"""
            SELECT mesure FROM catalogue_import WHERE etat = '{nameof(EtatImport.Applique)}' AND mesure IS NOT NULL ORDER BY id DESC LIMIT 1
            """, null, ct) is { } text
            ? JsonText.Read<MesureImport>(text) : null;

    public Task<IReadOnlyList<ImportRow>> ListAsync(CancellationToken ct) =>
        database.QueryAsync<ImportRow>("SELECT * FROM catalogue_import ORDER BY id DESC LIMIT 100", null, ct);
}

/// <summary>What is known at the end of an import.</summary>
/// <param name="Reprise">The columns of a takeover, with commas; null for a usual import.</param>
internal sealed record FinImport(MesureImport? Mesure = null, bool Confirmable = false, string? Reprise = null, string? Auteur = null);
